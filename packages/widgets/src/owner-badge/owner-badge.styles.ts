import { css, type CSSResult } from 'lit'
import { accent, border, muted, surface, text, warning } from '../style/tokens.ts'

export const styles: CSSResult = css`
  :host {
    display: inline;
  }
  .badge {
    margin: 0;
    padding: 0.1em 0.6em;
    border: 1px solid ${border};
    border-radius: 1em;
    background: ${surface};
    color: ${text};
    font: inherit;
    font-size: 0.9em;
    line-height: 1.5;
    white-space: nowrap;
    cursor: pointer;
  }
  .long {
    max-inline-size: 100%;
    min-inline-size: 8em;
    baseline-source: first;
    overflow-wrap: anywhere;
    text-align: start;
    white-space: normal;
  }
  .unsure::before,
  .none::before,
  .missing::before {
    content: '?\\00a0';
    color: ${warning};
    font-weight: 700;
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
  :host([inline]:not([inline='false'])) {
    display: block;
  }
  @media (forced-colors: active) {
    .badge {
      border-color: CanvasText;
    }
  }
`
