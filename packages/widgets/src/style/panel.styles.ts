import { css, type CSSResult } from 'lit'
import { fill, raised, warningSoft } from './panel-tokens.ts'
import { control, fillStrong, muted, radius, text, warning } from './tokens.ts'

/** Styles shared by details and cards: avatars, notes and buttons. */
export const panel: CSSResult = css`
  .avatar {
    position: relative;
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    overflow: hidden;
    border-radius: ${radius};
    background: ${fillStrong};
    font-size: 14px;
    font-weight: 600;
    line-height: 1;
  }
  .avatar.person {
    border-radius: 50%;
  }
  .avatar > img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .is-unknown {
    border: 1.5px dashed ${warning};
    background: none;
    color: ${warning};
  }
  .warning {
    color: ${warning};
  }
  .note {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 10px;
    padding: 10px 12px;
    border: 1px solid transparent;
    border-radius: ${radius};
    background: ${fill};
  }
  .note > .icon {
    margin-block-start: 2px;
    color: ${muted};
  }
  .note.unsure {
    background: ${warningSoft};
  }
  .unsure > .icon {
    color: ${warning};
  }
  .button {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    justify-content: center;
    justify-self: start;
    min-inline-size: 28px;
    min-block-size: 28px;
    margin: 0;
    padding: 0;
    border: 1px solid ${control};
    border-radius: ${radius};
    background: ${raised};
    color: ${text};
    font: inherit;
    font-weight: 500;
    line-height: 1.3;
    text-align: start;
    cursor: pointer;
  }
  .button:hover {
    background: color-mix(in srgb, ${text} 6%, ${raised});
  }
  @media (forced-colors: active) {
    .note {
      border-color: currentcolor;
    }
    .avatar {
      outline: 1px solid;
      outline-offset: -1px;
    }
  }
`
