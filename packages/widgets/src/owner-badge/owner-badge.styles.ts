import { css, type CSSResult } from 'lit'
import { accent, border, muted, radius, surface, text, warning } from '../style/tokens.ts'

export const styles: CSSResult = css`
  :host {
    display: inline-block;
    vertical-align: baseline;
    max-inline-size: 100%;
  }
  .badge {
    max-inline-size: 100%;
    margin: 0;
    padding: 0.1em 0.6em;
    border: 1px solid ${border};
    border-radius: 1em;
    overflow: clip;
    background: ${surface};
    color: ${text};
    font: inherit;
    font-size: 0.9em;
    line-height: 1.5;
    text-overflow: ellipsis;
    white-space: nowrap;
    cursor: pointer;
  }
  .badge::before {
    content: '';
    display: inline-block;
    inline-size: 14px;
    block-size: 14px;
    margin-inline-end: 0.35em;
    vertical-align: -2px;
    background: ${muted};
    clip-path: path('M4.8 6.6a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Zm4.7.2a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6ZM.7 11.2c0-2.1 1.7-3.5 4.1-3.5s4.1 1.4 4.1 3.5v.6H.7v-.6Zm9.3.6h3.3v-.5c0-1.7-1.3-2.9-3.4-2.9-.3 0-.6 0-.9.1.6.7 1 1.6 1 2.6v.7Z');
  }
  .user::before {
    clip-path: path('M7 6.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Zm-4.8 5.5c0-2.5 2-4.2 4.8-4.2s4.8 1.7 4.8 4.2v.6H2.2v-.6Z');
  }
  .none::before,
  .unsure::before {
    background: ${warning};
  }
  .none::before {
    clip-path: path('M7 1 13.3 12.3H.7L7 1Zm-.7 4 .2 3.5h1l.2-3.5H6.3ZM7 10.8a.8.8 0 1 0 0-1.6.8.8 0 0 0 0 1.6Z');
  }
  .missing::before {
    clip-path: path('M7 1.3a5.7 5.7 0 1 0 0 11.4 5.7 5.7 0 0 0 0-11.4Zm.7 8.6H6.3V8.6h1.4v1.3Zm.9-3.9c-.6.5-.9.7-.9 1.5H6.3c0-1.3.5-1.7 1-2.2.4-.3.6-.5.6-.9s-.3-.8-.9-.8-1.1.4-1.2 1.1l-1.3-.3C4.7 3.4 5.6 2.6 7 2.6c1.5 0 2.5.9 2.5 2 0 .7-.5 1-.9 1.4Z');
  }
  .badge:hover,
  .badge[aria-expanded='true'] {
    border-color: ${accent};
  }
  .none {
    border-style: dashed;
    border-color: ${warning};
  }
  .missing {
    border-style: dashed;
    color: ${muted};
  }
  .details {
    box-sizing: border-box;
    inset: auto;
    margin: 4px 0 0;
    inline-size: max-content;
    max-inline-size: min(26rem, calc(100vw - 16px));
    max-block-size: min(32rem, calc(100vh - 16px));
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
  :host([inline]) {
    display: block;
  }
  :host([inline]) .details {
    margin-block-start: 0.5rem;
    max-inline-size: none;
    max-block-size: none;
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
    .badge,
    .details,
    .retry {
      border-color: CanvasText;
    }
    .badge::before {
      background: ButtonText;
      forced-color-adjust: none;
    }
  }
`
