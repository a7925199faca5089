/** Puts a text on the clipboard: also where a page has no `navigator.clipboard`, as on a plain `http:` host. False where the browser refuses. */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text, near)
  }
}

/** What browsers did before: a field beside the button, so that it is within the same dialog, is selected and copied. */
function copySelected(text: string, near: HTMLElement): boolean {
  const page = near.ownerDocument
  const field = page.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'said'
  field.ariaHidden = 'true'
  near.after(field)
  field.select()
  const isDone = page.execCommand('copy')
  field.remove()
  near.focus()
  return isDone
}
