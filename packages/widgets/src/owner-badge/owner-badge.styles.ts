import { css, type CSSResult } from 'lit'
import { border, control, fillStrong, muted, surface, text, textBadge, warning } from '../style/tokens.ts'

/** The mark and the arrow are drawn in CSS, so that each of a thousand badges is one node. */
export const styles: CSSResult = css`
  :host {
    display: inline;
  }
  .badge {
    box-sizing: border-box;
    max-inline-size: 100%;
    min-block-size: 24px;
    margin: -1px 0;
    padding: 0;
    padding-inline: 0.25em 0.6em;
    border: 1px solid ${border};
    border-radius: 1em;
    background: color-mix(in srgb, ${text} 4%, ${surface});
    color: ${text};
    font: inherit;
    font-size: ${textBadge};
    font-style: normal;
    font-variant: normal;
    font-weight: 500;
    line-height: max(22px, 1.45em);
    white-space: nowrap;
    word-break: normal;
    hyphens: manual;
    cursor: pointer;
  }
  [data-mark]::before {
    content: attr(data-mark);
    content: attr(data-mark) / '';
    display: inline-block;
    inline-size: 1.5em;
    margin-inline-end: 0.45em;
    border-radius: 0.45em;
    background: ${fillStrong};
    font-size: max(12px, 0.82em);
    font-weight: 600;
    line-height: 1.5;
    text-align: center;
  }
  .person::before {
    border-radius: 50%;
  }
  .badge::after {
    content: '';
    display: inline-block;
    inline-size: 0.34em;
    block-size: 0.34em;
    margin-inline-start: 0.5em;
    border: solid ${muted};
    border-width: 0 1.5px 1.5px 0;
    rotate: 45deg;
    vertical-align: 0.2em;
  }
  .long {
    display: inline-grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: baseline;
    min-inline-size: 8em;
    baseline-source: first;
    overflow-wrap: anywhere;
    text-align: start;
    white-space: normal;
  }
  .long::after {
    align-self: start;
    margin-block-start: calc(max(11px, 0.725em) - 0.3em);
  }
  .badge:hover {
    border-color: ${control};
    background: color-mix(in srgb, ${text} 9%, ${surface});
  }
  .badge > .icon {
    inline-size: 1.15em;
    block-size: 1.15em;
    margin-inline: 0.2em 0.35em;
    color: ${muted};
    vertical-align: -0.22em;
  }
  .long > .icon {
    align-self: start;
    margin-block-start: calc(max(11px, 0.725em) - 0.575em);
  }
  .more {
    color: ${muted};
    font-weight: 400;
  }
  .unsure > .icon {
    color: ${warning};
  }
  .none,
  .missing {
    border-style: dashed;
    border-color: ${control};
    background: none;
  }
  .none,
  .none > .icon {
    border-color: ${warning};
    color: ${warning};
  }
  .loading {
    display: inline-block;
    padding-inline: 0.6em;
    color: ${muted};
    cursor: progress;
  }
  .loading::after {
    content: none;
  }
  :host([inline]:not([inline='false'])) {
    display: block;
  }
  @media (forced-colors: active) {
    .badge {
      border-color: ButtonText;
    }
    .badge > .icon {
      color: inherit;
    }
    [data-mark]::before {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
`
