/** True when an element has content of its own to show without an answer. */
export function hasOwnText(element: Element): boolean {
  return [...element.childNodes].some(node => (node as Element).slot === '' || (node instanceof Text && /\S/.test(node.data)))
}
