/** Lower case for the letters of references only. Other scripts' letters stay what they are, so that none that merely looks alike becomes one of them. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}
