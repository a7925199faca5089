/**
 * Matches a list against a pattern in which wildcards match any number of items. On a mismatch, the last wildcard takes one more item,
 * so matching never takes more than pattern × items steps.
 */
export function matchItems<Sign, Item>(
  pattern: readonly Sign[],
  items: readonly Item[],
  isWildcard: (sign: Sign) => boolean,
  matches: (sign: Sign, item: Item) => boolean,
): boolean {
  let at = 0
  let i = 0
  let star = -1
  let taken = 0
  while (i < items.length) {
    const sign = pattern[at]
    const item = items[i]
    if (sign !== undefined && isWildcard(sign)) {
      star = at++
      taken = i
    } else if (sign !== undefined && item !== undefined && matches(sign, item)) {
      at++
      i++
    } else if (star !== -1) {
      at = star + 1
      i = ++taken
    } else return false
  }
  for (let sign = pattern[at]; sign !== undefined && isWildcard(sign); sign = pattern[at]) at++
  return at === pattern.length
}
