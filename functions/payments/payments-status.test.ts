import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { requireMove } from '#shared/domain/payments/status.ts'
import { type PaymentStatus, paymentStatuses } from '#shared/domain/payments/payments.ts'
import { databases } from '#shared/testing/databases.ts'
import { record, seedPayment, seedSupplier } from '#shared/testing/payments.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['payments:read', 'payments:write', 'payments:approve'] } as const

async function bill(t: TestApp, given: object = {}) {
  const supplierId = await t.seed((tx) => seedSupplier(tx))
  return record(t, { supplierId, type: 'other', amount: 50, currency: 'EUR', ...given })
}

const move = (t: TestApp, id: string, body: object, headers = {}) =>
  t.send('POST', `/payments/${id}/status`, body, headers)

const isAllowed = (from: PaymentStatus, to: PaymentStatus) => {
  try {
    requireMove(from, to)
    return true
  } catch {
    return false
  }
}

describe.each(databases)('the status of a payment on %s', (database) => {
  it('goes from planned over approved and sent to paid, each with its entry', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await bill(t)

    const answers = []
    for (const status of ['approved', 'sent', 'paid']) answers.push(await move(t, id, { status }))

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await answers[2]?.json()).toMatchObject({
      status: 'paid',
      paidOn: '2026-03-02',
      version: 4,
    })
    expect(answers[2]?.headers.get('etag')).toBe('"4"')
    expect(await t.auditActions()).toEqual([
      'payment.CREATE',
      ...Array<string>(3).fill('payment.STATUS'),
    ])
    const entries = await t.db.selectFrom('auditEntry').selectAll().orderBy('id').execute()
    expect(JSON.parse(entries[3]?.oldValues ?? '')).toEqual({ status: 'sent', paidOn: null })
    expect(JSON.parse(entries[3]?.newValues ?? '')).toEqual({
      status: 'paid',
      paidOn: '2026-03-02',
    })
  })

  it('is moved by one of two callers who read the same version', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await bill(t)

    const answers = await Promise.all([
      move(t, id, { status: 'paid', version: 1 }),
      move(t, id, { status: 'cancelled', version: 1 }),
    ])

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await t.db.selectFrom('payment').select('version').execute()).toEqual([{ version: 2 }])
    expect(await t.auditActions()).toEqual(['payment.CREATE', 'payment.STATUS'])
  })

  it('is not moved by whoever read an older version, in the body or as If-Match', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await bill(t)
    await move(t, id, { status: 'approved', version: 1 })

    const inBody = await move(t, id, { status: 'sent', version: 1 })
    const inHeader = await move(t, id, { status: 'sent' }, { 'if-match': '"1"' })

    for (const res of [inBody, inHeader]) {
      expect(res.status).toBe(409)
      expect(await res.json()).toMatchObject({ type: '/problems/stale-version', currentVersion: 2 })
    }
    const stored = await t.db.selectFrom('payment').select(['status', 'version']).execute()
    expect(stored).toEqual([{ status: 'approved', version: 2 }])
    expect((await move(t, id, { status: 'sent', version: 2 })).status).toBe(200)
  })

  it('moves once for one Idempotency-Key', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await bill(t)
    const key = { 'idempotency-key': 'pay-7' }

    const first = await move(t, id, { status: 'paid' }, key)
    const again = await move(t, id, { status: 'paid' }, key)

    expect([first.status, again.status]).toEqual([200, 200])
    expect(await again.json()).toEqual(await first.json())
    expect(await t.auditActions()).toEqual(['payment.CREATE', 'payment.STATUS'])
  })
})

describe('the status of a payment', () => {
  const table = paymentStatuses.flatMap((from) => paymentStatuses.map((to) => ({ from, to })))

  it('moves only where the table says, whatever it is asked', async () => {
    await using t = await testApp(app, rights)
    const supplierId = await t.seed((tx) => seedSupplier(tx))
    for (const { from, to } of table) {
      const { id } = await t.seed((tx) => seedPayment(tx, { supplierId, status: from }))

      const res = await move(t, id, { status: to })

      const stored = await t.db
        .selectFrom('payment')
        .select('status')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const expected = isAllowed(from, to) ? [200, to] : [409, from]
      expect([res.status, stored.status], `${from} → ${to}`).toEqual(expected)
    }
  })

  it('takes another permission to approve, or to pass the approval', async () => {
    await using t = await testApp(app, rights)
    const { id } = await bill(t)
    const approved = await bill(t, { status: 'approved' })
    const writer = await t.tokenFor(['payments:read', 'payments:write'])
    const asWriter = { authorization: `Bearer ${writer}` }

    for (const status of ['approved', 'sent', 'paid']) {
      const moved = await move(t, id, { status }, asWriter)
      const body = { supplierId: approved.supplierId, type: 'fee', amount: 1, currency: 'EUR' }
      const made = await t.send('POST', '/payments', { ...body, status }, asWriter)
      for (const res of [moved, made]) {
        expect(res.status).toBe(403)
        expect(await res.json()).toMatchObject({ permission: 'payments:approve' })
      }
    }
    expect((await move(t, approved.id, { status: 'paid' }, asWriter)).status).toBe(200)
    expect((await move(t, id, { status: 'cancelled' }, asWriter)).status).toBe(200)
    expect(await t.db.selectFrom('payment').select('id').execute()).toHaveLength(2)
  })

  it.each([
    ['2026-03-02', 200],
    ['2025-12-31', 200],
    ['2026-03-03', 422],
    ['2026-02-30', 422],
  ])('is paid on %s: %d', async (paidOn, expected) => {
    await using t = await testApp(app, rights)
    const { id } = await bill(t)

    const res = await move(t, id, { status: 'paid', paidOn })

    expect(res.status).toBe(expected)
    const body = await res.json()
    if (expected === 200) expect(body).toMatchObject({ paidOn })
    else expect(body.errors).toMatchObject([{ path: 'paidOn' }])
  })

  it.each([
    ['no status', {}],
    ['an unknown one', { status: 'gone' }],
    ['a day though it is not paid', { status: 'sent', paidOn: '2026-03-01' }],
    ['a field too many', { status: 'sent', amount: 5 }],
  ])('is not moved by %s', async (_, body) => {
    await using t = await testApp(app, rights)
    const { id } = await bill(t)

    expect((await move(t, id, body)).status).toBe(422)
    expect(await t.auditActions()).toEqual(['payment.CREATE'])
  })

  it('holds what was agreed until the approval is taken back', async () => {
    await using t = await testApp(app, rights)
    const { id } = await bill(t, { status: 'approved' })
    const patch = (body: object) => t.send('PATCH', `/payments/${id}`, body)

    const refused = await patch({ amount: 900, dueOn: '2026-05-01' })
    const noted = await patch({ dueOn: '2026-05-01', notes: 'agreed by phone' })
    await move(t, id, { status: 'planned' })
    const changed = await patch({ amount: 900 })

    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ fields: ['amount'], paymentStatus: 'approved' })
    expect(await noted.json()).toMatchObject({ status: 'approved', dueOn: '2026-05-01' })
    expect(await changed.json()).toMatchObject({ status: 'planned', amount: '900.00' })
  })
})
