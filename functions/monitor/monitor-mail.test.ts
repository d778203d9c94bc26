import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { deliverDueMails } from '#shared/mail/deliver.ts'
import { MailError, type MailTransport } from '#shared/mail/transport.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct, addStocked, adjust } from '#shared/testing/goods.ts'
import {
  alerts,
  alertStates,
  DAY,
  HOUR,
  mails,
  monitorRights,
  runMonitor,
  sell,
  setSettings,
} from '#shared/testing/monitoring.ts'
import { seedPerson } from '#shared/testing/people.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: monitorRights } as const

/** 20 on hand, reorder point 10, nothing sold. */
const addKept = (t: TestApp) => addStocked(t, 20, { reorderPoint: 10 })

const setTo = (t: TestApp, productId: string, quantity: number) =>
  adjust(t, { productId, quantity })

async function newest(t: TestApp) {
  const [alert] = await alerts(t)
  if (!alert) throw new Error('there is no alert')
  return alert
}

const recipients = async (t: TestApp) =>
  (await mails(t)).map(({ recipient }) => recipient).toSorted()

describe.each(databases)('mails of alerts on %s', (database) => {
  it('go out when an alert opens and when it gets worse, 24 hours apart at least', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addKept(t)
    await setTo(t, id, 10)
    expect(await runMonitor(t)).toMatchObject({ opened: 1, mailed: 1 })

    t.advance(HOUR)
    await setTo(t, id, 5)
    expect(await runMonitor(t)).toMatchObject({ worsened: 1, mailed: 0 })
    t.advance(23 * HOUR - 1)
    expect(await runMonitor(t)).toMatchObject({ worsened: 0, mailed: 0 })
    t.advance(1)
    expect(await runMonitor(t)).toMatchObject({ worsened: 0, mailed: 1 })

    // As bad as it was mailed: no more of it, however long it lasts.
    for (let day = 0; day < 3; day++) {
      t.advance(DAY)
      expect(await runMonitor(t)).toMatchObject({ mailed: 0 })
    }
    await setTo(t, id, 8)
    await runMonitor(t)
    expect(await alertStates(t)).toEqual(['low_stock open info'])
    await setTo(t, id, 4)
    expect(await runMonitor(t)).toMatchObject({ worsened: 1, mailed: 0 })
    expect(await mails(t)).toHaveLength(2)
  })

  it('are one digest for all alerts of a run', async () => {
    await using t = await testApp(app, { ...rights, database })
    for (let n = 0; n < 3; n++) await addProduct(t, { reorderPoint: 5 })
    const { id } = await addKept(t)
    await setTo(t, id, 10)
    expect(await runMonitor(t)).toMatchObject({ opened: 4, mailed: 4, mails: 1 })
    const [mail, ...more] = await mails(t)
    expect(more).toEqual([])
    expect(mail?.subject).toBe('My company: 4 stock alerts')
    expect(mail?.body.match(/^- /gm)).toHaveLength(4)
    expect(mail?.body).toContain('All alerts: http://localhost:3000/alerts')
    const marked = await t.db.selectFrom('alert').select(['mailedAt', 'mailedSeverity']).execute()
    expect(marked.map(({ mailedAt }) => mailedAt)).toEqual(
      Array.from({ length: 4 }, () => '2026-03-02T10:00:00.000Z'),
    )
  })

  it('wait for the next day when an alert comes back soon after it was resolved', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addKept(t)
    await setTo(t, id, 10)
    await runMonitor(t)
    for (const quantity of [11, 10, 12, 9]) {
      t.advance(HOUR)
      await setTo(t, id, quantity)
      expect(await runMonitor(t)).toMatchObject({ mailed: 0 })
    }
    expect(await alertStates(t)).toEqual([
      'low_stock resolved info',
      'low_stock resolved info',
      'low_stock open info',
    ])
    t.advance(20 * HOUR)
    expect(await runMonitor(t)).toMatchObject({ mailed: 1 })
    expect(await mails(t)).toHaveLength(2)
  })

  it('never go out for a snoozed alert, but do when it wakes up', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addKept(t)
    await setTo(t, id, 10)
    await runMonitor(t)
    const alert = await newest(t)
    expect((await t.send('POST', `/alerts/${alert.id}/snooze`, { days: 3 })).status).toBe(200)
    t.advance(2 * DAY)
    await setTo(t, id, 2)
    expect(await runMonitor(t)).toMatchObject({ worsened: 1, mailed: 0, woken: 0 })
    expect(await alertStates(t)).toEqual(['low_stock snoozed warning'])
    t.advance(DAY - 1)
    expect(await runMonitor(t)).toMatchObject({ woken: 0, mailed: 0 })
    t.advance(1)
    expect(await runMonitor(t)).toMatchObject({ woken: 1, mailed: 1, opened: 0 })
    expect(await newest(t)).toMatchObject({ id: alert.id, state: 'open', snoozedUntil: null })
    t.advance(DAY)
    expect(await runMonitor(t)).toMatchObject({ woken: 0, mailed: 0 })
  })

  it('go out for an acknowledged alert only when it gets worse', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addKept(t)
    await setTo(t, id, 10)
    await runMonitor(t)
    await t.send('POST', `/alerts/${(await newest(t)).id}/acknowledge`)
    t.advance(2 * DAY)
    expect(await runMonitor(t)).toMatchObject({ mailed: 0 })
    await setTo(t, id, 3)
    expect(await runMonitor(t)).toMatchObject({ mailed: 1, worsened: 1 })
    expect(await newest(t)).toMatchObject({ state: 'acknowledged', severity: 'warning' })
  })

  it('wait for the hours of the settings, in the time zone of the company', async () => {
    // 22:00 in Berlin.
    await using t = await testApp(app, { ...rights, database, now: '2026-03-28T21:00:00.000Z' })
    const hours = { alertHours: { from: 8, to: 18 }, timeZone: 'Europe/Berlin' }
    await setSettings(t, hours)
    await addProduct(t, { reorderPoint: 5 })
    expect(await runMonitor(t)).toMatchObject({ opened: 1, mailed: 0, mails: 0 })
    expect((await newest(t)).mailedAt).toBeNull()
    // The night of the 29th has one hour less: 07:59, then 08:00.
    t.advance(9 * HOUR - 60_000)
    expect(await runMonitor(t)).toMatchObject({ mailed: 0 })
    t.advance(60_000)
    expect(await runMonitor(t)).toMatchObject({ mailed: 1, mails: 1 })
  })

  it('stop at the end of the hours', async () => {
    await using t = await testApp(app, { ...rights, database, now: '2026-03-02T17:59:59.999Z' })
    await setSettings(t, { alertHours: { from: 8, to: 18 } })
    await addProduct(t, { reorderPoint: 5 })
    expect(await runMonitor(t)).toMatchObject({ mailed: 1 })
    t.advance(1)
    await addProduct(t, { reorderPoint: 5 })
    expect(await runMonitor(t)).toMatchObject({ opened: 1, mailed: 0 })
  })

  it('go to owners and managers who are active, unless others are named', async () => {
    await using t = await testApp(app, { ...rights, database })
    const owner = await t.db.selectFrom('appUser').select('email').executeTakeFirstOrThrow()
    await seedPerson(t, { role: 'manager', email: 'manager@shop.example' })
    await seedPerson(t, { role: 'manager', email: 'gone@shop.example', active: false })
    await seedPerson(t, { role: 'clerk', email: 'clerk@shop.example' })
    await seedPerson(t, { role: 'viewer', email: 'viewer@shop.example' })
    await addProduct(t, { reorderPoint: 5 })
    expect(await runMonitor(t)).toMatchObject({ mailed: 1, mails: 2 })
    expect(await recipients(t)).toEqual(['manager@shop.example', owner.email])

    const alertRecipients = ['buying@shop.example', 'boss@shop.example']
    await setSettings(t, { alertRecipients })
    await addProduct(t, { reorderPoint: 5 })
    expect(await runMonitor(t)).toMatchObject({ mailed: 1, mails: 2 })
    expect((await mails(t)).slice(2).map(({ recipient }) => recipient)).toEqual(alertRecipients)
  })

  it('wait until there is somebody to write to', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addProduct(t, { reorderPoint: 5 })
    const asClerk = { role: 'clerk' } as const
    await t.seed((tx) => tx.updateTable('appUser').set(asClerk).execute())
    t.token = undefined
    const { runMonitor: run } = await import('#shared/services/monitor/run.ts')
    expect(await run(t.systemCtx())).toMatchObject({ opened: 1, mailed: 0, mails: 0 })
    await seedPerson(t, { role: 'manager' })
    expect(await run(t.systemCtx())).toMatchObject({ opened: 0, mailed: 1, mails: 1 })
  })

  it('are sent again when they fail, and lost never', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addProduct(t, { reorderPoint: 5 })
    await runMonitor(t)
    const sent: string[] = []
    const broken: MailTransport = {
      name: 'broken',
      send: () => Promise.reject(new MailError('try later', { permanent: false })),
    }
    const working: MailTransport = {
      name: 'working',
      send: ({ subject }) => Promise.resolve(void sent.push(subject)),
    }
    expect(await deliverDueMails(t.platform, broken)).toMatchObject({ retried: 1 })
    expect(await runMonitor(t)).toMatchObject({ mailed: 0 })
    t.advance(HOUR)
    expect(await deliverDueMails(t.platform, working)).toMatchObject({ sent: 1 })
    expect(sent).toEqual(['My company: 1 stock alert'])
  })

  it('are not sent for what is resolved before the hours begin', async () => {
    await using t = await testApp(app, { ...rights, database, now: '2026-03-02T05:00:00.000Z' })
    await setSettings(t, { alertHours: { from: 8, to: 18 } })
    const { id } = await addKept(t)
    await setTo(t, id, 10)
    await runMonitor(t)
    await setTo(t, id, 20)
    t.advance(4 * HOUR)
    expect(await runMonitor(t)).toMatchObject({ resolved: 1, mailed: 0 })
    expect(await mails(t)).toEqual([])
  })

  it('tell sales that make it worse within the day in one mail of the next day', async () => {
    await using t = await testApp(app, { ...rights, database })
    const { id } = await addStocked(t, 1_000, { leadTimeDays: 45 })
    await sell(t, id, 200)
    t.advance(9 * DAY)
    expect(await runMonitor(t)).toMatchObject({ opened: 1, mailed: 1 })
    for (let sale = 0; sale < 7; sale++) {
      await sell(t, id, 100)
      t.advance(HOUR)
      expect(await runMonitor(t)).toMatchObject({ mailed: 0 })
    }
    expect(await alertStates(t)).toEqual(['stockout open critical'])
    t.advance(17 * HOUR)
    expect(await runMonitor(t)).toMatchObject({ mailed: 1 })
    expect((await mails(t))[1]?.subject).toBe('My company: 1 stock alert, 1 critical')
  })
})
