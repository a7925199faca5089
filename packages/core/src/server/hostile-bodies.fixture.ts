/** A place in the body of a route where a value can be inserted. */
export interface BodySlot {
  /** The path below the root of the handler. */
  readonly path: string
  /** The body with this JSON text inserted. */
  body(json: string): string
}

const field =
  (name: string, beside = '') =>
  (json: string): string =>
    `{${beside}"${name}":${json}}`

/** Every POST route, once for each part of its body. */
export const bodySlots: readonly BodySlot[] = [
  { path: '/api/callboard/v1/query', body: field('predicate') },
  { path: '/api/callboard/v1/query', body: field('filter') },
  { path: '/api/callboard/v1/query', body: field('order') },
  { path: '/api/callboard/v1/query', body: field('fullText') },
  { path: '/api/callboard/v1/query', body: field('fields') },
  { path: '/api/callboard/v1/query', body: field('limit') },
  { path: '/api/callboard/v1/query', body: json => JSON.stringify({ cursor: btoa(latin(`{"question":{"predicate":${json}}}`)) }) },
  { path: '/api/callboard/v1/query', body: json => json },
  { path: '/api/callboard/v1/facets', body: field('facets') },
  { path: '/api/callboard/v1/facets', body: field('predicate', '"facets":["kind"],') },
  { path: '/api/callboard/v1/facets', body: field('filter', '"facets":["kind"],') },
  { path: '/api/callboard/v1/owners', body: field('queries') },
  { path: '/api/callboard/v1/entities', body: field('refs') },
  { path: '/api/callboard/v1/entities', body: field('fields', '"refs":["a"],') },
  { path: '/api/catalog/entities/by-query', body: field('query') },
  { path: '/api/catalog/entities/by-query', body: field('orderBy') },
  { path: '/api/catalog/entities/by-query', body: field('fullTextFilter') },
  { path: '/api/catalog/entities/by-query', body: field('fields') },
  { path: '/api/catalog/entities/by-query', body: json => JSON.stringify({ cursor: btoa(latin(`{"query":${json}}`)) }) },
  { path: '/api/catalog/entities/by-refs', body: field('entityRefs') },
  { path: '/api/catalog/entities/by-refs', body: field('query', '"entityRefs":["a"],') },
  { path: '/api/catalog/entity-facets', body: field('facets') },
  { path: '/api/catalog/entity-facets', body: field('query', '"facets":["kind"],') },
  { path: '/api/catalog/locations/by-query', body: field('query') },
  { path: '/api/catalog/validate-entity', body: field('entity', '"location":"url:https://x.test/y",') },
  { path: '/api/catalog/validate-entity', body: json => entityWith('spec', json) },
  { path: '/api/catalog/validate-entity', body: json => entityWith('metadata', json) },
  {
    path: '/api/catalog/validate-entity',
    body: json => entityWith('spec', `{"type":"service","lifecycle":"x","owner":"y","dependsOn":${json}}`),
  },
  { path: '/api/catalog/refresh', body: field('entityRef') },
  { path: '/api/catalog/locations', body: field('target') },
  { path: '/api/catalog/analyze-location', body: field('location') },
]

