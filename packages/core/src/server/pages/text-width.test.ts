import { describe, expect, test } from 'vitest'
import { letters, textWidth } from './text-width.ts'

// Measured in Chromium at 11 pixels with DejaVu Sans, and with Noto Sans for the letters that it lacks.
const measured: readonly (readonly [string, string, number])[] = [
  ['Latin', 'Payments', 53.9],
  ['wide letters', 'WWW MOMMA', 80.8],
  ['thin letters', 'illicit jill', 41.4],
  ['letters with marks', 'Đội thanh toán quốc tế', 126.8],
  ['letters in one', 'ŒÆœæ', 46],
  ['Greek', 'Ομάδα πληρωμών', 99],
  ['Cyrillic', 'Команда платежей', 112.6],
  ['Cyrillic capitals', 'КОМАНДА ЖЩШ', 95],
  ['Arabic', 'فريق المدفوعات', 74],
  ['Hebrew', 'צוות תשלומים', 64.8],
  ['Syriac', 'ܦܪܝܩܐ ܕܫܘܠܡܐ', 79.6],
  ['N’Ko', 'ߘߐߞߍߟߊ ߟߎ߬', 59.1],
  ['Adlam', '𞤆𞤵𞤤𞤢𞤪 𞤊𞤵𞤤𞤬𞤵𞤤𞤣𞤫', 98],
  ['Mandaic', 'ࡌࡀࡍࡃࡀࡉࡀ', 44.3],
  ['Mongolian', 'ᠮᠣᠩᠭᠣᠯ ᠪᠠᠭ', 55.1],
  ['Devanagari', 'भुगतान टीम क्षत्रिय', 74.3],
  ['Tamil', 'கட்டண அணி', 79.3],
  ['Thai', 'ทีมชำระเงิน', 48.5],
  ['Khmer', 'ក្រុមទូទាត់ប្រាក់', 61.1],
  ['Chinese', '支付团队', 44],
  ['Korean', '결제팀', 33],
  ['fullwidth letters', 'ＡＢＣ', 33],
  ['emoji', '💳🚀', 27.4],
  ['a flag', '🇩🇪', 13.7],
  ['a hand with a colour of skin', '👍🏽', 13.7],
  ['a family', '👩‍👩‍👧‍👦', 13.7],
  ['a keycap', '1️⃣', 13.7],
  ['letters under many marks', 'Z̸̢̺͠a̵͔̓l̴͎̓g̷̬̔o̶̤͝', 30.5],
]

describe('the width of a text', () => {
  test.each(measured)('of %s is a little more than what a browser needs', (_, text, needed) => {
    const width = textWidth(text) * 11
    expect(width).toBeGreaterThanOrEqual(needed)
    expect(width).toBeLessThan(needed * 1.35 + 4)
  })

  test('is zero for invisible characters', () => {
    expect(textWidth('')).toBe(0)
    expect(textWidth('\u200b\u2068\u2069\ufeff\u00ad')).toBe(0)
  })

  test('is the same for composed and decomposed letters', () => {
    for (const text of ['Zoë', '결제', 'が']) expect(textWidth(text.normalize('NFD'))).toBeCloseTo(textWidth(text), 5)
  })
})

test('letters are what a reader sees as one', () => {
  expect(letters('ab c')).toEqual(['a', 'b', ' ', 'c'])
  expect(letters('e\u0301👩‍👩‍👧🇩🇪')).toEqual(['e\u0301', '👩‍👩‍👧', '🇩🇪'])
})
