import { css, type CSSResult } from 'lit'

/**
 * The properties that a page may set, with their defaults. They follow the color scheme that the page declares (`color-scheme: light dark`).
 *
 *     --callboard-font  --callboard-color-text  --callboard-color-muted  --callboard-color-surface  --callboard-color-border
 *     --callboard-color-accent  --callboard-color-warning  --callboard-color-error  --callboard-radius  --callboard-space
 */
export const tokens: CSSResult = css`
  :host {
    --_text: var(--callboard-color-text, light-dark(#1c2430, #e8ecf2));
    --_muted: var(--callboard-color-muted, light-dark(#566072, #a9b3c3));
    --_surface: var(--callboard-color-surface, light-dark(#ffffff, #1a212b));
    --_border: var(--callboard-color-border, light-dark(#c6ccd6, #465061));
    --_accent: var(--callboard-color-accent, light-dark(#1b5fc1, #8ab8ff));
    --_warning: var(--callboard-color-warning, light-dark(#8a4b00, #ffc069));
    --_error: var(--callboard-color-error, light-dark(#b3261e, #ff9d94));
    --_radius: var(--callboard-radius, 6px);
    --_space: var(--callboard-space, 0.5rem);
    font-family: var(--callboard-font, inherit);
    line-height: 1.4;
  }
  :host([hidden]) {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  a {
    color: var(--_accent);
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .muted {
    color: var(--_muted);
  }
  .warning {
    color: var(--_warning);
  }
  .error {
    color: var(--_error);
  }
  button {
    font: inherit;
    color: inherit;
  }
  .retry {
    margin-block-start: 0.6rem;
    padding: 0.2rem 0.7rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: none;
    color: var(--_text);
    cursor: pointer;
  }
`
