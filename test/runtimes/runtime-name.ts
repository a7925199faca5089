/** The runtime that runs this code, with its version: `bun 1.4.5`. Bun and Deno also claim to be Node, so Node is checked last. */
export function runtimeName(): string {
  const { Deno, process, navigator } = globalThis as {
    readonly Deno?: { readonly version: { readonly deno: string } }
    readonly process?: { readonly versions: Readonly<Record<string, string | undefined>> }
    readonly navigator?: { readonly userAgent?: string }
  }
  if (navigator?.userAgent === 'Cloudflare-Workers') return 'workerd'
  if (Deno !== undefined) return `deno ${Deno.version.deno}`
  if (process?.versions['bun'] !== undefined) return `bun ${process.versions['bun']}`
  return `node ${process?.versions['node'] ?? '?'}`
}
