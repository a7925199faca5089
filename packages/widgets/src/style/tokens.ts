import { css, unsafeCSS, type CSSResult } from 'lit'

/**
 * The properties that a page may set, with their defaults. They follow the color scheme that the page declares (`color-scheme: light dark`). Written out where they
 * are used: a custom property that every element sets for itself costs every element on the page.
 */
const token = (name: string, fallback: string): CSSResult => unsafeCSS(`var(--callboard-${name}, ${fallback})`)

/** Text. */
export const text: CSSResult = token('color-text', 'light-dark(#1c2430, #e8ecf2)')
/** What is said beside. */
export const muted: CSSResult = token('color-muted', 'light-dark(#566072, #a9b3c3)')
/** Background of badge, details and card. */
export const surface: CSSResult = token('color-surface', 'light-dark(#fff, #1a212b)')
/** Lines. */
export const border: CSSResult = token('color-border', 'light-dark(#c6ccd6, #465061)')
/** Links and focus. */
export const accent: CSSResult = token('color-accent', 'light-dark(#1b5fc1, #8ab8ff)')
/** What is uncertain. */
export const warning: CSSResult = token('color-warning', 'light-dark(#8a4b00, #ffc069)')
/** What failed. */
export const error: CSSResult = token('color-error', 'light-dark(#b3261e, #ff9d94)')
/** Corners of details and card. */
export const radius: CSSResult = token('radius', '6px')
/** Font family. */
export const font: CSSResult = token('font', 'inherit')

/** What all elements have in common. */
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
  a:focus-visible,
  button:focus-visible {
    outline: 2px solid ${accent};
    outline-offset: 2px;
  }
  .muted {
    color: ${muted};
  }
  .warning {
    color: ${warning};
  }
  .error {
    color: ${error};
  }
  .retry {
    margin-block-start: 0.6rem;
    padding: 0.2rem 0.7rem;
    border: 1px solid ${border};
    border-radius: ${radius};
    background: none;
    color: ${text};
    font: inherit;
    cursor: pointer;
  }
`
