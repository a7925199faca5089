import { describe, expect, test } from 'vitest'
import { asker, expectError } from './small-world.fixture.ts'

const list = '/api/catalog/entities'
const page = '/api/catalog/entities/by-query'
const names = async (response: Response): Promise<readonly string[]> => {
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()).map(({ metadata }: { readonly metadata: { readonly name: string } }) => metadata.name)
}

describe('a parameter is refused', () => {
  test.each([
    ['that is unknown', `${list}?what=1`, "Unknown query parameter 'what'"],
    ['that has no value', `${list}?limit`, "Empty value found for query parameter 'limit'"],
    ['that is empty', `${list}?limit=`, "Empty value found for query parameter 'limit'"],
    ['in another letter case', `${list}?FILTER=kind`, "Unknown query parameter 'FILTER'"],
    ['that every object has', `${list}?toString=1`, "Unknown query parameter 'toString'"],
    ['that must be there and is not', '/api/callboard/v1/graph?depth=1', "request/query must have required property 'entity'"],
    ['that must be there and is not, in Backstage too', '/api/catalog/entity-facets', "request/query must have required property 'facet'"],
    ['that is not a number', `${list}?limit=x`, 'request/query/limit must be integer'],
    ['that is not an integer', `${list}?limit=1.5`, 'request/query/limit must be integer'],
    ['that is below nothing', `${list}?limit=-1`, 'request/query/limit must be >= 0'],
    ['that is two numbers', `${list}?limit=1&limit=2`, 'request/query/limit must be integer'],
    ['that is two texts', `${page}?cursor=a&cursor=b`, 'request/query/cursor must be string'],
    [
      'that is not one of its words',
      `${page}?totalItems=some`,
      'request/query/totalItems must be equal to one of the allowed values: include, exclude',
    ],
    [
      'that is part of one of its words',
      `${page}?totalItems=in`,
      'request/query/totalItems must be equal to one of the allowed values: include, exclude',
    ],
    ['that is a list where a word is wanted', `${page}?totalItems[]=include`, 'request/query/totalItems must be string'],
    ['that is an object', `${list}?filter[a]=1`, 'request/query/filter/0 must be string'],
    ['that is an object in a list', `${list}?filter=kind&filter[a]=1`, 'request/query/filter/1 must be string'],
    ['that is two objects', `${list}?filter[a]=1&filter[b]=2`, 'request/query/filter/0 must be string'],
    ['that is a place in a list beyond the thousandth', `${list}?filter[1000]=kind`, 'request/query/filter/0 must be string'],
    ['that is a place written oddly', `${list}?filter[01]=kind`, 'request/query/filter/0 must be string'],
    ['with brackets that open nothing', `${list}?][filter]=kind`, "Unknown query parameter '][filter]'"],
    ['with a bracket before its name', `${list}?]filter[0]=kind`, "Unknown query parameter ']filter[0]'"],
    ['that is an object where a list with commas is wanted', `${list}?fields[a]=kind`, 'request/query/fields/0 must be string'],
  ])('%s', async (_, path, message) => {
    expect(await expectError(await (await asker())(path), 400, 'InputError')).toBe(message)
  })

  test('before a wrong value of another one; an unknown one before a missing one', async () => {
    const ask = await asker()
    expect(await expectError(await ask(`${list}?limit=x&what=1`), 400, 'InputError')).toBe("Unknown query parameter 'what'")
    expect(await expectError(await ask('/api/catalog/entity-facets?what=1'), 400, 'InputError')).toBe("Unknown query parameter 'what'")
    expect(await expectError(await ask('/api/catalog/entity-facets?filter='), 400, 'InputError')).toBe(
      "Empty value found for query parameter 'filter'",
    )
  })

  test('at every path, with or without parameters', async () => {
    const ask = await asker()
    for (const path of ['entities', 'entities/by-query', 'entity-facets', 'locations', 'entities/by-uid/x', 'entities/by-name/a/b/c'])
      expect(await expectError(await ask(`/api/catalog/${path}?what=1`), 400, 'InputError')).toBe("Unknown query parameter 'what'")
    for (const path of ['owners', 'graph', 'health', 'changes'])
      expect(await expectError(await ask(`/api/callboard/v1/${path}?what=1`), 400, 'InputError')).toBe("Unknown query parameter 'what'")
    for (const path of ['owners', 'entities', 'query', 'facets']) {
      const init = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }
      expect(await expectError(await ask(`/api/callboard/v1/${path}?what=1`, init), 400, 'InputError')).toBe(
        "Unknown query parameter 'what'",
      )
    }
  })
})

