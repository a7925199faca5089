import { css, type CSSResult } from 'lit'
import { error, fill, fontMono, radiusLarge, radiusSmall, sunken, textBase, textLarge, textSmall } from '../style/panel-tokens.ts'
import { panel } from '../style/panel.styles.ts'
import { accent, border, control, fillStrong, font, muted, surface, text } from '../style/tokens.ts'

export const styles: CSSResult = css`
  ${panel}
  :host {
    display: block;
    container-type: inline-size;
  }
  .card {
    all: initial;
    box-sizing: border-box;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    padding: 16px;
    border: 1px solid ${border};
    border-radius: ${radiusLarge};
    background: ${surface};
    color: ${text};
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    font-family: ${font};
    font-size: ${textBase};
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  .card *,
  .card ::before {
    box-sizing: border-box;
  }
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  a {
    text-decoration-thickness: 1px;
    text-decoration-color: color-mix(in srgb, currentcolor 45%, transparent);
    text-underline-offset: 0.18em;
  }
  a:hover {
    text-decoration-color: currentcolor;
  }
  .head {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 12px;
    align-items: start;
  }
  .head > div {
    align-self: center;
  }
  .title {
    font-size: ${textLarge};
    font-weight: 600;
    line-height: 1.3;
  }
  .title a {
    padding-block: 2px;
    color: inherit;
    text-decoration: none;
  }
  .title a:hover {
    color: ${accent};
    text-decoration: underline;
  }
  .kind,
  .small {
    color: ${muted};
    font-size: ${textSmall};
  }
  .kind .warning {
    white-space: nowrap;
  }
  .kind .icon {
    margin-inline-end: 0.3em;
    inline-size: 1.15em;
    block-size: 1.15em;
    vertical-align: -0.2em;
  }
  .description {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    line-clamp: 3;
    overflow: hidden;
  }
  dl {
    display: grid;
    grid-template-columns: fit-content(35%) minmax(0, 1fr);
    gap: 2px 16px;
    align-items: baseline;
  }
  dt {
    color: ${muted};
  }
  dd {
    min-inline-size: 0;
  }
  dd li {
    line-height: 24px;
  }
  dd a,
  dd .who {
    display: inline-block;
    min-block-size: 24px;
    line-height: 24px;
  }
  dd ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
  }
  .way {
    display: inline-grid;
    grid-template-columns: 16px minmax(0, auto);
    gap: 6px;
    align-items: baseline;
  }
  .way > .icon {
    align-self: start;
    margin-block-start: 4px;
    color: ${muted};
  }
  [data-mark]::before {
    content: attr(data-mark);
    content: attr(data-mark) / '';
    display: inline-block;
    inline-size: 20px;
    margin-inline-end: 6px;
    border-radius: ${radiusSmall};
    background: ${fillStrong};
    font-size: 12px;
    font-weight: 600;
    line-height: 20px;
    text-align: center;
  }
  .who.person::before {
    border-radius: 50%;
  }
  .who > .icon {
    margin-inline-end: 6px;
    vertical-align: -3px;
  }
  .gone {
    color: ${muted};
    text-decoration: underline dashed 1px;
    text-underline-offset: 0.18em;
  }
  .tags,
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 6px;
  }
  .tags > li {
    padding-inline: 8px;
    border-radius: 10px;
    background: ${fill};
    font-size: ${textSmall};
    line-height: 20px;
  }
  .actions {
    gap: 8px;
  }
  .actions > .button {
    min-block-size: 32px;
    padding: 2px 10px;
    text-decoration: none;
  }
  code {
    padding: 0 0.25em;
    border-radius: ${radiusSmall};
    background: ${sunken};
    font-family: ${fontMono};
    font-size: max(12px, 0.9em);
  }
  .missing,
  .failed {
    border-style: dashed;
    border-color: ${control};
    background: none;
  }
  .bar {
    inline-size: 80%;
    block-size: 8px;
    margin-block-start: 14px;
    border-radius: 4px;
    background: ${fill};
  }
  .bar + .bar {
    inline-size: 55%;
  }
  .missing .title,
  .loading {
    color: ${muted};
  }
  .missing .title {
    font-size: inherit;
    font-weight: 400;
  }
  .wrong > .icon {
    color: ${error};
  }
  @container (inline-size < 320px) {
    dl {
      grid-template-columns: minmax(0, 1fr);
      row-gap: 0;
    }
    dd + dt {
      margin-block-start: 8px;
    }
    dt {
      font-size: ${textSmall};
    }
  }
  @media (pointer: coarse) {
    .actions > .button {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .card {
      border-color: CanvasText;
    }
    .tags > li,
    [data-mark]::before {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
`
