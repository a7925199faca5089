/** What the command refuses to do, in one sentence: exit code 2. */
export class Refusal extends Error {}
