import type { CSSResult } from 'lit'
import { accent, radius, text, token } from './tokens.ts'

// The properties of details and cards.

/** Background of code. */
export const sunken: CSSResult = token('color-sunken', 'light-dark(#f5f7fa, #131921)')
/** Text on the filled button. */
export const onAccent: CSSResult = token('color-on-accent', 'light-dark(#fff, #0b1a30)')
/** Background of a note about something uncertain. */
export const warningSoft: CSSResult = token('color-warning-soft', 'light-dark(#fdf2de, #38291a)')
/** Errors. */
export const error: CSSResult = token('color-error', 'light-dark(#b3261e, #ff9d94)')
/** Success. */
export const success: CSSResult = token('color-success', 'light-dark(#17693c, #74d6a0)')
/** Hovered controls, tags and notes. */
export const fill: CSSResult = token('color-fill', `color-mix(in srgb, ${text.cssText} 6%, transparent)`)
/** Corners of nested elements. */
export const radiusSmall: CSSResult = token('radius-s', `calc(${radius.cssText} * 2 / 3)`)
/** Corners of details and card. */
export const radiusLarge: CSSResult = token('radius-l', `calc(${radius.cssText} * 5 / 3)`)
/** Font family of code and file positions. */
export const fontMono: CSSResult = token('font-mono', "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace")
/** Size of the text of a card. */
export const textBase: CSSResult = token('text-base', 'max(13px, 0.875em)')
/** Size of the text of floating details, whatever the surrounding text. */
export const textPanel: CSSResult = token('text-panel', 'max(14px, 0.875rem)')
/** Size of small text, within a block. */
export const textSmall: CSSResult = token('text-s', 'max(12px, 0.857em)')
/** Size of a title, within a block. */
export const textLarge: CSSResult = token('text-l', 'max(15px, 1.143em)')
/** Shadow of floating details. */
export const shadow: CSSResult = token(
  'shadow',
  '0 1px 2px light-dark(rgb(15 23 42 / 8%), rgb(0 0 0 / 40%)), 0 10px 28px -4px light-dark(rgb(15 23 42 / 18%), rgb(0 0 0 / 60%))',
)
/** Background of floating details. */
export const raised: CSSResult = token('color-raised', 'light-dark(#fff, #202935)')
/** Selection. Derived from the accent. */
export const accentSoft: CSSResult = token('color-accent-soft', `color-mix(in srgb, ${accent.cssText} 12%, ${raised.cssText})`)
