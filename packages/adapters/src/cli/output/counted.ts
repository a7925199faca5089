/** A number with its word: `1 file`, `2 files`. */
export function counted(number: number, one: string, more: string = `${one}s`): string {
  return `${String(number)} ${number === 1 ? one : more}`
}
