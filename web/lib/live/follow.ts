import type { StreamedEvent } from '#shared/schemas/events.ts'
import { sessionFetch } from '../api/session-fetch.ts'

const LONGEST_WAIT_MS = 30_000

/** What happened to which kind of record; `lost` when nobody knows. */
export type Told = Pick<StreamedEvent, 'entity'> | { entity: 'lost' }

/**
 * A stream, and after it breaks for good another one, until told to end.
 *
 * @param late whether something may have happened already that nobody has told this page
 */
export async function follow(
  signal: AbortSignal,
  tell: (told: Told) => void,
  late = false,
): Promise<void> {
  let last: string | undefined
  let isBlind = late
  for (let failures = 0; !signal.aborted; failures++) {
    // A stream ends with its sign-in; any other request renews it.
    await sessionFetch('/api/auth/me', { signal }).catch(() => undefined)
    const query = last === undefined ? '' : `?lastEventId=${last}`
    await stream(`/api/events${query}`, signal, {
      opened() {
        if (isBlind) tell({ entity: 'lost' })
        isBlind = false
      },
      told(id, event) {
        failures = 0
        last = id || last
        tell(event)
      },
    })
    // A page learns a place with an event only, so before the first one the next stream begins anywhere.
    isBlind ||= last === undefined
    const wait = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** failures)
    await pause(wait * (0.5 + Math.random() / 2), signal)
  }
}

interface Listener {
  opened: () => void
  told: (id: string, event: Told) => void
}

/** Resolves when the browser has given the stream up, or when it is to end. */
function stream(url: string, signal: AbortSignal, { opened, told }: Listener): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(url)
    const end = () => {
      source.close()
      resolve()
    }
    signal.addEventListener('abort', end, { once: true })
    source.onopen = opened
    // It connects again by itself, but not after an answer that is none of success.
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) end()
    }
    source.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      const event = JSON.parse(data) as StreamedEvent
      told(lastEventId, event.type === 'events.lost' ? { entity: 'lost' } : event)
    }
  })
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
