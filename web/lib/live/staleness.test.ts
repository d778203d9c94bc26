import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { newQueryClient } from '../api/query-client.ts'
import { staleness } from './staleness.ts'

afterEach(() => void vi.useRealTimers())

/** Lists of two entities that somebody looks at; each load ends when it is told to. */
async function watched() {
  const client = newQueryClient()
  const loads = { product: [] as ((n: number) => void)[], order: [] as ((n: number) => void)[] }
  const shown = (['product', 'order'] as const).map((name) => {
    const queryFn = () => new Promise<number>((resolve) => loads[name].push(resolve))
    const observer = new QueryObserver(client, { queryKey: [name], queryFn })
    observer.subscribe(() => undefined)
    return () => observer.getCurrentResult().data
  })
  for (const name of ['product', 'order'] as const) loads[name][0]?.(0)
  await vi.waitFor(() => expect(shown.map((data) => data())).toEqual([0, 0]))
  return { makeStale: staleness(client), loads, product: shown[0], client }
}

it('loads once for all news that come during a load, after it has ended', async () => {
  const { makeStale, loads, product, client } = await watched()

  makeStale(['product'])
  for (let news = 0; news < 20; news++) makeStale(['product'])
  expect([loads.product.length, loads.order.length]).toEqual([2, 1])
  loads.product[1]?.(1)
  await vi.waitFor(() => expect(loads.product).toHaveLength(3))
  expect(product?.()).toBe(1)
  loads.product[2]?.(2)
  await vi.waitFor(() => expect(product?.()).toBe(2))

  makeStale(['product', 'order'])
  expect([loads.product.length, loads.order.length]).toEqual([4, 2])
  client.clear()
})

it('asks again beside a load that hangs', async () => {
  const { makeStale, loads, client } = await watched()
  vi.useFakeTimers()

  makeStale(['product'])
  makeStale(['product'])
  await vi.advanceTimersByTimeAsync(9_000)
  expect(loads.product).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1_000)

  expect(loads.product).toHaveLength(3)
  client.clear()
})
