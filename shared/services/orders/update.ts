import { mutate } from '../../audit/mutate.ts'
import type { AuditTrail } from '../../audit/trail.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { roundToCurrency } from '../../domain/money.ts'
import { RATE_ONE } from '../../domain/orders/exchange.ts'
import {
  type EditableField,
  editableUntil,
  lockedFields,
} from '../../domain/orders/requirements.ts'
import { hasReached } from '../../domain/orders/stages.ts'
import { requireAllowed } from '../../domain/orders/transitions.ts'
import { AppError, ConflictError } from '../../errors.ts'
import {
  findOrder,
  hasPayments,
  type PurchaseOrderRow,
} from '../../repositories/purchase-orders.ts'
import { findSupplier } from '../../repositories/suppliers.ts'
import type { Order, UpdateOrder } from '../../schemas/orders.ts'
import { differing } from '../edit.ts'
import { correctTrigger } from '../payments/for-orders.ts'
import { afterReceipt } from './advance-automatically.ts'
import { reapprove } from './reapprove.ts'
import {
  hasLineChanges,
  type LineChanges,
  planLines,
  shownChanges,
  storeLines,
} from './change-lines.ts'
import { requireSoundRate, totalsOf, unknownSupplier } from './draft.ts'
import { requireOrderable } from './gates.ts'
import { type LoadedOrder, loadOrder, stateOf } from './load.ts'
import { orderRecord } from './record.ts'
import { replan } from './replan.ts'
import { holdAsRead, type HistoryNote, noteHistory, saveOrder, versionAfter } from './save.ts'
import { orderView } from './view.ts'

/**
 * Changes an order: freely while it is a draft; later changes of what it is worth are amendments,
 * which the history keeps with old and new values and which may need a new approval.
 *
 * @throws NotFoundError, StaleVersionError, InvalidError, AppError ILLEGAL_STATE for fields that the
 *   stage does not let be changed any more, ConflictError for those that payments hold
 */
export async function updateOrder(ctx: Ctx, id: string, input: UpdateOrder): Promise<Order> {
  authorize(ctx.actor, 'orders:write')
  return mutate(ctx, async (tx, audit) => {
    const loaded = await loadOrder(tx, id, input.version)
    requireAllowed(stateOf(loaded), 'edit')
    const { order: before } = loaded
    const patch = { ...patchOf(loaded, input), ...(await newTerms(tx, before, input)) }
    const header = differing(before, patch)
    const edited = { ...before, ...header }
    const lines = await planLines(tx, edited, loaded.lines, input.lines)
    const totals = differing(before, totalsOf(lines.lines, edited, edited.currency))
    const changes = { ...header, ...totals }
    if (Object.keys(changes).length === 0 && !hasLineChanges(lines)) {
      audit.nothingChanged()
      return orderView(ctx, tx, before)
    }
    requireUnlocked(before, header, lines)
    await requireSound(tx, loaded, edited)
    const change = { loaded, changes, lines, note: input.note }
    const after = await storeChange(ctx, tx, audit, change)
    return orderView(ctx, tx, after)
  })
}

/** The columns that the input asks for; the totals follow later. */
function patchOf(
  { order, settings }: LoadedOrder,
  { version: _version, note: _note, lines: _lines, ...fields }: UpdateOrder,
): Partial<PurchaseOrderRow> {
  const { currency = order.currency, duty } = fields
  const money = (value: number | undefined) => value && roundToCurrency(value, currency)
  // A rate between other currencies says nothing of the new one.
  const rate = currency === order.currency ? undefined : RATE_ONE
  return {
    ...fields,
    exchangeRate: fields.exchangeRate ?? rate,
    tax: money(fields.tax),
    shipping: money(fields.shipping),
    other: money(fields.other),
    duty: duty && roundToCurrency(duty, settings.currency),
  }
}

/** The terms of another supplier, unless the order has, or is given, terms of its own. */
async function newTerms(
  tx: Tx,
  { supplierId, terms }: PurchaseOrderRow,
  input: UpdateOrder,
): Promise<Pick<UpdateOrder, 'terms'>> {
  if (input.supplierId === undefined || input.supplierId === supplierId) return {}
  if (input.terms !== undefined || terms !== (await findSupplier(tx, supplierId))?.terms) return {}
  return { terms: (await findSupplier(tx, input.supplierId))?.terms }
}

