import { css, type CSSResult } from 'lit'

export const styles: CSSResult = css`
  :host {
    display: inline-block;
    vertical-align: baseline;
    max-inline-size: 100%;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    max-inline-size: 100%;
    padding: 0.1em 0.6em;
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_surface);
    color: var(--_text);
    font-size: 0.9em;
    line-height: 1.5;
    text-align: start;
    cursor: pointer;
  }
  .badge:hover,
  .badge[aria-expanded='true'] {
    border-color: var(--_accent);
  }
  .badge .icon {
    flex: none;
    color: var(--_muted);
  }
  .badge.unowned {
    border-style: dashed;
    border-color: var(--_warning);
  }
  .badge.unowned .icon,
  .badge.unsure .icon {
    color: var(--_warning);
  }
  .badge.missing,
  .badge.failed {
    border-style: dashed;
    color: var(--_muted);
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .dot {
    flex: none;
    inline-size: 0.5em;
    block-size: 0.5em;
    border-radius: 50%;
    background: var(--_warning);
  }
  .details {
    inset: auto;
    margin: 4px 0 0;
    inline-size: max-content;
    max-inline-size: min(26rem, calc(100vw - 16px));
    max-block-size: min(32rem, calc(100vh - 16px));
    overflow: auto;
    padding: 0.9rem 1rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
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
    margin-block-start: var(--_space);
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
    color: var(--_muted);
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
    color: var(--_muted);
  }
  .contacts dd {
    margin: 0;
  }
  .note {
    margin-block-start: 0.6rem;
    padding-inline-start: 0.6rem;
    border-inline-start: 3px solid var(--_warning);
  }
  @media (forced-colors: active) {
    .badge,
    .details,
    .retry {
      border-color: CanvasText;
    }
    .dot {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`
