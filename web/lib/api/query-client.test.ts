import { QueryObserver } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { newQueryClient } from './query-client.ts'

/** A list that somebody looks at, whose loads end when they are told to. */
function watchedList() {
  const client = newQueryClient()
  const loads: { signal: AbortSignal; end: (items: string[]) => void }[] = []
  const observer = new QueryObserver(client, {
    queryKey: ['order', 'list'],
    queryFn: ({ signal }) => {
      const { promise, resolve } = Promise.withResolvers<string[]>()
      loads.push({ signal, end: resolve })
      return promise
    },
  })
  const stop = observer.subscribe(() => undefined)
  return { client, loads, data: () => observer.getCurrentResult().data, stop }
}

it('begins the first load anew that a change overtakes', async () => {
  const { client, loads, data, stop } = watchedList()

  const refreshed = client.invalidateQueries({ queryKey: ['order'] })
  expect(loads.map(({ signal }) => signal.aborted)).toEqual([true, false])
  loads[0]?.end(['before the change'])
  loads[1]?.end(['after the change'])
  await refreshed

  expect(data()).toEqual(['after the change'])
  expect(loads).toHaveLength(2)
  stop()
})

it('begins each later load anew, too, and leaves alone what did not change', async () => {
  const { client, loads, data, stop } = watchedList()
  loads[0]?.end(['first'])
  await vi.waitFor(() => expect(data()).toEqual(['first']))

  await client.invalidateQueries({ queryKey: ['product'] })
  expect(loads).toHaveLength(1)
  void client.invalidateQueries({ queryKey: ['order'] })
  const refreshed = client.invalidateQueries({ queryKey: ['order'] })
  loads[1]?.end(['second'])
  loads[2]?.end(['third'])
  await refreshed

  expect(data()).toEqual(['third'])
  stop()
})
