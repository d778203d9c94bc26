import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { app } from '#functions/app.ts'
import { permissions } from '#shared/domain/permissions.ts'
import { documentOf } from '#shared/http/document.ts'
import {
  OpenApiDocument,
  type OpenApiOperation,
  type SchemaObject,
} from '#shared/testing/openapi-shape.ts'
import { testApp } from '#shared/testing/test-app.ts'

const document = JSON.parse(JSON.stringify(documentOf(app))) as OpenApiDocument
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => {
    const access = operation['x-permission']
    return { name: `${method.toUpperCase()} ${path}`, method, path, access, operation }
  }),
)
const problem = { schema: { $ref: '#/components/schemas/Problem' } }

/** Bodies that a browser leaves out, because its cookie says what they would, or in which all is optional. */
const optionalBodies = [
  'POST /alerts/{id}/acknowledge',
  'POST /inventory/movements/{id}/reverse',
  'POST /inventory/reservations/{id}/sell',
  'POST /inventory/counts/{id}/post',
  'POST /inventory/counts/{id}/cancel',
  'POST /auth/refresh',
  'POST /auth/logout',
  'POST /orders/{id}/advance',
  'POST /orders/{id}/hold',
  'POST /orders/{id}/send',
  'POST /orders/{id}/lines/{lineId}/cancel-remaining',
  'POST /orders/suggest',
]
/** What changes a record that people edit, beside every PATCH. */
const moves = [
  'POST /alerts/{id}/acknowledge',
  'POST /alerts/{id}/snooze',
  'POST /orders/{id}/advance',
  'POST /orders/{id}/transition',
  'POST /orders/{id}/cancel',
  'POST /orders/{id}/hold',
  'POST /orders/{id}/send',
  'POST /orders/{id}/lines/{lineId}/cancel-remaining',
  'POST /payments/{id}/status',
  'POST /inventory/counts/{id}/post',
  'POST /inventory/counts/{id}/cancel',
]
/** What can be removed in the version that was read. */
const removals = ['DELETE /orders/{id}', 'DELETE /payments/{id}']
/** Where every write can be repeated: what is counted or paid twice costs money. */
const counted = /^\/(inventory|orders|payments)(\/|$)/
/** What is made once, or shown once, and cannot be answered alike again. */
const unrepeatable = ['POST /auth/setup', 'POST /tokens', 'POST /webhooks']

/** Whether there is anything to be wrong with besides the address, which then leads nowhere. */
function takesInput(operation: OpenApiOperation): boolean {
  const told = ['query', 'header'].flatMap((place) => parametersIn(place, operation))
  return operation.requestBody !== undefined || told.length > 0
}

function parametersIn(place: string, operation: OpenApiOperation) {
  return (operation.parameters ?? []).filter((parameter) => parameter.in === place)
}

/** Every schema in the document, with the way to it. */
function* schemasOf(value: unknown, way = ''): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  yield [way, value as Record<string, unknown>]
  for (const [name, part] of Object.entries(value)) {
    if (name !== 'example') yield* schemasOf(part, `${way}/${name}`)
  }
}

describe('the OpenAPI document', () => {
  it('is served to everybody as valid OpenAPI 3.1', async () => {
    await using t = await testApp(app)

    const res = await t.send('GET', '/openapi.json')

    expect(res.status).toBe(200)
    expect(res.headers.get('content-type')).toBe('application/json')
    expect(res.headers.get('x-content-type-options')).toBe('nosniff')
    const served: unknown = await res.json()
    expect(served).toEqual(document)
    const parsed = OpenApiDocument.safeParse(served)
    expect(parsed.success ? '' : z.prettifyError(parsed.error)).toBe('')
  })

  it('has no reference that leads nowhere, and no component that nothing refers to', () => {
    const referred = [...schemasOf(document)].flatMap(([, { $ref }]) =>
      typeof $ref === 'string' ? [$ref.replace('#/components/schemas/', '')] : [],
    )
    const known = Object.keys(document.components.schemas)
    expect(new Set(referred)).toEqual(new Set(known))
  })

  it('names each operation once, by its method and path', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const byName = Object.fromEntries(operations.map((o) => [o.name, o.operation.operationId]))
    expect(byName).toMatchObject({
      'GET /products': 'getProducts',
      'POST /products/{id}/restore': 'postProductsByIdRestore',
      'PATCH /suppliers/{id}/contacts/{contactId}': 'patchSuppliersByIdContactsByContactId',
      'GET /products/{id}/price-history': 'getProductsByIdPriceHistory',
    })
  })

  it('tells what each area is about', () => {
    const used = new Set(operations.flatMap(({ operation }) => operation.tags))
    expect(new Set(document.tags.map(({ name }) => name))).toEqual(used)
  })

  it('leaves no field without a type', () => {
    const untyped = [...schemasOf(document.components.schemas)].flatMap(([way, schema]) => {
      const properties = (schema['properties'] ?? {}) as Record<string, object>
      const bare = Object.entries(properties).filter(
        ([, field]) => !['type', '$ref', 'anyOf', 'enum'].some((keyword) => keyword in field),
      )
      return bare.map(([name]) => `${way} ${name}`)
    })
    expect(untyped).toEqual([])
  })
})