describe('a parameter is read', () => {
  test.each([
    ['once', 'filter=metadata.name=pay', ['pay']],
    ['several times', 'filter=metadata.name=pay&filter=metadata.name=shop', ['pay', 'shop']],
    ['as a list', 'filter[]=metadata.name=pay&filter[]=metadata.name=shop', ['pay', 'shop']],
    ['as places of a list', 'filter[1]=metadata.name=pay&filter[0]=metadata.name=shop', ['pay', 'shop']],
    ['as the last place there may be', 'filter[999]=metadata.name=pay', ['pay']],
    ['in every mixture', 'filter=metadata.name=pay&filter[]=metadata.name=shop&filter[3]=metadata.name=vault', ['pay', 'shop', 'vault']],
    ['with encoded brackets, large and small', 'filter%5B%5D=metadata.name=pay&filter%5b0%5d=metadata.name=shop', ['pay', 'shop']],
    ['with an encoded name and value', '%66ilter=metadata.name%3Dp%61y', ['pay']],
    ['with plus signs for blanks', 'filter=metadata.name+=+pay', ['pay']],
    ['with a percent sign that encodes nothing', 'filter=metadata.name=%&filter=metadata.name=pay', ['pay']],
    ['with equals signs in its value', 'filter=metadata.name=pay=', []],
    ['with a name in brackets', '[filter]=metadata.name=pay', ['pay']],
    ['next to empty ones', '&&filter=metadata.name=pay&', ['pay']],
    ['next to one without a name', '=x&filter=metadata.name=pay', ['pay']],
    ['next to one that would be a prototype', '__proto__=x&__proto__[a]=x&filter=metadata.name=pay', ['pay']],
  ])('%s', async (_, search, wanted) => {
    expect((await names(await (await asker())(`${list}?${search}`))).toSorted()).toEqual(wanted.toSorted())
  })

  test('without splitting at commas if it is repeated', async () => {
    const ask = await asker()
    const keys = async (search: string): Promise<readonly string[]> =>
      Object.keys((await (await ask(`${list}?limit=1&${search}`)).json())[0])
    expect(await keys('fields=kind,apiVersion')).toEqual(['kind', 'apiVersion'])
    expect(await keys('fields=kind&fields=apiVersion')).toEqual(['kind', 'apiVersion'])
    expect(await keys('fields[]=kind,apiVersion')).toEqual(['kind', 'apiVersion'])
    const found = async (search: string): Promise<number> =>
      (await (await ask(`${page}?fullTextFilterTerm=pay&${search}`)).json()).totalItems
    expect(await found('fullTextFilterFields=metadata.name,kind')).toBe(2)
    expect(await found('fullTextFilterFields[]=metadata.name,kind')).toBe(0)
  })

  test('letter for letter', async () => {
    const ask = await asker()
    const queriesOf = async (search: string): Promise<unknown> =>
      (await (await ask(`/api/callboard/v1/owners?${search}`)).json()).items.map((item: { readonly query: string }) => item.query)
    expect(await queriesOf('entity=a+b%2Bc')).toEqual(['a b+c'])
    expect(await queriesOf('entity=%&entity=%zz+%')).toEqual(['%', '%zz %'])
    expect(await queriesOf('entity[]=pay')).toEqual(['pay'])
    expect(await queriesOf('entity[0]=pay')).toEqual(['pay'])
    expect(await queriesOf('entity=a=b&entity=c,d')).toEqual(['a=b', 'c,d'])
  })

  test('as a number, even if it is empty', async () => {
    const ask = await asker()
    expect(await names(await ask(`${list}?limit=2&offset=0`))).toHaveLength(2)
    expect((await (await ask(`${page}?limit=0`)).json()).items).toEqual([])
    expect((await (await ask(`${page}?totalItems=exclude`)).json()).totalItems).toBe(0)
    expect((await (await ask(`${page}?totalItems=include`)).json()).totalItems).toBe(5)
  })

  test('among the first thousand: later ones are ignored, as in Backstage', async () => {
    const ask = await asker()
    const blanks = '&'.repeat(999)
    expect(await names(await ask(`${list}?${blanks}filter=metadata.name=pay`))).toEqual(['pay'])
    expect(await names(await ask(`${list}?${blanks}&filter=metadata.name=pay`))).toHaveLength(5)
  })
})

describe('a filter', () => {
  test.each([
    ['of a field with a value', 'metadata.name=pay', ['pay']],
    ['of a field that is there', 'metadata.tags', ['pay', 'secret', 'shop']],
    ['of the same field twice means either', 'metadata.name=pay,metadata.name=shop', ['pay', 'shop']],
    ['of several fields means all of them', 'kind=component,spec.owner=vault', ['secret']],
    ['of a field that is there and has a value', 'metadata.tags,metadata.tags=tag-of-pay', ['pay']],
    ['with an empty value asks for the empty text', 'metadata.name=', []],
    ['of nothing is everything', ',', ['pay', 'payments', 'secret', 'shop', 'vault']],
    ['with blanks around its parts', ' metadata.name = pay , kind = component ', ['pay']],
    ['with an equals sign in the value', 'metadata.name=pay=shop', []],
    ['of a field like a prototype', '__proto__=x', []],
    ['next to empty statements', ',,metadata.name=pay,', ['pay']],
  ])('%s', async (_, filter, wanted) => {
    const response = await (await asker())(`${list}?filter=${encodeURIComponent(filter)}`)
    expect((await names(response)).toSorted()).toEqual(wanted)
  })

  test.each([
    ['filter=kind=component', { kind: 'component' }],
    ['filter=metadata.tags', { 'metadata.tags': { $exists: true } }],
    ['filter=kind=component,kind=group', { kind: { $in: ['component', 'group'] } }],
    ['filter=kind=component,metadata.tags', { $all: [{ kind: 'component' }, { 'metadata.tags': { $exists: true } }] }],
    ['filter=kind=component&filter=kind=group', { $any: [{ kind: 'component' }, { kind: 'group' }] }],
  ])('is carried on by the cursor of the next page as a predicate: %s', async (search, query) => {
    const { pageInfo } = await (await (await asker())(`${page}?limit=1&${search}`)).json()
    expect(JSON.parse(atob(pageInfo.nextCursor)).query).toEqual(query)
  })

  test('next to an empty one is the only one', async () => {
    const ask = await asker()
    expect(await names(await ask(`${list}?filter=,&filter=metadata.name=pay`))).toEqual(['pay'])
  })

  test.each(['=pay', ' = pay', 'kind=component,=x'])('without a field is rejected: %j', async filter => {
    const message = await expectError(await (await asker())(`${list}?filter=${encodeURIComponent(filter)}`), 400, 'InputError')
    const statement = filter.split(',').at(-1)?.trim() ?? ''
    expect(message).toBe(`Invalid filter, '${statement}' is not a valid statement (expected a string on the form a=b or a= or a)`)
  })
})
