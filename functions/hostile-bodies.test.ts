import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { MEGABYTE } from '#shared/http/endpoint.ts'
import { hostileCaller } from '#shared/testing/hostile-caller.ts'
import { operationsOf, sampleOf } from '#shared/testing/operations.ts'

const operations = operationsOf(app)
const withJson = operations.filter((operation) => operation.body !== undefined)
const withBodyMethod = operations.filter(({ method }) => !['GET', 'DELETE'].includes(method))

/** A body of so many bytes that comes in pieces, with no length told before. */
function chunked(size: number): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(64 * 1024).fill(32)
  let left = size
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(piece)
      left -= piece.length
      if (left <= 0) controller.close()
    },
  })
}

const noJson: [string, BodyInit][] = [
  ['blanks', ' \n\t '],
  ['broken JSON', '{"name":'],
  ['a trailing comma', '{"name":"A",}'],
  ['single quotes', "{'name':'A'}"],
  ['a bare word', 'undefined'],
  ['NaN', 'NaN'],
  ['two documents', '{}{}'],
  ['an array that never ends', '['.repeat(100_000)],
  ['an object that never ends', '{"name":'.repeat(100_000)],
  ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x80])],
  ['UTF-16', new Uint8Array([0x7b, 0x00, 0x7d, 0x00])],
]

const deep = 50_000
const otherJson: [string, string][] = [
  ['an array', '[]'],
  ['a string', '"name"'],
  ['null', 'null'],
  ['a number', '7'],
  ['a huge number', '1e400'],
  ['true', 'true'],
  ['a list of lists', '['.repeat(deep) + ']'.repeat(deep)],
  ['an object of objects', '{"name":'.repeat(deep) + '1' + '}'.repeat(deep)],
  ['__proto__', '{"__proto__":{"permissions":["users:write"]}}'],
  ['constructor', '{"constructor":{"prototype":{"role":"owner"}}}'],
  ['toString', '{"toString":7}'],
  ['an empty name', '{"":1}'],
]

const otherMedia = [
  'text/plain',
  'text/html',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/octet-stream',
  'application/jsonx',
  'nonsense',
]

describe('a body that is not what it should be', () => {
  it.each(withJson)('$method $path refuses what is no JSON', async (operation) => {
    await using caller = await hostileCaller(app)

    for (const [name, body] of noJson) await caller.attack(operation, name, { body }, [422])
    // Where a body may be left out, an empty one is none.
    if (operation.bodyRequired) await caller.attack(operation, 'nothing', { body: '' }, [422])

    await caller.expectRefused()
  })

  it.each(withJson)('$method $path refuses JSON of another shape', async (operation) => {
    await using caller = await hostileCaller(app)

    for (const [name, body] of otherJson) await caller.attack(operation, name, { body }, [422])

    await caller.expectRefused()
    expect(({} as Record<string, unknown>)['permissions']).toBeUndefined()
  })

  it.each(withJson)('$method $path refuses fields that it does not know', async (operation) => {
    await using caller = await hostileCaller(app)
    const sample = sampleOf(operation.body ?? {}) as Record<string, unknown>

    for (const field of ['surprise', 'role ', 'ID', 'constructor', '']) {
      const json = { ...sample, [field]: 1 }
      const res = await caller.attack(operation, `the field "${field}"`, { json }, [422])
      const { errors } = await res.json()
      expect(errors).toContainEqual(expect.objectContaining({ path: field }))
    }
    const [first = ''] = Object.keys(sample)
    const twice = `${JSON.stringify(sample).slice(0, -1)},"${first}":{}}`
    const isTyped = operation.body?.properties?.[first]?.type !== undefined
    // A field that takes any JSON takes that one, too.
    if (isTyped) {
      await caller.attack(operation, 'a field twice, the last one wrong', { body: twice }, [422])
    }

    await caller.expectRefused()
  })

  it.each(withJson)('$method $path refuses another Content-Type', async (operation) => {
    await using caller = await hostileCaller(app)
    const body = JSON.stringify(sampleOf(operation.body ?? {}))

    for (const type of otherMedia) {
      const res = await caller.attack(
        operation,
        type,
        { body, headers: { 'content-type': type } },
        [415],
      )
      expect((await res.json()).detail).toContain('application/json')
    }
    await caller.attack(operation, 'none', { body, headers: { 'content-type': '' } }, [415])

    await caller.expectRefused()
  })

  it.each(withBodyMethod)('$method $path refuses a body that is too large', async (operation) => {
    await using caller = await hostileCaller(app)
    const headers = { 'content-type': operation.bodyTypes[0] ?? 'application/json' }
    const megabytes = operation.bodyTypes.includes('text/csv') ? 50 : 1
    const size = (megabytes + 1) * MEGABYTE
    const told = { ...headers, 'content-length': String(size) }

    const attack = (name: string, body: BodyInit, sent = headers) =>
      caller.attack(operation, name, { body, headers: sent }, [413])
    await attack('with its length', '{}', told)
    await attack('in pieces', chunked(size))
    await attack('ten times as large', chunked(megabytes === 1 ? 10 * MEGABYTE : size))

    await caller.expectRefused()
  })
})
