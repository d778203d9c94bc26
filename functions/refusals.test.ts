import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { type Permission, permissions } from '#shared/domain/permissions.ts'
import { documentOf } from '#shared/http/document.ts'
import { idPrefixes } from '#shared/ids.ts'
import { allBut, type TestApp, testApp } from '#shared/testing/test-app.ts'

/** Who may call without a sign-in; a new public endpoint has to be added here, on purpose. */
const publicRoutes = [
  'GET /health',
  'GET /health/ready',
  'GET /auth/setup',
  'POST /auth/setup',
  'POST /auth/login',
  'POST /auth/logout',
  'POST /auth/refresh',
  'POST /auth/mfa/challenge',
  'POST /auth/password/forgot',
  'POST /auth/password/reset',
]

const ulid = '01JB2QK3V5X7Z9B1D3F5H7J9M1'

interface Operation {
  method: string
  path: string
  access: string
}

const operations: Operation[] = Object.entries(documentOf(app).paths ?? {}).flatMap(
  ([path, item]) =>
    Object.entries(item as Record<string, { 'x-permission'?: string }>).map(
      ([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        access: operation['x-permission'] ?? 'undeclared',
      }),
    ),
)

/** A path with ids in it that are well-formed, so that nothing but the access can be wrong. */
function concrete(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const area = path.split('/')[1] ?? ''
    const prefixes: Record<string, string> = {
      products: idPrefixes.product,
      suppliers: name === 'contactId' ? idPrefixes.contact : idPrefixes.supplier,
    }
    return `${prefixes[area] ?? 'usr'}_${ulid}`
  })
}

/** Everything stored but the counters and times of use that any request may touch. */
async function contents(t: TestApp): Promise<string> {
  const tables = [
    'product',
    'supplier',
    'category',
    'location',
    'settings',
    'appUser',
    'auditEntry',
  ] as const
  const more = [
    'session',
    'supplierContact',
    'mailMessage',
    'passwordReset',
    'recoveryCode',
  ] as const
  const rows = []
  for (const table of [...tables, ...more])
    rows.push(await t.db.selectFrom(table).selectAll().execute())
  const tokens = await t.db
    .selectFrom('apiToken')
    .select(['id', 'name', 'scopes', 'revokedAt'])
    .execute()
  return JSON.stringify([rows, tokens])
}

describe('every endpoint', () => {
  it('declares who may call it', () => {
    const known = new Set<string>(['public', 'signed-in', ...permissions])
    expect(operations.filter((operation) => !known.has(operation.access))).toEqual([])
    expect(operations.length).toBeGreaterThan(40)
  })

  it('is public only when it is listed here', () => {
    const open = operations
      .filter((operation) => operation.access === 'public')
      .map(({ method, path }) => `${method} ${path}`)
    expect(open.toSorted()).toEqual(publicRoutes.toSorted())
  })

  const guarded = operations.filter((operation) => operation.access !== 'public')

  it.each(guarded)(
    '$method $path answers 401 to strangers and writes nothing',
    async ({ method, path }) => {
      await using t = await testApp(app)
      const before = await contents(t)
      const body = method === 'GET' || method === 'DELETE' ? undefined : {}

      const none = await t.send(method, concrete(path), body)
      const forged = await t.send(method, concrete(path), body, {
        authorization: 'Bearer stk_forged',
      })

      for (const res of [none, forged]) {
        expect(res.status).toBe(401)
        expect(res.headers.get('content-type')).toBe('application/problem+json')
        expect(await res.json()).toMatchObject({ type: '/problems/unauthenticated', status: 401 })
      }
      expect(await contents(t)).toBe(before)
    },
  )

  const permitted = guarded.filter((operation) => operation.access !== 'signed-in')

  it.each(permitted)(
    '$method $path answers 403 without $access and writes nothing',
    async (operation) => {
      const { method, path, access } = operation
      await using t = await testApp(app, { permissions: allBut(access as Permission) })
      const before = await contents(t)

      const res = await t.send(
        method,
        concrete(path),
        method === 'GET' || method === 'DELETE' ? undefined : {},
      )

      expect(res.status).toBe(403)
      expect(await res.json()).toMatchObject({ type: '/problems/forbidden', permission: access })
      expect(await contents(t)).toBe(before)
    },
  )
})
