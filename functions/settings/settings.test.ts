import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { signAccessToken } from '#shared/auth/access-tokens.ts'
import { newId } from '#shared/ids.ts'
import { databases } from '#shared/testing/databases.ts'
import { addStocked, stockRights } from '#shared/testing/goods.ts'
import { addOrder, ask, buyerRights } from '#shared/testing/order-maker.ts'
import { testApp, type TestApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['settings:read', 'settings:write'] } as const

const atFirst = {
  companyName: 'My company',
  currency: 'EUR',
  timeZone: 'UTC',
  approvalLimit: null,
  overReceiptTolerancePercent: 0,
  alertRecipients: [],
  alertHours: { from: 0, to: 24 },
  mfaRequiredRoles: [],
  version: 1,
  updatedAt: expect.any(String),
}

const changes = {
  companyName: 'Acme Trading',
  currency: 'chf',
  timeZone: 'europe/zurich',
  approvalLimit: '2500.5',
  overReceiptTolerancePercent: 2.5,
  alertRecipients: ['Ann@shop.example', 'bob@shop.example', 'ann@SHOP.example'],
  alertHours: { from: 7, to: 20 },
  mfaRequiredRoles: ['manager', 'owner', 'manager'],
}

const get = async (t: TestApp) => (await t.send('GET', '/settings')).json()
const patch = (t: TestApp, body: unknown, headers = {}) =>
  t.send('PATCH', '/settings', body, headers)
const stored = (t: TestApp) => t.db.selectFrom('settings').selectAll().executeTakeFirstOrThrow()

describe.each(databases)('settings on %s', (database) => {
  it('are there from the start and take every change', async () => {
    await using t = await testApp(app, { ...rights, database })
    // The caller's role comes to need a second factor.
    await t.seed((tx) => tx.updateTable('appUser').set({ mfaEnabled: 1 }).execute())
    expect(await get(t)).toEqual(atFirst)

    const res = await patch(t, changes)

    expect(res.status).toBe(200)
    expect(res.headers.get('etag')).toBe('"2"')
    const settings = await res.json()
    expect(settings).toEqual({
      ...changes,
      currency: 'CHF',
      timeZone: 'Europe/Zurich',
      approvalLimit: '2500.50',
      alertRecipients: ['Ann@shop.example', 'bob@shop.example'],
      mfaRequiredRoles: ['owner', 'manager'],
      version: 2,
      updatedAt: '2026-03-02T10:00:00.000Z',
    })
    expect(await get(t)).toEqual(settings)
    expect(await stored(t)).toMatchObject({
      id: 1,
      approvalLimit: 25_005_000,
      overReceiptTolerance: 2_500,
      alertRecipients: '["Ann@shop.example","bob@shop.example"]',
    })
    expect(await t.auditActions()).toEqual(['settings.UPDATE'])
  })

  const uses: [string, (t: TestApp) => Promise<unknown>][] = [
    ['stock has moved', (t) => addStocked(t, 3)],
    [
      'an order was sent',
      async (t) => {
        const { id } = await addOrder(t)
        await ask(t, 'POST', `/orders/${id}/transition`, { stage: 'ordered' })
      },
    ],
  ]

  it.each(uses)('keep their currency once %s', async (_, use) => {
    const permissions = [...rights.permissions, ...stockRights.permissions, ...buyerRights] as const
    await using t = await testApp(app, { permissions, database })
    await use(t)

    const refused = await patch(t, { currency: 'USD', companyName: 'Acme' })
    const same = await patch(t, { currency: 'EUR', companyName: 'Acme' })

    expect([refused.status, same.status]).toEqual([409, 200])
    expect(await refused.json()).toMatchObject({
      type: '/problems/conflict',
      detail: 'the currency stays EUR, because stock and orders are valued in it',
      currency: 'EUR',
    })
    expect(await get(t)).toMatchObject({ currency: 'EUR', companyName: 'Acme', version: 2 })
  })

  it('take one of two changes made from the same version', async () => {
    await using t = await testApp(app, { ...rights, database })
    const answers = await Promise.all(
      ['One', 'Two'].map((companyName) => patch(t, { companyName, version: 1 })),
    )
    expect(answers.map((res) => res.status).toSorted()).toEqual([200, 409])
    const won = answers.find((res) => res.ok)
    expect((await get(t)).companyName).toBe((await won?.json()).companyName)
    expect(await t.auditActions()).toEqual(['settings.UPDATE'])
  })
})

