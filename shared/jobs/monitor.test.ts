import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { runMonitorWhenDue } from '#shared/jobs/monitor.ts'
import { claimLease } from '#shared/services/monitor/lease.ts'
import { databases } from '#shared/testing/databases.ts'
import { addProduct } from '#shared/testing/goods.ts'
import { HOUR, mails, monitorRights, runMonitor, setSettings } from '#shared/testing/monitoring.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: monitorRights } as const
const MINUTE = 60_000

describe.each(databases)('the job of the monitor on %s', (database) => {
  it('runs at once, and then as often as it should', async () => {
    await using t = await testApp(app, { ...rights, database })
    const runs = []
    for (let minute = 0; minute <= 120; minute++) {
      if (await runMonitorWhenDue(t.platform, 60)) runs.push(minute)
      t.advance(MINUTE)
    }
    expect(runs).toEqual([0, 60, 120])
    const told = t.logLines.filter(({ event }) => event === 'monitor ran')
    expect(told).toHaveLength(3)
    expect(told[0]).toMatchObject({ level: 'info', products: 0, mails: 0 })
  })

  it('runs on one of several servers', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addProduct(t, { reorderPoint: 5 })
    for (let hour = 0; hour < 3; hour++) {
      const servers = Array.from({ length: 5 }, () => runMonitorWhenDue(t.platform, 60))
      const ran = (await Promise.all(servers)).filter((report) => report !== undefined)
      expect(ran).toHaveLength(1)
      t.advance(60 * MINUTE)
    }
    expect(await mails(t)).toHaveLength(1)
  })

  it('gives way to a server that ran and ended after this one had looked', async () => {
    await using t = await testApp(app, { ...rights, database })
    const due = new Date(t.platform.now().getTime() - 60 * MINUTE)
    await runMonitorWhenDue(t.platform, 60)
    expect(await claimLease(t.systemCtx(), due)).toBeUndefined()
    t.advance(60 * MINUTE)
    const later = new Date(t.platform.now().getTime() - 60 * MINUTE)
    expect(await claimLease(t.systemCtx(), later)).toBeDefined()
  })

  it('runs once more when the hours of mails begin, however seldom it runs', async () => {
    // 21:00 in Berlin, on the evening before the clock is set forward.
    await using t = await testApp(app, { ...rights, database, now: '2026-03-28T20:00:00.000Z' })
    await setSettings(t, { alertHours: { from: 8, to: 9 }, timeZone: 'Europe/Berlin' })
    await addProduct(t, { reorderPoint: 5 })
    const runs = []
    for (let half = 0; half < 4 * 48; half++) {
      const servers = [1, 2].map(() => runMonitorWhenDue(t.platform, 7 * 24 * 60))
      const ran = (await Promise.all(servers)).filter((report) => report !== undefined)
      runs.push(...ran.map(({ startedAt, mailed }) => [startedAt, mailed]))
      t.advance(HOUR / 2)
    }
    expect(runs).toEqual([
      ['2026-03-28T20:00:00.000Z', 0],
      ['2026-03-29T06:00:00.000Z', 1],
    ])
    expect(await mails(t)).toHaveLength(1)
  })

  it('runs again in the morning when it ended after the hours of mails', async () => {
    await using t = await testApp(app, { ...rights, database, now: '2026-03-02T17:59:00.000Z' })
    await setSettings(t, { alertHours: { from: 8, to: 18 } })
    await runMonitorWhenDue(t.platform, 24 * 60)
    const finishedAt = '2026-03-02T18:00:00.000Z'
    await t.seed((tx) => tx.updateTable('monitorRun').set({ finishedAt }).execute())
    t.advance(14 * HOUR)
    expect(await runMonitorWhenDue(t.platform, 24 * 60)).toBeUndefined()
    t.advance(MINUTE)
    expect(await runMonitorWhenDue(t.platform, 24 * 60)).toMatchObject({ ran: true })
  })

  it('counts a run that somebody asked for', async () => {
    await using t = await testApp(app, { ...rights, database })
    await runMonitor(t)
    t.advance(59 * MINUTE)
    expect(await runMonitorWhenDue(t.platform, 60)).toBeUndefined()
    t.advance(MINUTE)
    expect(await runMonitorWhenDue(t.platform, 60)).toMatchObject({ ran: true })
  })

  it('takes over from a server that died', async () => {
    await using t = await testApp(app, { ...rights, database })
    await runMonitorWhenDue(t.platform, 60)
    t.advance(60 * MINUTE)
    await claimLease(t.systemCtx(), undefined)
    const taken = []
    for (let minute = 0; minute < 12; minute++) {
      if (await runMonitorWhenDue(t.platform, 60)) taken.push(minute)
      t.advance(MINUTE)
    }
    expect(taken).toEqual([10])
  })

  it('begins anew at the next minute when it was stopped', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addProduct(t, { reorderPoint: 5 })
    expect(await runMonitorWhenDue(t.platform, 60, AbortSignal.abort())).toBeUndefined()
    t.advance(MINUTE)
    expect(await runMonitorWhenDue(t.platform, 60)).toMatchObject({ products: 1, opened: 1 })
  })

  it('leaves no audit entry, because nobody asked for it', async () => {
    await using t = await testApp(app, { ...rights, database })
    await addProduct(t, { reorderPoint: 5 })
    const before = await t.auditActions()
    await runMonitorWhenDue(t.platform, 60)
    expect(await t.auditActions()).toEqual(before)
  })
})
