import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { Alert } from '#shared/schemas/alerts.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct } from '#shared/testing/goods.ts'
import { alerts, DAY, monitorRights, runMonitor, setSettings } from '#shared/testing/monitoring.ts'
import { auditOf } from '#shared/testing/people.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: monitorRights } as const

async function openAlert(t: TestApp): Promise<string> {
  await addProduct(t, { reorderPoint: 5 })
  await runMonitor(t)
  const [alert] = await alerts(t)
  return alert?.id ?? ''
}

async function snooze(t: TestApp, id: string, body: unknown): Promise<Alert> {
  const res = await t.send('POST', `/alerts/${id}/snooze`, body)
  expect(res.status, await res.clone().text()).toBe(200)
  return (await res.json()) as Alert
}

describe.each(databases)('POST /alerts/{id}/snooze on %s', (database) => {
  it('puts an alert to sleep, for so many days or until an instant or a day', async () => {
    await using t = await testApp(app, { ...rights, database })
    const id = await openAlert(t)
    const ends = []
    for (const body of [
      { days: 7 },
      { until: '2026-03-05T12:00:00+02:00' },
      { until: '2026-04-01' },
    ]) {
      const { state, snoozedUntil } = await snooze(t, id, body)
      expect(state).toBe('snoozed')
      ends.push(snoozedUntil)
    }
    expect(ends).toEqual([
      '2026-03-09T10:00:00.000Z',
      '2026-03-05T10:00:00.000Z',
      '2026-04-01T00:00:00.000Z',
    ])
    const entries = await auditOf(t, 'SNOOZE')
    expect(entries.map(({ newValues }) => JSON.parse(newValues ?? '') as unknown)).toEqual([
      { state: 'snoozed', snoozedUntil: ends[0] },
      { snoozedUntil: ends[1] },
      { snoozedUntil: ends[2] },
    ])
  })

  it('wakes it at the end, in the next run', async () => {
    await using t = await testApp(app, { ...rights, database })
    const id = await openAlert(t)
    await snooze(t, id, { days: 2 })
    t.advance(2 * DAY - 1)
    expect(await runMonitor(t)).toMatchObject({ woken: 0, mailed: 0 })
    t.advance(1)
    expect(await runMonitor(t)).toMatchObject({ woken: 1, mailed: 1 })
    expect(await alerts(t)).toMatchObject([{ id, state: 'open', snoozedUntil: null, version: 3 }])
  })

  it('takes the place of an acknowledgement', async () => {
    await using t = await testApp(app, { ...rights, database })
    const id = await openAlert(t)
    await t.send('POST', `/alerts/${id}/acknowledge`)
    expect(await snooze(t, id, { days: 1 })).toMatchObject({
      state: 'snoozed',
      acknowledgedBy: null,
    })
  })

  it('changes nothing when it is asked the same again', async () => {
    await using t = await testApp(app, { ...rights, database })
    const id = await openAlert(t)
    const first = await snooze(t, id, { days: 1 })
    expect(await snooze(t, id, { days: 1 })).toEqual(first)
    expect(await auditOf(t, 'SNOOZE')).toHaveLength(1)
  })
})

describe('a snooze until a day', () => {
  it.each([
    ['Pacific/Pago_Pago', '2026-03-05', '2026-03-05T11:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-05', '2026-03-04T10:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
  ])('ends in %s when %s begins there', async (timeZone, until, end) => {
    await using t = await testApp(app, rights)
    await setSettings(t, { timeZone })
    const id = await openAlert(t)
    expect((await snooze(t, id, { until })).snoozedUntil).toBe(end)
  })

  it('must not have begun there', async () => {
    await using t = await testApp(app, rights)
    // It is the 3rd of March there.
    await setSettings(t, { timeZone: 'Pacific/Kiritimati' })
    const id = await openAlert(t)
    const today = await t.send('POST', `/alerts/${id}/snooze`, { until: '2026-03-03' })
    expect(today.status).toBe(422)
    await snooze(t, id, { until: '2026-03-04' })
  })
})

describe('POST /alerts/{id}/snooze refuses', () => {
  it.each([
    ['no end', {}, 'until'],
    ['two ends', { days: 1, until: '2026-04-01' }, 'until'],
    ['no days', { days: 0 }, 'days'],
    ['a fraction of a day', { days: 1.5 }, 'days'],
    ['more than a year of days', { days: 366 }, 'days'],
    ['more than a year', { until: '2027-03-02T10:00:00.001Z' }, 'until'],
    ['this moment', { until: '2026-03-02T10:00:00.000Z' }, 'until'],
    ['the past', { until: '2020-01-01' }, 'until'],
    ['a day that there is not', { until: '2026-02-30' }, 'until'],
    ['an instant without a zone', { until: '2026-04-01T10:00:00' }, 'until'],
    ['words', { until: 'tomorrow' }, 'until'],
    ['a field nobody knows', { days: 1, why: 'holiday' }, 'why'],
    ['a version that is none', { days: 1, version: 0 }, 'version'],
  ])('%s', async (_, body, path) => {
    await using t = await testApp(app, rights)
    const id = await openAlert(t)
    const res = await t.send('POST', `/alerts/${id}/snooze`, body)
    expect(res.status).toBe(422)
    const { errors } = (await res.json()) as { errors: unknown[] }
    expect(errors).toEqual([expect.objectContaining({ path })])
    expect((await alerts(t))[0]).toMatchObject({ state: 'open', version: 1 })
    expect(await auditOf(t, 'SNOOZE')).toEqual([])
  })

  it('a body that is missing', async () => {
    await using t = await testApp(app, rights)
    const id = await openAlert(t)
    expect((await t.send('POST', `/alerts/${id}/snooze`)).status).toBeGreaterThanOrEqual(400)
    expect((await alerts(t))[0]).toMatchObject({ state: 'open' })
  })
})

describe('alerts', () => {
  it.each([
    ['an unknown state', '/alerts?state=closed', 'query.state'],
    ['an unknown kind', '/alerts?kind=fire', 'query.kind'],
    ['an unknown filter', '/alerts?sku=x', 'query.sku'],
    ['an id of another kind', '/alerts?productId=alr_1', 'query.productId'],
    ['a forged cursor', '/alerts?cursor=abc', 'query.cursor'],
    ['a page too long', '/alerts?limit=101', 'query.limit'],
  ])('refuse %s', async (_, path, where) => {
    await using t = await testApp(app, rights)
    const res = await t.send('GET', path)
    expect(res.status).toBe(422)
    expect(((await res.json()) as { errors: unknown[] }).errors).toEqual([
      expect.objectContaining({ path: where }),
    ])
  })

  it('are seen with one right and changed with another', async () => {
    await using t = await testApp(app, rights)
    const id = await openAlert(t)
    const reader = { authorization: `Bearer ${await t.tokenFor(['alerts:read'])}` }
    const stranger = { authorization: `Bearer ${await t.tokenFor(['inventory:read'])}` }
    expect((await t.send('GET', '/alerts', undefined, reader)).status).toBe(200)
    expect((await t.send('GET', '/alerts', undefined, stranger)).status).toBe(403)
    for (const [action, body] of [
      ['acknowledge', {}],
      ['snooze', { days: 1 }],
    ] as const) {
      const res = await t.send('POST', `/alerts/${id}/${action}`, body, reader)
      expect(res.status).toBe(403)
    }
    expect((await alerts(t))[0]).toMatchObject({ state: 'open', version: 1 })
  })
})
