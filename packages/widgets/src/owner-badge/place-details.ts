const gap = 8
/** If neither side of the button has this much space, the details cover it. Pixels. */
const least = 96

/** Places an open popover below its button, or above if there is more space, within the window. Content that does not fit scrolls. */
export function placeDetails(button: HTMLElement, details: HTMLElement): void {
  const at = button.getBoundingClientRect()
  const { clientWidth, clientHeight } = button.ownerDocument.documentElement
  const { width } = details.getBoundingClientRect()
  const isRtl = getComputedStyle(button).direction === 'rtl'
  const left = isRtl ? at.right - width : at.left
  const whole = details.scrollHeight + details.offsetHeight - details.clientHeight
  const [above, below] = [at.top - 2 * gap, clientHeight - at.bottom - 2 * gap]
  const isAbove = below < whole && below < above
  const beside = isAbove ? above : below
  const most = clientHeight - 2 * gap
  const room = beside < Math.min(whole, least) ? most : Math.min(beside, most)
  // Set through CSSOM: a strict policy forbids only style attributes.
  const { style } = details
  style.maxBlockSize = `min(32rem, ${String(room)}px)`
  const height = details.offsetHeight
  const top = isAbove ? at.top - height - gap : at.bottom
  style.left = `${String(Math.max(gap, Math.min(left, clientWidth - width - gap)))}px`
  style.top = `${String(Math.max(gap, Math.min(top, clientHeight - height - gap)))}px`
}
