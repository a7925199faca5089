import { css, unsafeCSS, type CSSResult } from 'lit'

/**
 * The properties that a page may set, with their defaults. They follow the color scheme that the page declares (`color-scheme: light dark`). The defaults are
 * inlined where they are used: a custom property that every element sets for itself costs every element on the page.
 */
export const token = (name: string, fallback: string): CSSResult => unsafeCSS(`var(--callboard-${name}, ${fallback})`)

/** Text. */
export const text: CSSResult = token('color-text', 'light-dark(#1c2430, #e8ecf2)')
/** Secondary text. */
export const muted: CSSResult = token('color-muted', 'light-dark(#566072, #a9b3c3)')
/** Background of badge, card and field. */
export const surface: CSSResult = token('color-surface', 'light-dark(#fff, #1a212b)')
/** Lines. Never the only edge of a control. */
export const border: CSSResult = token('color-border', 'light-dark(#dbe0e8, #36414f)')
/** Edges of fields and buttons, 3:1. */
export const control: CSSResult = token('color-control', 'light-dark(#7b8698, #78859b)')
/** Links, focus, and the one filled button. */
export const accent: CSSResult = token('color-accent', 'light-dark(#1b5fc1, #8ab8ff)')
/** Warnings. */
export const warning: CSSResult = token('color-warning', 'light-dark(#8a4b00, #ffc069)')
/** Marks and avatars. */
export const fillStrong: CSSResult = token('color-fill-strong', `color-mix(in srgb, ${text.cssText} 12%, transparent)`)
/** Corners of buttons, fields and notes. */
export const radius: CSSResult = token('radius', '6px')
/** Font family. */
export const font: CSSResult = token('font', 'inherit')
/** Size of the text of a badge. It stops growing in headings. */
export const textBadge: CSSResult = token('text-badge', 'clamp(12px, 0.875em, max(20px, 1.25rem))')
/** The focus ring. */
export const focus: CSSResult = token('focus', `2px solid ${accent.cssText}`)
/** The distance of the focus ring. */
export const focusOffset: CSSResult = token('focus-offset', '2px')

/** Styles of all elements. */
export const common: CSSResult = css`
  :host {
    font-family: ${font};
  }
  :host([hidden]) {
    display: none !important;
  }
  a {
    color: ${accent};
  }
  :focus-visible {
    outline: ${focus};
    outline-offset: ${focusOffset};
  }
  .icon {
    flex: none;
    inline-size: 16px;
    block-size: 16px;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .directed:dir(rtl) {
    scale: -1 1;
  }
  .muted {
    color: ${muted};
  }
`
