import { css, type CSSResult } from 'lit'
import { panel } from '../style/panel.styles.ts'
import {
  accentSoft,
  fill,
  fontMono,
  onAccent,
  radiusLarge,
  radiusSmall,
  raised,
  shadow,
  success,
  textLarge,
  textPanel,
  textSmall,
} from '../style/panel-tokens.ts'
import { accent, border, control, focus, font, muted, radius, text } from '../style/tokens.ts'

export const styles: CSSResult = css`
  ${panel}
  .badge[aria-expanded='true'] {
    border-color: ${accent};
    background: ${accentSoft};
  }
  .badge[aria-expanded='true']::after {
    border-color: ${accent};
    rotate: 225deg;
    translate: 0 0.15em;
  }
  .details {
    all: initial;
    box-sizing: border-box;
    position: fixed;
    z-index: 2147483647;
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    inline-size: max(340px, 24em);
    max-inline-size: calc(100vw - 16px);
    margin: 6px 0 0;
    overflow: hidden;
    border: 1px solid ${border};
    border-radius: ${radiusLarge};
    background: ${raised};
    color: ${text};
    color-scheme: inherit;
    box-shadow: ${shadow};
    font-family: ${font};
    font-size: ${textPanel};
    line-height: 1.45;
    overflow-wrap: anywhere;
    cursor: default;
  }
  .details[popover]:not(:popover-open) {
    display: none;
  }
  .details:not([popover], .over) {
    position: static;
    inline-size: auto;
    max-inline-size: 32em;
    box-shadow: none;
  }
  .details *,
  .details ::before {
    box-sizing: border-box;
  }
  .details :focus-visible {
    outline: ${focus};
    outline-offset: -2px;
  }
  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  h2 {
    font-size: ${textLarge};
    font-weight: 600;
    line-height: 1.3;
  }
  h3 {
    margin-block-end: 4px;
    color: ${muted};
    font-size: ${textSmall};
    font-weight: 500;
    line-height: 1.4;
  }
  .small,
  small,
  code {
    font-size: ${textSmall};
  }
  .details a {
    color: ${accent};
    text-decoration-thickness: 1px;
    text-underline-offset: 0.18em;
  }
  .details .quiet {
    color: inherit;
    text-decoration: none;
  }
  .quiet:hover {
    text-decoration: underline;
  }
  .who {
    display: grid;
    flex: none;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0 12px;
    align-items: start;
    padding: 16px 16px 12px;
    padding-inline-end: 10px;
  }
  .who > div {
    align-self: center;
  }
  .who > .button {
    margin-block: -6px;
  }
  .scroll {
    overflow: auto;
    overscroll-behavior: contain;
    scroll-padding-block: 32px;
  }
  .more-below {
    mask-image: linear-gradient(#000 calc(100% - 32px), transparent);
  }
  .more-above {
    mask-image: linear-gradient(transparent, #000 32px);
  }
  .more-above.more-below {
    mask-image: linear-gradient(transparent, #000 32px, #000 calc(100% - 32px), transparent);
  }
  .section {
    display: grid;
    gap: 8px;
    padding: 0 16px 14px;
  }
  .section:empty {
    display: none;
  }
  .section + .section {
    padding-block-start: 12px;
    border-block-start: 1px solid ${border};
  }
  .section > h3 {
    margin-block-end: -4px;
  }
  .details .retry {
    min-block-size: 32px;
    margin: 0;
    padding: 4px 12px;
  }
  .way > :first-child > .icon {
    margin-block-start: 2px;
    color: ${muted};
  }
  .way:hover {
    background: ${fill};
  }
  .bare {
    border-color: transparent;
    background: none;
    color: ${muted};
  }
  .bare:hover {
    color: ${text};
  }
  .details .primary {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: 10px;
    justify-self: stretch;
    min-block-size: 40px;
    padding: 8px 12px;
    border-color: ${accent};
    background: ${accent};
    color: ${onAccent};
    text-decoration: none;
  }
  .primary:hover {
    background: color-mix(in srgb, ${accent} 88%, ${text});
  }
  .primary:focus-visible {
    outline-color: ${onAccent};
    outline-offset: -4px;
  }
  .primary > small {
    font-weight: 400;
    text-align: end;
  }
  .details .stacked {
    row-gap: 0;
  }
  .stacked > small {
    grid-column: 2;
    text-align: start;
  }
  .ways {
    display: grid;
    margin-inline: -8px;
  }
  .way {
    display: flex;
    gap: 2px;
    border-radius: ${radius};
  }
  .way > :first-child {
    display: grid;
    flex: 1;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: 10px;
    align-items: baseline;
    min-inline-size: 0;
    min-block-size: 32px;
    padding: 6px 8px;
    border-radius: ${radius};
    text-decoration: none;
  }
  .way > a:hover > span {
    text-decoration: underline;
  }
  .way > :first-child > .icon {
    align-self: start;
  }
  .way small {
    color: ${muted};
  }
  .way > .button {
    align-self: start;
    margin-block: 2px;
  }
  .done,
  .copied > .copy {
    display: none;
  }
  .copied > .done {
    display: block;
    color: ${success};
  }
  .fold > summary {
    display: flex;
    gap: 10px;
    align-items: center;
    min-block-size: 28px;
    border-radius: ${radiusSmall};
    color: ${muted};
    font-weight: 500;
    list-style: none;
    cursor: pointer;
  }
  .fold > summary::-webkit-details-marker {
    display: none;
  }
  .fold > summary:hover {
    color: ${text};
  }
  .fold[open] > summary > .icon {
    rotate: 90deg;
  }
  .fold[open] > summary > .directed:dir(rtl) {
    rotate: -90deg;
  }
  .fold.section {
    display: block;
    padding-block: 6px;
  }
  .steps {
    display: grid;
    gap: 2px;
    counter-reset: step;
  }
  .steps > li {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) fit-content(60%);
    gap: 8px;
    align-items: baseline;
    padding-block: 3px;
    counter-increment: step;
  }
  .steps > li::before {
    content: counter(step);
    border-radius: 10px;
    background: ${fill};
    color: ${muted};
    font-size: 12px;
    font-weight: 600;
    line-height: 20px;
    text-align: center;
  }
  .because {
    display: grid;
    gap: 8px;
    padding: 4px 0 8px;
    padding-inline-start: 26px;
  }
  .because > li {
    position: relative;
  }
  .because > li::before {
    content: '';
    position: absolute;
    inset-block-start: 0.5em;
    inset-inline-start: -21px;
    inline-size: 7px;
    block-size: 7px;
    border: 1.5px solid ${control};
    border-radius: 50%;
  }
  .because > .is-it::before {
    border-color: ${accent};
    background: ${accent};
  }
  .because code {
    display: block;
    color: ${muted};
    font-family: ${fontMono};
  }
  .said {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (max-width: 320px) {
    .way small,
    .primary > small {
      grid-column: 2;
      text-align: start;
    }
    .way > :first-child,
    .details .primary {
      row-gap: 0;
    }
  }
  @media (pointer: coarse) {
    .button,
    .fold > summary,
    .way > :first-child {
      min-inline-size: 44px;
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .details .icon {
      color: inherit;
    }
    .badge[aria-expanded='true'] {
      border-color: Highlight;
    }
    .details .primary {
      forced-color-adjust: none;
      border-color: ButtonText;
      background: ButtonText;
      color: ButtonFace;
    }
  }
`
