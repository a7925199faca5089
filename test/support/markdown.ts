/** One fenced block of a Markdown page. */
export interface CodeBlock {
  /** `docs/start.md` */
  readonly page: string
  /** The line of the opening fence, from 1. */
  readonly line: number
  readonly language: string
  /** The words after the language: `run`, `output`, `file=catalog/pay.yaml`. */
  readonly words: readonly string[]
  readonly text: string
}

/** The fenced blocks of a page, in order. */
export function codeBlocks(page: string, markdown: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = []
  let open: { readonly fence: string; readonly line: number; readonly info: readonly string[]; readonly lines: string[] } | undefined
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, fence, info = ''] = /^(`{3,})(.*)$/.exec(line) ?? []
    if (open === undefined) {
      if (fence !== undefined) open = { fence, line: index + 1, info: info.trim().split(/\s+/), lines: [] }
    } else if (fence === open.fence && info.trim() === '') {
      const [language = '', ...words] = open.info
      blocks.push({ page, line: open.line, language, words, text: `${open.lines.join('\n')}\n` })
      open = undefined
    } else open.lines.push(line)
  }
  return blocks
}

/** The URLs of a page's links and images, except in code. */
export function linkTargets(markdown: string): readonly string[] {
  const prose = withoutBlocks(markdown).replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}

/** The anchors of a page's headings, as GitHub generates them. */
export function headingAnchors(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of withoutBlocks(markdown).matchAll(/^#{1,6} +(.*)$/gm)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '')
    anchors.add(
      words
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    )
  }
  return anchors
}

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1 *$/gm, '')
}