describe('settings', () => {
  it('change only what is named, and note old and new values of that', async () => {
    await using t = await testApp(app, rights)
    await patch(t, { approvalLimit: 1_000 })
    await patch(t, { approvalLimit: null, alertHours: { from: 8, to: 18 } })

    expect(await get(t)).toMatchObject({ ...atFirst, alertHours: { from: 8, to: 18 }, version: 3 })
    const entries = await t.db
      .selectFrom('auditEntry')
      .select(['entity', 'entityId', 'oldValues', 'newValues'])
      .orderBy('id')
      .execute()
    expect(
      entries.map((row) => [row.oldValues, row.newValues].map((v) => JSON.parse(v ?? ''))),
    ).toEqual([
      [{ approvalLimit: null }, { approvalLimit: '1000.00' }],
      [
        { approvalLimit: '1000.00', alertHours: { from: 0, to: 24 } },
        { approvalLimit: null, alertHours: { from: 8, to: 18 } },
      ],
    ])
    expect(entries[0]).toMatchObject({ entity: 'settings', entityId: 'settings' })
  })

  it('round the approval limit to the digits of the currency', async () => {
    await using t = await testApp(app, rights)
    expect((await (await patch(t, { approvalLimit: '10.005' })).json()).approvalLimit).toBe('10.01')
    const yen = await patch(t, { currency: 'JPY', approvalLimit: '100000.5' })
    expect((await yen.json()).approvalLimit).toBe('100001')
    const none = await patch(t, { approvalLimit: 0 })
    expect((await none.json()).approvalLimit).toBe('0')
  })

  it('write nothing for a change of nothing', async () => {
    await using t = await testApp(app, rights)
    for (const body of [{}, { companyName: 'My company', mfaRequiredRoles: [] }]) {
      const res = await patch(t, body)
      expect(res.status).toBe(200)
      expect((await res.json()).version).toBe(1)
    }
    expect(await t.auditActions()).toEqual([])
  })

  it.each([
    ['the body', { companyName: 'New', version: 1 }, {}],
    ['If-Match', { companyName: 'New' }, { 'if-match': '"1"' }],
  ])('refuse a change made from a stale version in %s', async (_, body, headers) => {
    await using t = await testApp(app, rights)
    await patch(t, { companyName: 'Acme' })
    const res = await patch(t, body, headers)
    expect(res.status).toBe(409)
    expect(await res.json()).toMatchObject({ type: '/problems/stale-version', currentVersion: 2 })
    expect((await stored(t)).companyName).toBe('Acme')
  })

  it('ask for the second factor at once when the role of somebody signed in comes to need it', async () => {
    await using t = await testApp(app, rights)
    const { id: userId } = await t.db.selectFrom('appUser').select('id').executeTakeFirstOrThrow()
    const id = newId('session')
    const [createdAt, expiresAt] = ['2026-03-02T10:00:00.000Z', '2026-04-01T10:00:00.000Z']
    await t.seed(async (tx) => {
      const session = { id, userId, createdAt, lastUsedAt: createdAt, expiresAt }
      await tx.insertInto('session').values(session).execute()
    })
    const authorization = `Bearer ${await signAccessToken(t.platform, userId, id)}`
    expect((await patch(t, { companyName: 'Acme' }, { authorization })).status).toBe(200)

    expect((await patch(t, { mfaRequiredRoles: ['owner'] })).status).toBe(200)

    const refused = await patch(t, { companyName: 'Mine' }, { authorization })
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ mfaSetupRequired: true })
    expect((await stored(t)).companyName).toBe('Acme')
  })

  it.each(['Europe/Berlin', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'UTC'])(
    'take the time zone %s as it is',
    async (timeZone) => {
      await using t = await testApp(app, rights)
      const res = await patch(t, { timeZone })
      expect((await res.json()).timeZone).toBe(timeZone)
    },
  )

  it.each([
    ['a blank company name', { companyName: ' ' }, ['companyName']],
    ['U+0000', { companyName: 'a\u0000' }, ['companyName']],
    ['a currency that is none', { currency: 'EURO' }, ['currency']],
    ['a time zone that is none', { timeZone: 'Mars/Olympus' }, ['timeZone']],
    ['an offset as time zone', { timeZone: '+01:00' }, ['timeZone']],
    ['an empty time zone', { timeZone: '' }, ['timeZone']],
    ['a negative limit', { approvalLimit: '-1' }, ['approvalLimit']],
    ['a limit beyond all numbers', { approvalLimit: '999999999999999' }, ['approvalLimit']],
    [
      'a tolerance above 100',
      { overReceiptTolerancePercent: 100.1 },
      ['overReceiptTolerancePercent'],
    ],
    ['a recipient that is none', { alertRecipients: ['a@b.example', 'x'] }, ['alertRecipients.1']],
    [
      '21 recipients',
      { alertRecipients: Array.from({ length: 21 }, (_, i) => `a${i}@b.example`) },
      ['alertRecipients'],
    ],
    [
      'hours beyond the day',
      { alertHours: { from: -1, to: 25 } },
      ['alertHours.from', 'alertHours.to'],
    ],
    ['hours that never come', { alertHours: { from: 8, to: 8 } }, ['alertHours.to']],
    ['half hours', { alertHours: { from: 8.5, to: 12 } }, ['alertHours.from']],
    ['one hour alone', { alertHours: { from: 8 } }, ['alertHours.to']],
    ['an unknown role', { mfaRequiredRoles: ['admin'] }, ['mfaRequiredRoles.0']],
    ['an unknown field', { colour: 'red' }, ['colour']],
    ['two wrong things', { currency: 1, timeZone: 2 }, ['currency', 'timeZone']],
    ['a list', [], ['']],
  ])('refuse %s', async (_, body, paths) => {
    await using t = await testApp(app, rights)
    const res = await patch(t, body)
    expect(res.status).toBe(422)
    const { errors } = await res.json()
    expect(errors.map((error: { path: string }) => error.path)).toEqual(paths)
    expect((await stored(t)).version).toBe(1)
    expect(await t.auditActions()).toEqual([])
  })

  it('are changed by nobody who may only read them', async () => {
    await using t = await testApp(app, { permissions: ['settings:read'] })
    expect((await patch(t, { companyName: 'Mine' })).status).toBe(403)
    expect(await get(t)).toEqual(atFirst)
  })
})
