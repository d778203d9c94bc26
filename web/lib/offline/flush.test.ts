import { describe, expect, it } from 'vitest'
import { ApiProblem, unreachable } from '../api/problem.ts'
import { flushOutbox, type OutboxEntry, type OutboxStore, type Send } from './flush.ts'

const START = Date.parse('2026-11-20T09:00:00Z')

function entry(sequence: number, more: Partial<OutboxEntry> = {}): OutboxEntry {
  const at = new Date(START).toISOString()
  const body = { lines: [] }
  return {
    sequence,
    id: `key-${sequence}`,
    path: '/inventory/bulk-sale',
    body,
    label: `Sale ${sequence}`,
    user: 'mara',
    at,
    tries: 0,
    ...more,
  }
}

function keep(...entries: OutboxEntry[]): OutboxStore & { entries: OutboxEntry[] } {
  const kept = { entries }
  return {
    get entries() {
      return kept.entries
    },
    list: () => Promise.resolve(kept.entries),
    replace: (changed) => {
      kept.entries = kept.entries.map((one) => (one.sequence === changed.sequence ? changed : one))
      return Promise.resolve()
    },
    remove: (sequence) => {
      kept.entries = kept.entries.filter((one) => one.sequence !== sequence)
      return Promise.resolve()
    },
  }
}

function problem(status: number, type: string, detail: string): ApiProblem {
  return new ApiProblem({ type: `/problems/${type}`, title: '', status, detail, requestId: 'r' })
}

/** Answers each entry by its number, and notes what was sent. */
function server(answers: Record<number, ApiProblem> = {}): { sent: number[]; send: Send } {
  const sent: number[] = []
  const send: Send = ({ sequence }) => {
    sent.push(sequence)
    return Promise.resolve(answers[sequence] ?? null)
  }
  return { sent, send }
}

const flushAt = (store: OutboxStore, send: Send, now = START) =>
  flushOutbox(store, 'mara', send, () => now)

describe('what waits', () => {
  it('is sent in its order and leaves the list', async () => {
    const store = keep(entry(1), entry(2), entry(3))
    const { sent, send } = server()
    expect(await flushAt(store, send)).toBe(3)
    expect(sent).toEqual([1, 2, 3])
    expect(store.entries).toEqual([])
  })

  it.each([
    ['no connection', unreachable()],
    ['no sign-in', problem(401, 'unauthenticated', 'sign in')],
    ['too many requests', problem(429, 'rate-limited', 'wait')],
    ['a server in trouble', problem(503, 'unavailable', 'not ready')],
    ['the first sending still in progress', problem(409, 'conflict', 'Idempotency-Key key-2 is…')],
  ])('stops at %s, and keeps it and the rest', async (_, trouble) => {
    const store = keep(entry(1), entry(2), entry(3))
    const { sent, send } = server({ 2: trouble })
    expect(await flushAt(store, send)).toBe(1)
    expect(sent).toEqual([1, 2])
    expect(store.entries).toEqual([entry(2, { tries: 1 }), entry(3)])
  })

  it('is marked when it is refused, and what comes after it goes on', async () => {
    const store = keep(entry(1), entry(2))
    const { send } = server({ 1: problem(400, 'insufficient-stock', '2 asked for, 1 available') })
    expect(await flushAt(store, send)).toBe(1)
    const told = { code: 'insufficient-stock', detail: '2 asked for, 1 available' }
    expect(store.entries).toEqual([entry(1, { tries: 1, problem: told })])
  })

  it('is not sent again once it was refused', async () => {
    const store = keep(entry(1, { problem: { code: 'invalid-input', detail: 'no' } }))
    const { sent, send } = server()
    expect(await flushAt(store, send)).toBe(0)
    expect(sent).toEqual([])
  })

  it('is never sent by somebody else', async () => {
    const store = keep(entry(1, { user: 'noor' }), entry(2))
    const { sent, send } = server()
    await flushAt(store, send)
    expect(sent).toEqual([2])
    expect(store.entries).toEqual([entry(1, { user: 'noor' })])
  })

  it('asks a person when it may have arrived, and the server has forgotten its key', async () => {
    const store = keep(entry(1, { tries: 1 }), entry(2))
    const { sent, send } = server()
    await flushAt(store, send, START + 24 * 3_600_000)
    expect(sent).toEqual([2])
    expect(store.entries).toEqual([
      entry(1, { tries: 1, problem: { code: 'doubtful', detail: '' } }),
    ])
  })
})
