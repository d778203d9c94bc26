import { AppError } from '../../errors.ts'

/** What an alert warns of. */
export const alertKinds = [
  'stockout',
  'low_stock',
  'out_of_stock',
  'over_stock',
  'late_order',
] as const
export type AlertKind = (typeof alertKinds)[number]

export const alertStates = ['open', 'acknowledged', 'snoozed', 'resolved'] as const
export type AlertState = (typeof alertStates)[number]

/** From the mildest to the worst; stored as their place in this list, from 1. */
export const alertSeverities = ['info', 'warning', 'critical'] as const
export type AlertSeverity = (typeof alertSeverities)[number]

export const INFO = 1
export const WARNING = 2
export const CRITICAL = 3

/** @param severity 1 to 3 */
export function severityName(severity: number): AlertSeverity {
  const name = alertSeverities[severity - 1]
  if (name === undefined) throw new Error(`there is no severity ${severity}`)
  return name
}

/** What people and the monitor do with an alert. */
export const alertMoves = ['acknowledge', 'snooze', 'wake', 'resolve'] as const
export type AlertMove = (typeof alertMoves)[number]

/** A resolved alert stays resolved: when the condition comes back, it is another alert. */
const moves: Readonly<Record<AlertState, Partial<Record<AlertMove, AlertState>>>> = {
  open: { acknowledge: 'acknowledged', snooze: 'snoozed', resolve: 'resolved' },
  acknowledged: { acknowledge: 'acknowledged', snooze: 'snoozed', resolve: 'resolved' },
  snoozed: { acknowledge: 'acknowledged', snooze: 'snoozed', wake: 'open', resolve: 'resolved' },
  resolved: {},
}

/** @throws AppError ILLEGAL_STATE when an alert in that state cannot be moved so */
export function moveAlert(state: AlertState, move: AlertMove): AlertState {
  const next = moves[state][move]
  if (next !== undefined) return next
  throw new AppError('ILLEGAL_STATE', `cannot ${move} an alert that is ${state}`, { state, move })
}

/** An alert is mailed at most once in so many hours. */
export const MAIL_PAUSE_HOURS = 24

/** The instant at or before which an alert must have been mailed last to be mailed again now. */
export function mailedBefore(now: Date): Date {
  return new Date(now.getTime() - MAIL_PAUSE_HOURS * 3_600_000)
}

/**
 * Whether an alert belongs into the next mail: when it was never mailed as bad as it is, and not
 * within the last 24 hours. Snoozed and resolved ones never do.
 */
export function isMailDue(
  alert: {
    state: AlertState
    severity: number
    mailedAt: string | null
    mailedSeverity: number | null
  },
  now: Date,
): boolean {
  if (alert.state === 'snoozed' || alert.state === 'resolved') return false
  const isNews = alert.mailedSeverity === null || alert.severity > alert.mailedSeverity
  return isNews && (alert.mailedAt === null || alert.mailedAt <= mailedBefore(now).toISOString())
}

/** Whether alerts are mailed at this hour of the company's day, from the full hour `from` until `to`. */
export function isMailHour({ from, to }: { from: number; to: number }, hour: number): boolean {
  return from <= hour && hour < to
}
