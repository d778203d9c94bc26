import { mutate } from '../../audit/mutate.ts'
import type { Ctx } from '../../context.ts'
import type { AlertMove, AlertState } from '../../domain/monitor/alerts.ts'
import { moveAlert } from '../../domain/monitor/alerts.ts'
import { NotFoundError } from '../../errors.ts'
import { type AlertRow, findAlert, updateAlertRow } from '../../repositories/alerts.ts'
import type { Alert } from '../../schemas/alerts.ts'
import { requireUpdated, requireVersion } from '../edit.ts'
import { alertView } from './view.ts'

interface Change {
  move: AlertMove
  /** The version that the caller read. */
  version: number | undefined
  /** What is written besides the state; undefined when the alert is already as wanted. */
  set: (before: AlertRow) => Partial<AlertRow> | undefined
}

/**
 * What a person does to an alert, with the audit entry of that name.
 *
 * @throws NotFoundError, StaleVersionError, AppError ILLEGAL_STATE when it is resolved
 */
export async function changeAlert(ctx: Ctx, id: string, change: Change): Promise<Alert> {
  return mutate(ctx, async (tx, audit) => {
    const before = await findAlert(tx, id)
    if (!before) throw new NotFoundError('alert', id)
    requireVersion('alert', change.version, before.version)
    const state: AlertState = moveAlert(before.state, change.move)
    const set = change.set(before)
    if (set === undefined) {
      audit.nothingChanged()
      return alertView(before)
    }
    const updatedAt = ctx.now().toISOString()
    const changed = requireUpdated(await updateAlertRow(tx, before, { ...set, state, updatedAt }))
    const [old, after] = [alertView(before), alertView({ ...before, ...changed })]
    audit.changed(change.move.toUpperCase(), 'alert', id, old, after)
    return after
  })
}
