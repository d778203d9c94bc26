import { expect } from 'vitest'
import type { Alert } from '#shared/schemas/alerts.ts'
import type { MonitorRun, ProductForecast } from '#shared/schemas/monitor.ts'
import { type Permission } from '#shared/domain/permissions.ts'
import type { TestApp } from './test-app.ts'

export const DAY = 86_400_000
export const HOUR = 3_600_000

/** What a test of the monitor needs to do through the API. */
export const monitorRights = [
  'products:read',
  'products:write',
  'locations:write',
  'inventory:read',
  'inventory:write',
  'inventory:adjust',
  'orders:receive',
  'suppliers:write',
  'settings:read',
  'settings:write',
  'alerts:read',
  'alerts:write',
  'monitor:run',
] as const satisfies readonly Permission[]

/** Runs the monitor through the API. */
export async function runMonitor(t: TestApp): Promise<MonitorRun> {
  const res = await t.send('POST', '/monitor/run')
  expect(res.status, 'a run of the monitor').toBe(200)
  return (await res.json()) as MonitorRun
}

export async function sell(t: TestApp, productId: string, quantity: number): Promise<string> {
  const res = await t.send('POST', '/inventory/sale', { productId, quantity })
  expect(res.status, 'a sale for the test').toBe(201)
  const { movement } = (await res.json()) as { movement: { id: string } }
  return movement.id
}

/** What the monitor last found out about a product. */
export async function forecastOf(t: TestApp, productId: string): Promise<ProductForecast> {
  const res = await t.send('GET', `/monitor/forecast?productId=${productId}`)
  const { items } = (await res.json()) as { items: ProductForecast[] }
  const [found] = items
  if (!found || items.length > 1) throw new Error(`${items.length} forecasts of ${productId}`)
  return found
}

/** Alerts, newest first. */
export async function alerts(t: TestApp, query = ''): Promise<Alert[]> {
  const res = await t.send('GET', `/alerts${query}`)
  expect(res.status, 'the alerts').toBe(200)
  return ((await res.json()) as { items: Alert[] }).items
}

/** Kind, state and severity of every alert, oldest first. */
export async function alertStates(t: TestApp): Promise<string[]> {
  const found = await alerts(t)
  return found.map(({ kind, state, severity }) => `${kind} ${state} ${severity}`).toReversed()
}

/** The mails that were queued, oldest first. */
export async function mails(t: TestApp) {
  return t.db
    .selectFrom('mailMessage')
    .select(['recipient', 'subject', 'body'])
    .orderBy('id')
    .execute()
}

/** Changes the settings through the API. */
export async function setSettings(t: TestApp, body: Record<string, unknown>): Promise<void> {
  const res = await t.send('PATCH', '/settings', body)
  expect(res.status, 'settings for the test').toBe(200)
}
