import { describe, it } from 'vitest'
import { app } from '#functions/app.ts'
import { databases } from '#shared/testing/databases.ts'
import { type HostileCaller, hostileCaller } from '#shared/testing/hostile-caller.ts'
import { idPrefixes } from '#shared/ids.ts'
import {
  fieldsOf,
  type JsonSchema,
  operationsOf,
  sampleOf,
  withValueAt,
} from '#shared/testing/operations.ts'

const withJson = operationsOf(app).filter((operation) => operation.body !== undefined)

const ulid = '01JB2QK3V5X7Z9B1D3F5H7J9M1'

type Values = readonly (readonly [string, unknown])[]

/** What no text field takes; JSON carries the surrogates as escapes. */
const texts: Values = [
  ['NUL', 'a\u0000b'],
  ['only NUL', '\u0000'],
  ['half a pair', 'a\ud83d'],
  ['the other half', '\ude00b'],
  ['100,000 characters', 'x'.repeat(100_000)],
  ['a list', ['a']],
  ['an object', { $ne: null }],
]

const negative: Values = [['-1', -1]]

const numbers: Values = [
  ['1e308', 1e308],
  ['2^53', 2 ** 53],
  ['more than 64 bits', 1e19],
  ['nine decimals', 1.000_000_001],
  ['text', 'many'],
  ['a list', [1]],
  ['true', true],
]

const fractions: Values = [
  ['a half', 1.5],
  ['text', '1'],
]

const flags: Values = [
  ['1', 1],
  ['text', 'true'],
  ['null', null],
]

/** Tokens and codes may be any text: they are compared, never kept, and then they are wrong ones. */
const compared: Readonly<Record<string, number>> = {
  refreshToken: 401,
  mfaToken: 401,
  token: 422,
  code: 401,
}

const hasType =
  (...types: string[]) =>
  ({ type }: JsonSchema) =>
    [type].flat().some((name) => name !== undefined && types.includes(name))

/** Puts each value into each field of that kind, in every body there is. */
async function attackFields(
  caller: HostileCaller,
  which: (schema: JsonSchema) => boolean,
  values: Values,
): Promise<void> {
  for (const operation of withJson) {
    const { body = {} } = operation
    for (const field of fieldsOf(body, which)) {
      const path = field.join('.')
      const allowed = compared[path]
      for (const [name, value] of values) {
        const json = withValueAt(sampleOf(body), field, value)
        const statuses = [422, ...(allowed === undefined ? [] : [allowed, 409])]
        const res = await caller.attack(operation, `${path} with ${name}`, { json }, statuses)
        if (allowed !== undefined && res.status !== 422) continue
        const { errors = [] } = (await res.json()) as { errors?: { path: string }[] }
        if (!errors.some((issue) => `${issue.path}.`.startsWith(`${path}.`))) {
          const named = errors.map((issue) => issue.path).join(', ')
          caller.note(`${operation.method} ${operation.path} ${path}, ${name}: names ${named}`)
        }
      }
    }
  }
}

const lists: Values = [
  ['10,000 items', Array.from({ length: 10_000 }, (_, i) => i)],
  ['a list in a list', [[]]],
  ['null', [null]],
  ['text', 'a,b'],
  ['an object', { length: 1 }],
]

const wrongIds: Values = [
  ...Object.values(idPrefixes).map((prefix) => [prefix, `${prefix}_${ulid}`] as const),
  ['lower case', `prd_${ulid.toLowerCase()}`],
  ['a letter that no id has', `prd_${ulid.replace('J', 'U')}`],
  ['27 characters', `prd_${ulid}0`],
  ['a newline behind it', `prd_${ulid}\n`],
]

describe.each(databases)('the fields of every body on %s', (database) => {
  it('refuse text that cannot be kept, and are named', async () => {
    await using caller = await hostileCaller(app, database)
    await attackFields(caller, hasType('string'), texts)
    await caller.expectRefused(500)
  }, 60_000)

  it('refuse numbers out of range, and are named', async () => {
    await using caller = await hostileCaller(app, database)
    const isNumber = hasType('number', 'integer')
    await attackFields(caller, isNumber, numbers)
    const isSigned = ({ pattern }: JsonSchema) => pattern?.startsWith('^-?') ?? false
    await attackFields(caller, (schema) => isNumber(schema) && !isSigned(schema), negative)
    await caller.expectRefused(100)
  }, 60_000)

  it('refuse what is no flag, and are named', async () => {
    await using caller = await hostileCaller(app, database)
    await attackFields(caller, hasType('boolean'), flags)
    await caller.expectRefused(15)
  })

  it('refuse fractions of what is counted, and are named', async () => {
    await using caller = await hostileCaller(app, database)
    await attackFields(caller, hasType('integer'), fractions)
    await caller.expectRefused(10)
  })

  it('refuse lists of anything else and of any length, and are named', async () => {
    await using caller = await hostileCaller(app, database)
    await attackFields(caller, hasType('array'), lists)
    await caller.expectRefused(15)
  })

  it('refuse ids of another kind, and are named', async () => {
    await using caller = await hostileCaller(app, database)
    for (const prefix of Object.values(idPrefixes)) {
      const isId = ({ pattern = '' }: JsonSchema) => pattern.startsWith(`^${prefix}_`)
      const others = wrongIds.filter(([name]) => name !== prefix)
      await attackFields(caller, isId, others)
    }
    await caller.expectRefused(50)
  })
})
