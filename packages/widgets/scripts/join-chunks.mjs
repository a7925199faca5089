// Which chunks of the script-tag build become one file. Rollup reports what elements share, so no module is named here.
import { rollup } from 'rollup'

/**
 * A `manualChunks` that joins chunks which pages load together: one file compresses better than three. Rollup makes a chunk for each set of entries that
 * need the same modules. `joined` says by file name which of them become one file: what the module `needs`, with or without its own code (`own`), except
 * what the module `spare` needs, so that its pages do not load the rest. A chunk belongs to the first name that claims it.
 */
export async function joinChunks({ input, plugins }, joined) {
  const bundle = await rollup({ input, plugins })
  const { output } = await bundle.generate({ format: 'es' })
  await bundle.close()
  const chunks = new Map(output.map(chunk => [chunk.fileName, chunk]))
  const names = new Map()
  for (const [name, { needs, own = true, spare }] of Object.entries(joined)) {
    const start = chunkOf(needs, output)
    const spared = spare === undefined ? new Set() : closure(chunkOf(spare, output), chunks)
    for (const chunk of closure(start, chunks)) {
      if ((chunk === start && !own) || spared.has(chunk)) continue
      for (const id of chunk.moduleIds) if (!names.has(id)) names.set(id, name)
    }
  }
  return id => names.get(id)
}

/** The chunk that contains a module, given by the end of its path. */
function chunkOf(module, output) {
  const found = output.find(({ moduleIds }) => moduleIds.some(id => id.endsWith(`/${module}.js`)))
  if (found === undefined) throw new Error(`The script-tag build has no module ${module}.`)
  return found
}

/** A chunk and everything that a browser loads with it. */
function closure(chunk, chunks, all = new Set()) {
  if (chunk === undefined || all.has(chunk)) return all
  all.add(chunk)
  for (const name of chunk.imports) closure(chunks.get(name), chunks, all)
  return all
}
