/** Copies text to the clipboard, even without `navigator.clipboard`, as on an `http:` host. False when the browser refuses. */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text, near)
  }
}

/** The older way: selects and copies a field next to the button, inside the same dialog. */
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