/** @throws AppError ILLEGAL_STATE naming what cannot be changed any more */
function requireUnlocked(
  { stage }: PurchaseOrderRow,
  header: Partial<PurchaseOrderRow>,
  lines: LineChanges,
): void {
  const named = new Set([...Object.keys(header), ...(hasLineChanges(lines) ? ['lines'] : [])])
  const known = Object.keys(editableUntil) as EditableField[]
  const fields = lockedFields(
    stage,
    known.filter((field) => named.has(field)),
  )
  if (fields.length === 0) return
  throw new AppError(
    'ILLEGAL_STATE',
    `in an order that is ${stage} this cannot be changed any more: ${fields.join(', ')}`,
    { stage, fields },
  )
}

async function requireSound(
  tx: Tx,
  { order: before, settings }: LoadedOrder,
  edited: PurchaseOrderRow,
): Promise<void> {
  if (edited.supplierId !== before.supplierId && !(await findSupplier(tx, edited.supplierId))) {
    throw unknownSupplier(edited.supplierId)
  }
  await requirePaymentsAgree(tx, before, edited)
  if (edited.exchangeRate !== before.exchangeRate || edited.currency !== before.currency) {
    requireSoundRate(edited.exchangeRate, edited.currency, settings.currency)
  }
}

/** Payments are with the supplier and in the currency of their order. @throws ConflictError */
async function requirePaymentsAgree(
  tx: Tx,
  before: PurchaseOrderRow,
  edited: PurchaseOrderRow,
): Promise<void> {
  const fields = (['supplierId', 'currency'] as const).filter(
    (name) => edited[name] !== before[name],
  )
  if (fields.length === 0) return
  await holdAsRead(tx, before)
  if (!(await hasPayments(tx, before.id))) return
  throw new ConflictError(
    `payments name this order, so this cannot be changed any more: ${fields.join(', ')}`,
    { id: before.id, fields },
  )
}

interface Change {
  loaded: LoadedOrder
  changes: Partial<PurchaseOrderRow>
  lines: LineChanges
  note: string | null | undefined
}

const worth = [
  'total',
  'exchangeRate',
  'currency',
  'supplierId',
  'tax',
  'shipping',
  'other',
] as const

/** What the document says beside its lines. */
const printed = [
  'total',
  'currency',
  'supplierId',
  'tax',
  'shipping',
  'other',
  'expectedOn',
  'terms',
] as const

async function storeChange(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  { loaded, changes, lines, note }: Change,
): Promise<PurchaseOrderRow> {
  const { order: before, settings } = loaded
  const isDraft = before.stage === 'draft'
  const isAmended = hasLineChanges(lines) || worth.some((field) => field in changes)
  if (isAmended && !isDraft) requireOrderable(lines.lines)
  const isPrinted = hasLineChanges(lines) || printed.some((field) => field in changes)
  const document = isPrinted ? { documentVersion: versionAfter(before) } : {}
  const edited = { ...before, ...changes, ...document }
  const approval = isAmended ? reapprove(ctx, { ...loaded, order: edited }) : undefined
  const after = await saveOrder(ctx, tx, before, { ...edited, ...approval?.changes })
  await storeLines(tx, lines)

  const shown = shownChanges(lines, before.currency, after.currency)
  const [old, current] = [before, after].map((row) => orderRecord(row, settings.currency))
  const withLines = hasLineChanges(lines)
  const notes: HistoryNote[] = [...(approval?.notes ?? [])]
  if (!isDraft || isAmended) {
    const fields = changedFields(changes, { ...old }, { ...current })
    const details = { ...fields, ...(withLines && { lines: shown }) }
    const event = isDraft ? 'edited' : isAmended ? 'amended' : 'changed'
    notes.unshift({ event, note, details })
  }
  await noteHistory(ctx, tx, before.id, notes)
  audit.changed(
    'UPDATE',
    'order',
    before.id,
    { ...old, ...(withLines && { lines: shown.old }) },
    { ...current, ...(withLines && { lines: shown.new }) },
  )
  if (isAmended) await replan(ctx, tx, audit, { order: after, settings })
  if (changes.arrivedOn && hasReached(before.stage, 'customs')) {
    await correctTrigger(ctx, tx, audit, before, 'arrival', changes.arrivedOn)
  }
  await afterReceipt(ctx, tx, audit, before.id)
  return (await findOrder(tx, before.id)) ?? after
}

/** The changed fields with their old and new values, as the API shows them. */
function changedFields(
  changes: Partial<PurchaseOrderRow>,
  old: Record<string, unknown>,
  current: Record<string, unknown>,
): Record<string, unknown> {
  const names = Object.keys(changes).filter((name) => name in current)
  return Object.fromEntries(
    names.map((name) => [name, { old: old[name] ?? null, new: current[name] ?? null }]),
  )
}
