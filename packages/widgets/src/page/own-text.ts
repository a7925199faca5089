/** Whether anything stands between the tags of an element for when there is no answer. */
export function hasOwnText(element: Element): boolean {
  return [...element.childNodes].some(node => (node as Element).slot === '' || (node instanceof Text && /\S/.test(node.data)))
}
