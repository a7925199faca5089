const gap = 8

/** Puts an open popover below its button, or above where there is more room, within the window. */
export function placeDetails(button: HTMLElement, details: HTMLElement): void {
  const at = button.getBoundingClientRect()
  const { width, height } = details.getBoundingClientRect()
  const { clientWidth, clientHeight } = button.ownerDocument.documentElement
  const isRtl = getComputedStyle(button).direction === 'rtl'
  const wanted = isRtl ? at.right - width : at.left
  const left = Math.max(gap, Math.min(wanted, clientWidth - width - gap))
  const below = at.bottom
  const isAbove = below + height + gap > clientHeight && at.top > clientHeight - below
  const top = isAbove ? Math.max(gap, at.top - height - gap) : Math.max(gap, Math.min(below, clientHeight - height - gap))
  // Set through the object model: a strict policy forbids style attributes, not this.
  details.style.left = `${String(left)}px`
  details.style.top = `${String(top)}px`
}
