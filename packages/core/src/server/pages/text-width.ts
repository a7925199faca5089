/** The widths of `!` to `~` in hundredths of the font size: the wider of Verdana and DejaVu Sans, so that a box fits either. */
const asciiWidths = [
  40, 46, 84, 64, 108, 78, 28, 46, 46, 64, 84, 37, 46, 37, 46, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 46, 46, 84, 84, 84, 55, 100, 69, 69,
  70, 77, 63, 58, 78, 75, 42, 46, 70, 56, 86, 75, 79, 60, 79, 70, 69, 62, 73, 69, 99, 69, 62, 69, 46, 46, 46, 84, 64, 64, 62, 64, 55, 64,
  62, 35, 64, 64, 28, 35, 59, 28, 98, 64, 61, 64, 64, 43, 52, 40, 64, 59, 82, 59, 59, 53, 64, 46, 64, 84,
]
const space = 0.36

/** Letters that those two fonts lack or draw wider than Latin: the width of a letter, and of a vowel sign next to it, in font sizes. */
const scripts: readonly (readonly [letters: RegExp, letter: number, sign: number])[] = [
  [/[\p{Extended_Pictographic}\p{Regional_Indicator}]/u, 1.3, 0],
  // Wide and fullwidth forms: Chinese, Japanese, Korean, Yi, Tangut, Nushu; ancient pictographic scripts.
  [
    /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{12000}-\u{1467f}\u{16fe0}-\u{1b2ff}\u{20000}-\u{3fffd}]/u,
    1.05,
    0,
  ],
  [/[\p{Script=Tamil}\p{Script=Balinese}]/u, 1.15, 0.85],
  [/[\p{Script=Myanmar}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Javanese}\p{Script=Sundanese}\p{Script=Tai_Tham}]/u, 1, 0.5],
  [/[\p{Script=Telugu}\p{Script=Kannada}\p{Script=Oriya}\p{Script=Meetei_Mayek}]/u, 0.85, 0.4],
  [/[\p{Script=Bengali}\p{Script=Khmer}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Lao}]/u, 0.66, 0.35],
  [/[\p{Script=Devanagari}\p{Script=Tibetan}\p{Script=Thai}]/u, 0.58, 0.3],
  [/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Mongolian}]/u, 0.56, 0],
]

/** The width of a text in Verdana and similar fonts, in font sizes. A generous estimate, because the reader's fonts are not known. */
export function textWidth(text: string): number {
  let width = 0
  for (const letter of letters(text)) width += letterWidth(letter)
  return width
}

/** The characters that a reader sees: letters with their marks, and whole emoji. */
export function letters(text: string): readonly string[] {
  if (/^[ -~]*$/.test(text)) return Array.from(text)
  return Array.from(new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment)
}

function letterWidth(letter: string): number {
  const [first = '', ...rest] = letter.normalize('NFD')
  const code = first.codePointAt(0) ?? 0
  if (/[\p{Default_Ignorable_Code_Point}\p{M}]/u.test(first)) return 0
  if (/\s/u.test(first)) return space
  // A digit in a keycap is an emoji.
  if (code < 0x7f && !rest.includes('\u20e3')) return (asciiWidths[code - 0x21] ?? 0) / 100
  const [, wide, sign] = scripts.find(([known]) => known.test(first)) ?? []
  if (wide === undefined || sign === undefined) return code < 0x7f ? 1.3 : otherWidth(first)
  // Letters joined to the first one, below or next to it, and vowel signs.
  return rest.reduce((sum, part) => sum + (sign === 0 ? 0 : /\p{Mc}/u.test(part) ? sign : /\p{L}/u.test(part) ? wide * 0.6 : 0), wide)
}

function otherWidth(letter: string): number {
  if (/[ÆæŒœǄǆ…‥—―\p{Lt}\p{S}]/u.test(letter)) return 1.08
  if (/\p{Lu}/u.test(letter)) return 0.84
  return 0.7
}
