import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { follow, type Told } from './follow.ts'

/** What stands in for the browser's: the test says what comes. */
class Source {
  static readonly CLOSED = 2
  static opened: Source[] = []
  readonly url: string
  readyState = 0
  onopen: () => void = () => {}
  onerror: () => void = () => {}
  onmessage: (message: { data: string; lastEventId: string }) => void = () => {}

  constructor(url: string) {
    this.url = url
    Source.opened.push(this)
  }

  close() {
    this.readyState = Source.CLOSED
  }

  open() {
    this.readyState = 1
    this.onopen()
  }

  /** The server refuses to go on, as when the sign-in has run out. */
  refuse() {
    this.readyState = Source.CLOSED
    this.onerror()
  }

  say(entity: string, lastEventId: string) {
    this.onmessage({ data: JSON.stringify({ type: `${entity}.updated`, entity }), lastEventId })
  }
}

/** The stream of that number, from 0. */
async function streamOf(number: number): Promise<Source> {
  await vi.advanceTimersByTimeAsync(60_000)
  const source = Source.opened[number]
  if (!source) throw new Error(`no stream ${number}`)
  return source
}

describe('following events', () => {
  let end = new AbortController()

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('EventSource', Source)
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}')))
    Source.opened = []
    end = new AbortController()
  })

  afterEach(() => {
    end.abort()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  function begin(late?: boolean): Told[] {
    const told: Told[] = []
    void follow(end.signal, (event) => void told.push(event), late)
    return told
  }

  it('goes on behind the last event when a stream has ended', async () => {
    const told = begin()
    const first = await streamOf(0)
    first.open()
    first.say('order', '7')
    first.refuse()
    const second = await streamOf(1)
    second.open()
    expect([first.url, second.url]).toEqual(['/api/events', '/api/events?lastEventId=7'])
    expect(told.map(({ entity }) => entity)).toEqual(['order'])
  })

  it('takes for lost what happened between two streams when the first one told nothing', async () => {
    const told = begin()
    const first = await streamOf(0)
    first.open()
    first.refuse()
    const second = await streamOf(1)
    expect(told).toEqual([])
    second.open()
    second.open()
    expect(told).toEqual([{ entity: 'lost' }])
    second.refuse()
    const third = await streamOf(2)
    third.open()
    expect(told).toHaveLength(2)
  })

  it('takes for lost what happened while nobody followed', async () => {
    const told = begin(true)
    const first = await streamOf(0)
    first.open()
    expect(told).toEqual([{ entity: 'lost' }])
  })
})
