import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { openSqliteCopy } from '#shared/db/sqlite.node.ts'
import { auditOf, as, seedPerson, signInAs } from '#shared/testing/people.ts'
import { addStocked } from '#shared/testing/goods.ts'
import { testApp } from '#shared/testing/test-app.ts'

const permissions = ['backup:read', 'products:write', 'inventory:adjust'] as const

describe('GET /backup', () => {
  it('gives the whole database as a file, and the audit log tells who took it', async () => {
    await using t = await testApp(app, { permissions })
    const { id } = await addStocked(t, 7)

    const res = await t.send('GET', '/backup')

    expect(res.status).toBe(200)
    expect(res.headers.get('content-type')).toBe('application/vnd.sqlite3')
    expect(res.headers.get('content-disposition')).toBe(
      'attachment; filename="stockroom-2026-03-02T10-00-00Z.db"',
    )
    expect(res.headers.get('cache-control')).toBe('no-store')
    const bytes = new Uint8Array(await res.arrayBuffer())
    expect(res.headers.get('content-length')).toBe(String(bytes.length))
    const copy = openSqliteCopy(bytes)
    const products = copy.db.selectFrom('product').select(['id', 'onHand'])
    expect(await products.execute()).toEqual([{ id, onHand: 7_000 }])
    const logged = copy.db.selectFrom('auditEntry').select('action').where('action', '=', 'BACKUP')
    expect(await logged.execute()).toHaveLength(1)
    await copy.close()
    const entityId = 'stockroom-2026-03-02T10-00-00Z.db'
    expect(await auditOf(t, 'BACKUP')).toMatchObject([{ entity: 'database', entityId }])
  })

  it('answers 409 on PostgreSQL and says what to do', async () => {
    await using t = await testApp(app, { permissions, database: 'postgres' })
    const res = await t.send('GET', '/backup')
    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({
      type: '/problems/illegal-state',
      detail: expect.stringContaining('pg_dump'),
    })
    expect(await t.auditActions()).toEqual([])
  })

  it.each(['owner', 'manager', 'clerk', 'viewer'] as const)('is for owners: %s', async (role) => {
    await using t = await testApp(app)
    const session = await signInAs(t, await seedPerson(t, { role }))
    const res = await t.send('GET', '/backup', undefined, as(session))
    expect(res.status).toBe(role === 'owner' ? 200 : 403)
    expect(await auditOf(t, 'BACKUP')).toHaveLength(role === 'owner' ? 1 : 0)
    await res.body?.cancel()
  })
})
