/** What the command will not do, in one sentence: exit code 2. */
export class Refusal extends Error {}
