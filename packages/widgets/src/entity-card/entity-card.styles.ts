import { css, type CSSResult } from 'lit'
import { border, control, muted, radius, surface, text } from '../style/tokens.ts'

export const styles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .card {
    box-sizing: border-box;
    line-height: 1.4;
    padding: 1rem 1.1rem;
    border: 1px solid ${border};
    border-radius: ${radius};
    background: ${surface};
    color: ${text};
    overflow-wrap: anywhere;
  }
  .kind {
    margin: 0;
    color: ${muted};
    font-size: 0.8rem;
  }
  .title {
    margin: 0;
    font-size: 1.1rem;
    font-weight: 600;
    line-height: 1.3;
  }
  .title a:not(:hover) {
    color: ${text};
    text-decoration-color: ${border};
  }
  a {
    text-decoration-thickness: 1px;
    text-underline-offset: 0.15em;
  }
  .card.muted {
    color: ${muted};
  }
  .card > .error {
    margin: 0;
  }
  .card > .warning {
    margin: 0.8rem 0 0;
  }
  .description {
    margin: 0.4rem 0 0;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    line-clamp: 4;
    overflow: hidden;
  }
  dl {
    display: grid;
    grid-template-columns: fit-content(35%) 1fr;
    gap: 0.25rem 0.9rem;
    margin: 0.8rem 0 0;
    font-size: 0.9rem;
  }
  dt {
    color: ${muted};
  }
  dd {
    margin: 0;
  }
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 0.8rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .tags {
    gap: 0.3rem;
  }
  .tags li {
    padding: 0 0.5em;
    border: 1px solid ${border};
    border-radius: 999px;
    font-size: 0.85em;
  }
  code {
    padding: 0 0.25em;
    border-radius: calc(${radius} * 2 / 3);
    background: color-mix(in srgb, currentcolor 8%, transparent);
    font-size: 0.9em;
  }
  .note {
    padding: 0.5rem 0.7rem;
    border-radius: ${radius};
    background: light-dark(#fdf2de, #38291a);
  }
  @container (inline-size < 320px) {
    dl {
      grid-template-columns: 1fr;
      row-gap: 0;
    }
    dd + dt {
      margin-block-start: 0.5rem;
    }
  }
  @media (forced-colors: active) {
    .card,
    .tags li {
      border-color: CanvasText;
    }
  }
  .retry {
    min-block-size: 32px;
    margin-block-start: 0.6em;
    padding: 4px 12px;
    border: 1px solid ${control};
    border-radius: ${radius};
    background: none;
    color: ${text};
    font: inherit;
    cursor: pointer;
  }
`
