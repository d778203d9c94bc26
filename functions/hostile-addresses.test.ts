import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { idPrefixes } from '#shared/ids.ts'
import { databases } from '#shared/testing/databases.ts'
import { type HostileCaller, hostileCaller } from '#shared/testing/hostile-caller.ts'
import { concretePath, type Operation, operationsOf, sampleOf } from '#shared/testing/operations.ts'

const operations = operationsOf(app)
const withIds = operations.filter((operation) => operation.pathParameters.length > 0)
const withQuery = operations.filter((operation) => operation.query.length > 0)
const lists = withQuery.filter(({ query }) => query.some(({ name }) => name === 'limit'))
const ulid = '01JB2QK3V5X7Z9B1D3F5H7J9M1'

/** What may stand in a path instead of an id, as it is sent. */
const noIds: [string, string][] = [
  ...Object.values(idPrefixes).map((prefix): [string, string] => [prefix, `${prefix}_${ulid}`]),
  ['garbage', 'garbage'],
  ['a number', '1'],
  ['lower case', `prd_${ulid.toLowerCase()}`],
  ['NUL', '%00'],
  ['NUL behind an id', `prd_${ulid}%00`],
  ['a newline behind an id', `prd_${ulid}%0A`],
  ['an escape that is none', '%E0%A4%A'],
  ['half a surrogate pair', '%ED%A0%80'],
  ['emoji', '%F0%9F%98%80'],
  ['right-to-left text', '%D7%A9%D7%9C%D7%95%D7%9D'],
  ['a slash', '..%2F..%2Fetc%2Fpasswd'],
  ['SQL', "'%20or%201=1--"],
  ['10,000 characters', 'x'.repeat(10_000)],
]

/** What no query parameter but a search text takes. */
const noValues: [string, string][] = [
  ['NUL', 'a%00b'],
  ['100,000 characters', 'x'.repeat(100_000)],
]

const limits = ['-1', '0', '101', '1e9', '1e400', 'many', '1.5', 'NaN', '%00', '9'.repeat(400)]

function isOwnId(operation: Operation, parameter: string, value: string): boolean {
  const { schema } = operation.pathParameters.find(({ name }) => name === parameter) ?? {}
  return new RegExp(schema?.pattern ?? '').test(value)
}

/** Sends what only the path is wrong with. */
async function attackPath(caller: HostileCaller, operation: Operation): Promise<void> {
  const json = operation.body && sampleOf(operation.body)
  for (const { name: parameter } of operation.pathParameters) {
    for (const [name, value] of noIds) {
      if (isOwnId(operation, parameter, value)) continue
      const path = concretePath(operation, { [parameter]: value })
      // A name under which something shall be put is input; any other leads nowhere.
      const statuses = operation.method === 'PUT' ? [404, 422] : [404]
      await caller.attack(operation, `${parameter} with ${name}`, { path, json }, statuses)
    }
  }
}

describe('an id in a path', () => {
  it.each(withIds)('$method $path refuses what is no id of its kind', async (operation) => {
    await using caller = await hostileCaller(app)
    await attackPath(caller, operation)
    await caller.expectRefused(15)
  })

  it('is refused alike on postgres', async () => {
    await using caller = await hostileCaller(app, 'postgres')
    for (const operation of withIds) await attackPath(caller, operation)
    await caller.expectRefused(300)
  })

  it.each(databases)('that no record has is not found on %s', async (database) => {
    await using caller = await hostileCaller(app, database)
    for (const operation of withIds) {
      // What is put somewhere is there from then on.
      if (operation.method === 'PUT') continue
      const json = operation.body && sampleOf(operation.body)
      const res = await caller.attack(operation, 'an unknown id', { json }, [404, 422])
      const { errors = [] } = (await res.json()) as { errors?: { path: string }[] }
      if (errors.some((issue) => issue.path.startsWith('param.'))) {
        caller.note(`${operation.method} ${operation.path} refuses a well-formed id`)
      }
    }
    await caller.expectRefused(20)
  })
})

describe('a path that leads nowhere is not found:', () => {
  const nowhere = [
    '/nothing',
    '/products/',
    '//products',
    '/%00',
    '/products%20',
    '/PRODUCTS',
    `/${'x/'.repeat(5_000)}`,
    '/%E0%A4%A',
    '/%F0%9F%98%80',
  ]

  it.each(nowhere.map((path) => ({ path, name: path.slice(0, 20) })))('$name', async ({ path }) => {
    await using caller = await hostileCaller(app)
    const [operation] = operations
    if (operation) await caller.attack(operation, path, { path }, [404, 422])
    await caller.expectRefused()
  })

  it('a known one with another method', async () => {
    await using caller = await hostileCaller(app)
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
      const operation = { ...(operations[0] as Operation), method }
      await caller.attack(operation, method, { path: '/products' }, [404])
    }
    await caller.expectRefused(5)
  })
})

describe.each(databases)('a query on %s', (database) => {
  it('refuses limits that are none', async () => {
    await using caller = await hostileCaller(app, database)
    for (const operation of lists) {
      for (const limit of limits) {
        const query = `?limit=${limit}`
        const res = await caller.attack(operation, `limit ${limit}`, { query }, [422])
        const { errors } = await res.json()
        expect(errors).toContainEqual(expect.objectContaining({ path: 'query.limit' }))
      }
    }
    await caller.expectRefused(100)
  })

  it('takes an escape that is none to the letter, or refuses it', async () => {
    await using caller = await hostileCaller(app, database)
    for (const operation of withQuery) {
      for (const { name } of operation.query) {
        for (const value of ['%E0%A4%A', '%', '%ED%A0%80', '%FF%FE']) {
          const res = await caller.ask(operation, { query: `?${name}=${value}` })
          expect([200, 404, 415, 422], `${operation.path} ${name}`).toContain(res.status)
        }
      }
    }
    await caller.expectRefused(0)
  })

  it('refuses values that cannot be kept', async () => {
    await using caller = await hostileCaller(app, database)
    for (const operation of withQuery) {
      for (const { name: parameter } of operation.query) {
        for (const [name, value] of noValues) {
          const query = `?${parameter}=${value}`
          await caller.attack(operation, `${parameter} with ${name}`, { query }, [404, 415, 422])
        }
      }
    }
    await caller.expectRefused(100)
  })
})

describe('a query', () => {
  it('takes an empty filter for none', async () => {
    await using caller = await hostileCaller(app)
    for (const operation of lists) {
      const query = `?${operation.query.map(({ name }) => `${name}=`).join('&')}`
      const [plain, empty] = [
        await caller.ask(operation, {}),
        await caller.ask(operation, { query }),
      ]
      expect(empty.status, operation.path).toBe(plain.status)
      if (plain.ok) expect(await empty.text(), operation.path).toBe(await plain.text())
    }
    await caller.expectRefused(0)
  })

  it('refuses parameters that it does not know, and the same one twice', async () => {
    await using caller = await hostileCaller(app)
    for (const operation of withQuery) {
      for (const query of ['?surprise=1', '?Limit=1', '?limit[]=1', '?__proto__=1']) {
        await caller.attack(operation, query, { query }, [422])
      }
      for (const { name, schema } of operation.query) {
        const value = encodeURIComponent(String(sampleOf(schema)))
        const query = `?${name}=${value}&${name}=${value}`
        await caller.attack(operation, `${name} twice`, { query }, [422])
      }
    }
    await caller.expectRefused(100)
  })
})
