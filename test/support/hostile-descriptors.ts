import { readFileSync } from 'node:fs'

/** A hostile file and its description. */
export interface HostileFile {
  readonly name: string
  readonly path: string
  readonly text: string
}

interface Row {
  readonly name: string
  readonly yaml?: string
  readonly base64?: string
  readonly gen?: readonly { readonly text: string; readonly repeat: number }[]
  readonly genTemplate?: { readonly template: string; readonly count: number }
}

/** Every hostile descriptor file of the shared folder: adversarial YAML, the invalid cases of the YAML test suite, hostile shapes. */
export function hostileFiles(shared: string): readonly HostileFile[] {
  const read = (path: string): unknown => JSON.parse(readFileSync(`${shared}/hostile/${path}`, 'utf8'))
  const adversarial = (read('yaml/adversarial.json') as Row[]).map(row => ({
    name: row.name,
    path: 'poison/catalog-info.yaml',
    text: textOf(row),
  }))
  const suite = (read('yaml/yaml-test-suite.json') as { id: string; name: string; yaml: string; fail: boolean }[])
    .filter(({ fail }) => fail)
    .map(({ id, name, yaml }) => ({ name: `${id} ${name}`, path: 'poison/catalog-info.yaml', text: yaml }))
  const shapes = (read('entities/hostile-shapes.json') as { name: string; entity: unknown }[]).flatMap(({ name, entity }) => {
    const made = makeShape(entity)
    const documents = Array.isArray(made) && made.length > 0 ? made : [made]
    const text = documents.map(document => `---\n${JSON.stringify(document)}\n`).join('')
    return [
      { name: `${name}, as YAML`, path: 'poison/catalog-info.yaml', text },
      ...(documents.length === 1
        ? [{ name: `${name}, as JSON`, path: 'poison/catalog-info.json', text: JSON.stringify(documents[0]) }]
        : []),
    ]
  })
  return [...adversarial, ...suite, ...shapes]
}

function textOf({ yaml, base64, gen, genTemplate }: Row): string {
  if (yaml !== undefined) return yaml
  if (base64 !== undefined) return Buffer.from(base64, 'base64').toString('utf8')
  if (gen !== undefined) return gen.map(({ text, repeat }) => text.repeat(repeat)).join('')
  const { template, count } = genTemplate ?? { template: '', count: 0 }
  return Array.from({ length: count }, (_, i) => template.replace('%d', String(i))).join('')
}

/** The shape itself, or the one that it describes how to generate, in an otherwise valid component. */
function makeShape(entity: unknown): unknown {
  if (typeof entity !== 'object' || entity === null) return entity
  const { gen, count = 0, bytes = 0, depth = 0 } = entity as { gen?: string; count?: number; bytes?: number; depth?: number }
  const whole = (metadata: object, spec: object): unknown => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'poison', ...metadata },
    spec: { type: 's', lifecycle: 'l', owner: 'team-1', ...spec },
  })
  if (gen === 'annotations')
    return whole({ annotations: Object.fromEntries(Array.from({ length: count }, (_, i) => [`a.example/k${String(i)}`, 'x'])) }, {})
  if (gen === 'description') return whole({ description: 'x'.repeat(bytes) }, {})
  if (gen === 'dependsOn') return whole({}, { dependsOn: Array.from({ length: count }, (_, i) => `component:x${String(i)}`) })
  if (gen === 'nest') {
    let deep: unknown = 1
    for (let i = 0; i < depth; i++) deep = { deep }
    return whole({}, { deep })
  }
  const { spec } = entity as { spec?: { targetsTemplate?: string; count?: number } }
  if (spec?.targetsTemplate !== undefined) {
    const { targetsTemplate, count: targets = 0 } = spec
    return {
      ...entity,
      apiVersion: 'backstage.io/v1alpha1',
      spec: { targets: Array.from({ length: targets }, (_, i) => targetsTemplate.replace('%d', String(i))) },
    }
  }
  return entity
}
