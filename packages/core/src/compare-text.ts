/** Orders texts by code points, like databases with UTF-8: `<` puts 😀 before ｆ, because it compares the halves of a surrogate pair. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
  const isPair = (unit: number): boolean => unit >= 0xd800 && unit < 0xe000
  if (isPair(x) !== isPair(y) && x >= 0xd800 && y >= 0xd800) return isPair(x) ? 1 : -1
  return a < b ? -1 : 1
}

/** Orders texts by UTF-16 units, like `sort` without arguments. The same in every locale. */
export function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