/** Values that are expensive to process, each about as long as requested. */
export const hostileShapes: Readonly<Record<string, (letters: number) => string>> = {
  'wrong parts in $any': n => `{"$any":[${repeat('{"a":[null]}', n)}]}`,
  'wrong bare parts in $all': n => `{"$all":[${repeat('null', n)}]}`,
  'right parts in $any': n => `{"$any":[${repeat('{"kind":"component"}', n)}]}`,
  'right parts and a wrong end': n => `{"$any":[${repeat('{"kind":"component"}', n)},null]}`,
  'hundreds of right parts and a wrong end': () => `{"$any":[${repeat('{"kind":"component"}', 8000)},null]}`,
  'parts that all look like several': n => `{"$any":[${repeat('{"$all":[],"$any":[],"$not":{}}', n)}]}`,
  'deep $not': n => nest('{"$not":', '}', '{"kind":"a"}', n),
  'deep $all': n => nest('{"$all":[', ']}', '{"kind":"a"}', n),
  'deep $contains': n => nest('{"a":{"$contains":', '}}', '{"kind":"a"}', n),
  'deep $not around a wrong part': () => nest('{"$not":', '}', 'null', 240),
  '$not of $not and more': n => `{"$any":[${repeat('{"$not":{"$not":{"$not":null}}}', n)}]}`,
  'a huge $in': n => `{"kind":{"$in":[${repeat('"component"', n)}]}}`,
  'a huge $in of wrong values': n => `{"kind":{"$in":[${repeat('null', n)}]}}`,
  'a huge $in with a wrong end': n => `{"kind":{"$in":[${repeat('1', n)},null]}}`,
  'a huge $in for relations': n => `{"relations":{"$contains":{"type":"ownedBy","targetRef":{"$in":[${repeat('"a"', n)},1]}}}}`,
  'a thousand fields': () => `{${repeatNumbered(i => `"spec.f${i}":"x"`, 1000)}}`,
  'as many fields as fit': n => `{${repeatNumbered(i => `"f${i}":null`, Math.floor(n / 14))}}`,
  'fifty fields and an unknown operator': () => `{${repeatNumbered(i => `"spec.g${i}":"x"`, 49)},"metadata":{"$contains":{"$x":1}}}`,
  'one field a thousand times': n => `{${repeat('"kind":"component"', n)}}`,
  'one key with other values': n => `{${repeatNumbered(i => `"kind":${i}`, Math.floor(n / 14))}}`,
  'prefixes of everything': n => `{"$any":[${repeat('{"metadata.name":{"$hasPrefix":""}}', Math.min(n, 17_000))}]}`,
  'conditions on items': n => `{"$any":[${repeat('{"metadata.links":{"$contains":{"a":"b"}}}', n)}]}`,
  'a long string': n => `"${'x'.repeat(n)}"`,
  'a long value': n => `{"kind":"${'x'.repeat(n)}"}`,
  'a long key': n => `{"${'k'.repeat(n)}":null}`,
  'a long operator': n => `{"$${'k'.repeat(n)}":null}`,
  'a long string of three-byte letters': n => `"${'語'.repeat(Math.floor(n / 3))}"`,
  'a long key of surrogates': n => `{"${'😀'.repeat(Math.floor(n / 4))}":null}`,
  'lone surrogates': n => `{"${String.raw`\ud800`.repeat(Math.floor(n / 6))}":null}`,
  'control letters': n => `{"${String.raw`\u0001`.repeat(Math.floor(n / 6))}":null}`,
  'quotes and backslashes': n => `{"${String.raw`\"\\`.repeat(Math.floor(n / 4))}":null}`,
  'lists of lists': n => `[${repeat('[[]]', n)}]`,
  'deep lists': n => `${'['.repeat(Math.floor(n / 2))}${']'.repeat(Math.floor(n / 2))}`,
  'lists that nothing closes': n => '['.repeat(n),
  'objects that nothing closes': n => '{"a":'.repeat(Math.floor(n / 5)),
  'empty objects': n => `[${repeat('{}', n)}]`,
  'empty texts': n => `[${repeat('""', n)}]`,
  'numbers': n => `[${repeat('1', n)}]`,
  'nulls': n => `[${repeat('null', n)}]`,
  'texts and a wrong end': n => `[${repeat('"component:default/a"', n)},null]`,
  'distinct texts': n => `[${repeatNumbered(i => `"n${i}"`, Math.floor(n / 12))}]`,
  'distinct paths': n => `[${repeatNumbered(i => `"spec.p${i}"`, Math.floor(n / 16))}]`,
  'paths into lists': n => `[${repeatNumbered(i => `"a[${i}]"`, Math.floor(n / 14))}]`,
  'orders': n => `[${repeatNumbered(i => `{"field":"spec.o${i}","order":"asc"}`, Math.floor(n / 40))}]`,
  'wrong orders': n => `[${repeat('{"field":1}', n)}]`,
  'a text search in many fields': n => `{"term":"a","fields":[${repeatNumbered(i => `"spec.s${i}"`, Math.floor(n / 16))}]}`,
  'numbers beyond all numbers': n => `[${repeat('1e999', n)}]`,
  'one number beyond all numbers': () => '1e999',
  'a negative number beyond all numbers': () => '-1e999',
  'a number of many digits': n => '9'.repeat(n),
  'a fraction of many digits': n => `0.${'1'.repeat(n)}`,
  'prototype names': n => `{${repeat('"__proto__":{"constructor":{"prototype":null}}', n)}}`,
  'prototype names as fields': () => '{"__proto__":"a","constructor":"b","toString":{"$exists":true},"hasOwnProperty":null}',
  'keys that look like positions': n => `{${repeatNumbered(i => `"${i}9999":1`, Math.floor(n / 14))}}`,
  'blanks': n => `{${' '.repeat(n)}}`,
  'a colon too many': n => `{"a"${':'.repeat(n)}1}`,
  'no JSON': n => 'x'.repeat(n),
}

function entityWith(name: string, json: string): string {
  const parts = {
    apiVersion: '"backstage.io/v1alpha1"',
    kind: '"Component"',
    metadata: '{"name":"a"}',
    spec: '{"type":"service","lifecycle":"production","owner":"x"}',
    [name]: json,
  }
  return `{"location":"url:https://x.test/y","entity":{${Object.entries(parts)
    .map(([key, value]) => `"${key}":${value}`)
    .join(',')}}}`
}

function repeat(part: string, letters: number): string {
  const count = Math.max(1, Math.floor(letters / (part.length + 1)))
  return Array.from({ length: count }, () => part).join(',')
}

function repeatNumbered(part: (i: string) => string, count: number): string {
  return Array.from({ length: Math.max(1, count) }, (_, i) => part(String(i))).join(',')
}

function nest(before: string, after: string, inside: string, letters: number): string {
  const count = Math.floor(letters / (before.length + after.length))
  return before.repeat(count) + inside + after.repeat(count)
}

/** A text as bytes, for base64. */
function latin(text: string): string {
  return text.replace(/[^\0-\u00ff]/g, '?')
}
