import { css, type CSSResult } from 'lit'
import { border, muted, radius, surface, text, warning } from '../style/tokens.ts'

export const styles: CSSResult = css`
  .details {
    box-sizing: border-box;
    inset: auto;
    margin: 4px 0 0;
    inline-size: max-content;
    max-inline-size: min(26rem, 100% - 16px);
    overflow: auto;
    padding: 0.9rem 1rem;
    border: 1px solid ${border};
    border-radius: ${radius};
    background: ${surface};
    color: ${text};
    box-shadow: 0 6px 24px rgb(0 0 0 / 0.18);
    font-size: 0.9rem;
    font-weight: 400;
    line-height: 1.45;
    text-align: start;
    text-transform: none;
    letter-spacing: normal;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .over {
    position: fixed;
    z-index: 2147483647;
  }
  .details:not([popover], .over) {
    margin-block-start: 0.5rem;
    max-inline-size: none;
    inline-size: auto;
    box-shadow: none;
  }
  h2 {
    margin: 0;
    font-size: 1.05rem;
    line-height: 1.3;
  }
  h3 {
    margin: 0.9rem 0 0.25rem;
    color: ${muted};
    font-size: 0.8rem;
    font-weight: 600;
  }
  p {
    margin: 0.25rem 0 0;
  }
  .kind {
    display: block;
  }
  ul,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  ol {
    padding-inline-start: 1.2rem;
    list-style: decimal;
  }
  li {
    margin-block: 0.15rem;
  }
  .contacts {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.2rem 0.75rem;
    margin: 0;
  }
  .contacts dt {
    color: ${muted};
  }
  .contacts dd {
    margin: 0;
  }
  .note {
    margin-block-start: 0.6rem;
    padding-inline-start: 0.6rem;
    border-inline-start: 3px solid ${warning};
  }
  @media (forced-colors: active) {
    .details,
    .retry {
      border-color: CanvasText;
    }
  }
`
