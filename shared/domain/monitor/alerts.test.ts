import { describe, expect, it } from 'vitest'
import {
  alertMoves,
  alertSeverities,
  type AlertState,
  alertStates,
  isMailDue,
  isMailHour,
  mailedBefore,
  moveAlert,
  severityName,
} from './alerts.ts'

const allowed: Record<string, AlertState> = {
  'open acknowledge': 'acknowledged',
  'open snooze': 'snoozed',
  'open resolve': 'resolved',
  'acknowledged acknowledge': 'acknowledged',
  'acknowledged snooze': 'snoozed',
  'acknowledged resolve': 'resolved',
  'snoozed acknowledge': 'acknowledged',
  'snoozed snooze': 'snoozed',
  'snoozed wake': 'open',
  'snoozed resolve': 'resolved',
}

const everyMove = alertStates.flatMap((state) => alertMoves.map((move) => [state, move] as const))

describe('moveAlert', () => {
  it.each(everyMove)('%s, %s', (state, move) => {
    const next = allowed[`${state} ${move}`]
    if (next !== undefined) {
      expect(moveAlert(state, move)).toBe(next)
      return
    }
    expect(() => moveAlert(state, move)).toThrow(
      expect.objectContaining({
        code: 'ILLEGAL_STATE',
        message: `cannot ${move} an alert that is ${state}`,
        details: { state, move },
      }) as Error,
    )
  })
})

describe('severityName', () => {
  it('names each severity, and nothing else', () => {
    expect([1, 2, 3].map(severityName)).toEqual(alertSeverities)
    expect(() => severityName(0)).toThrow('there is no severity 0')
    expect(() => severityName(4)).toThrow('there is no severity 4')
  })
})

describe('isMailDue', () => {
  const now = new Date('2026-03-02T10:00:00.000Z')
  const unmailed = { state: 'open', severity: 1, mailedAt: null, mailedSeverity: null } as const
  const mailed = { ...unmailed, mailedAt: '2026-03-01T10:00:00.000Z', mailedSeverity: 1 }
  const justMailed = { ...mailed, mailedAt: '2026-03-01T10:00:00.001Z' }

  it.each([
    ['a new alert', unmailed, true],
    ['an acknowledged one that was never mailed', { ...unmailed, state: 'acknowledged' }, true],
    ['a snoozed one', { ...unmailed, state: 'snoozed' }, false],
    ['a resolved one', { ...unmailed, state: 'resolved' }, false],
    ['one that is as bad as when it was mailed', mailed, false],
    ['one that is worse, 24 hours later', { ...mailed, severity: 2 }, true],
    ['one that is worse, 24 hours less 1 ms later', { ...justMailed, severity: 3 }, false],
    ['one that is milder', { ...mailed, mailedSeverity: 2 }, false],
    ['a worse one that is snoozed', { ...mailed, severity: 2, state: 'snoozed' }, false],
    ['a worse one that is acknowledged', { ...mailed, severity: 2, state: 'acknowledged' }, true],
    ['one that woke up', { ...mailed, mailedSeverity: null }, true],
    ['one that woke up too early', { ...justMailed, mailedSeverity: null }, false],
  ] as const)('%s', (_, alert, due) => {
    expect(isMailDue(alert, now)).toBe(due)
  })

  it('counts 24 hours, not a calendar day', () => {
    expect(mailedBefore(new Date('2026-03-29T10:00:00.000Z')).toISOString()).toBe(
      '2026-03-28T10:00:00.000Z',
    )
  })
})

describe('isMailHour', () => {
  it.each([
    [0, 24, 0, true],
    [0, 24, 23, true],
    [8, 18, 7, false],
    [8, 18, 8, true],
    [8, 18, 17, true],
    [8, 18, 18, false],
    [0, 0, 0, false],
  ])('from %i to %i at %i: %s', (from, to, hour, due) => {
    expect(isMailHour({ from, to }, hour)).toBe(due)
  })
})