describe.each(operations)('$name', ({ name, method, path, access, operation }) => {
  it('says who may call it', () => {
    expect(['public', 'signed-in', ...permissions]).toContain(access)
    expect(operation.security).toEqual(access === 'public' ? [] : [{ bearer: [] }, { cookie: [] }])
  })

  it('declares its answers, and problems as problem details', () => {
    const statuses = Object.keys(operation.responses)
    expect(statuses.filter((status) => status.startsWith('2'))).toHaveLength(1)
    for (const [status, reply] of Object.entries(operation.responses)) {
      if (Number(status) >= 400) {
        const example = { status: Number(status), detail: reply.description }
        const expected = { 'application/problem+json': { ...problem, example } }
        expect(reply.content, status).toMatchObject(expected)
      } else if (status === '204') expect(reply.content).toBeUndefined()
      else {
        // Documents may come in more than one format; data never does.
        const types = Object.keys(reply.content ?? {})
        expect(types.length).toBeGreaterThan(0)
        if (types.includes('application/json')) expect(types).toHaveLength(1)
      }
    }
    const expected = [
      ...(access === 'public' ? [] : ['401', '403', '429']),
      ...(operation.requestBody ? ['413', '415', '422'] : []),
      ...(takesInput(operation) ? ['422'] : []),
      ...(path === '/health' ? [] : ['500']),
    ]
    expect(statuses).toEqual(expect.arrayContaining(expected))
    if (!takesInput(operation)) expect(statuses).not.toContain('422')
    // What is put somewhere need not have been there.
    if (path.endsWith('}') && method !== 'put') expect(statuses).toContain('404')
  })

  it('declares its parameters', () => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter)
    const declared = parametersIn('path', operation)
    expect(declared.map((parameter) => parameter.name)).toEqual(inPath)
    expect(declared.every((parameter) => parameter.required)).toBe(true)
    const filledIn = parametersIn('query', operation).filter(({ schema }) => 'example' in schema)
    expect(filledIn, 'what is tried out would be sent with every example').toEqual([])
    const all = (operation.parameters ?? []).map((parameter) => `${parameter.in} ${parameter.name}`)
    expect(new Set(all).size).toBe(all.length)
  })

  it('takes the headers that its kind takes', () => {
    const headers = parametersIn('header', operation).map((parameter) => parameter.name)
    const creates = '201' in operation.responses && !unrepeatable.includes(name)
    const isCounted = method !== 'get' && counted.test(path)
    const repeatable = creates || isCounted || moves.includes(name)
    expect(headers.includes('Idempotency-Key')).toBe(repeatable)
    const isVersioned = method === 'patch' || [...moves, ...removals].includes(name)
    expect(headers.includes('If-Match')).toBe(isVersioned)
    const told = Object.keys(operation.responses['201']?.headers ?? {})
    if ('201' in operation.responses) expect(told).toContain('Location')
    if (method === 'patch' || moves.includes(name)) {
      const reply = operation.responses['201'] ?? operation.responses['200']
      expect(Object.keys(reply?.headers ?? {})).toContain('ETag')
    }
  })
})

const bodies = app.openAPIRegistry.definitions.flatMap((definition) => {
  if (definition.type !== 'route') return []
  const { method, path, request } = definition.route
  const json = request?.body?.content['application/json']
  const schema = json && 'schema' in json ? json.schema : undefined
  const required = request?.body?.required ?? false
  if (!(schema instanceof z.ZodType)) return []
  return [{ name: `${method.toUpperCase()} ${path}`, method, schema, required }]
})

describe.each(bodies)('the body of $name', ({ name, method, schema, required }) => {
  const { id = '', example } = schema.meta() as { id?: string; example?: unknown }
  const described = document.components.schemas[id]

  it('is a component that allows no other fields, with an example that is valid', () => {
    expect(described).toMatchObject({ type: 'object', additionalProperties: false, example })
    expect(schema.safeParse(example)).toMatchObject({ success: true })
  })

  it('must be there', () => {
    expect(required).toBe(!optionalBodies.includes(name))
  })

  it('carries the version when it changes a record', () => {
    const changes = method === 'patch' || moves.includes(name)
    expect('version' in (described?.properties ?? {})).toBe(changes)
  })
})

describe('money and quantities', () => {
  const fields = (component: string) => document.components.schemas[component]?.properties ?? {}
  const patternOf = (field: SchemaObject | undefined) => new RegExp(field?.pattern ?? '^$')

  it('are taken as decimal strings or numbers', () => {
    const { price, reorderPoint, maxStock } = fields('CreateProduct')
    expect(price).toMatchObject({ type: ['string', 'number'], minimum: 0, example: '12.5' })
    expect(reorderPoint).toMatchObject({ type: ['number', 'string'], minimum: 0, example: 12 })
    expect(maxStock).toMatchObject({ type: ['number', 'string', 'null'] })
    expect(fields('UpdateSettings')['approvalLimit']).toMatchObject({
      type: ['string', 'number', 'null'],
    })
    for (const text of ['0', '12.5', '900719925474.0991']) expect(text).toMatch(patternOf(price))
    for (const text of ['-1', '1.23456', '1e3', '.5', ''])
      expect(text).not.toMatch(patternOf(price))
    expect('1.2345').not.toMatch(patternOf(reorderPoint))
  })

  it('are given as decimal strings and as numbers', () => {
    const { price, onHand } = fields('Product')
    expect(price).toMatchObject({ type: 'string', example: '12.5' })
    expect('-12.5').toMatch(patternOf(price))
    expect(onHand).toMatchObject({ type: 'number', example: 12 })
  })
})
