import type { AuditTrail } from '../../audit/trail.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { RATE_ONE } from '../../domain/orders/exchange.ts'
import { AppError, invalid, InvalidError, type Issue } from '../../errors.ts'
import { orderTotals, type OrderTotals, type Surcharges } from '../../domain/orders/totals.ts'
import { newId } from '../../ids.ts'
import { takeNumber } from '../../repositories/number-series.ts'
import {
  insertOrder,
  insertOrderLines,
  type PurchaseOrderLineRow,
  type PurchaseOrderRow,
} from '../../repositories/purchase-orders.ts'
import { findSettings } from '../../repositories/settings.ts'
import { findSupplier } from '../../repositories/suppliers.ts'
import type { CreateOrder } from '../../schemas/orders.ts'
import { type LineInput, newLines } from './lines.ts'
import { orderLineView, orderRecord } from './record.ts'
import { followingColumns, noteHistory } from './save.ts'

/** What an order begins with; a suggested line says why. */
export type NewOrder = Omit<CreateOrder, 'lines'> & { lines: readonly LineInput[] }

/**
 * Makes a draft with the next number, inside a mutation.
 * @throws InvalidError for unknown suppliers and products, fractions of whole units, missing costs
 */
export async function draftOrder(
  ctx: Ctx,
  tx: Tx,
  audit: AuditTrail,
  input: NewOrder,
): Promise<PurchaseOrderRow> {
  const supplier = await findSupplier(tx, input.supplierId)
  const settings = await findSettings(tx)
  const currency = input.currency ?? supplier?.currency ?? settings.currency
  const exchangeRate = input.exchangeRate ?? RATE_ONE
  const found = [
    ...(supplier ? [] : [supplierIssue(input.supplierId)]),
    ...rateIssues(exchangeRate, currency, settings.currency),
  ]
  const id = newId('order')
  const lines = await newLines(tx, { id, currency }, input.lines, { found })
  if (!supplier) throw new Error('an order without a supplier passed its checks')
  const { tax = 0, shipping = 0, other = 0 } = input
  const totals = totalsOf(lines, { tax, shipping, other }, currency)
  // Taken last: those who come after wait for this transaction from here on.
  const fields = { ...emptyOrder(ctx), id, number: await nextNumber(tx), currency, exchangeRate }
  const order = {
    ...fields,
    ...totals,
    supplierId: supplier.id,
    terms: input.terms === undefined ? supplier.terms : input.terms,
    expectedOn: input.expectedOn ?? null,
    supplierReference: input.supplierReference ?? null,
    notes: input.notes ?? null,
  }
  const row = await insertOrder(tx, { ...order, ...followingColumns(order) })
  await insertOrderLines(tx, lines)
  await noteHistory(ctx, tx, id, [{ event: 'created', toStage: 'draft' }])
  const shownLines = lines.map((line) => orderLineView(line, currency))
  audit.created('order', { ...orderRecord(row, settings.currency), lines: shownLines })
  return row
}

const series = { name: 'purchase order', prefix: 'PO-', digits: 6 }

async function nextNumber(tx: Tx): Promise<string> {
  const number = await takeNumber(tx, series.name)
  return series.prefix + String(number).padStart(series.digits, '0')
}

/** @throws InvalidError when the order is worth more than can be kept */
export function totalsOf(
  lines: readonly Pick<PurchaseOrderLineRow, 'lineTotal'>[],
  surcharges: Surcharges,
  currency: string,
): OrderTotals {
  try {
    const lineTotals = lines.map((line) => line.lineTotal)
    return orderTotals(lineTotals, surcharges, currency)
  } catch (error) {
    if (error instanceof AppError) throw invalid('lines', `together ${error.message}`, 'too_large')
    throw error
  }
}

export function unknownSupplier(id: string): InvalidError {
  return new InvalidError([supplierIssue(id)])
}

function supplierIssue(id: string): Issue {
  return { path: 'supplierId', message: `there is no supplier ${id}`, code: 'unknown' }
}

/** @throws InvalidError for a rate between a currency and itself that is not 1 */
export function requireSoundRate(rate: number, currency: string, companyCurrency: string): void {
  const issues = rateIssues(rate, currency, companyCurrency)
  if (issues.length > 0) throw new InvalidError(issues)
}

function rateIssues(rate: number, currency: string, companyCurrency: string): Issue[] {
  if (currency !== companyCurrency || rate === RATE_ONE) return []
  const message = `must be 1: the order is in ${currency}, as the company is`
  return [{ path: 'exchangeRate', message, code: 'custom' }]
}

function emptyOrder({ actor, now }: Ctx) {
  const at = now().toISOString()
  return {
    stage: 'draft',
    stageSince: at,
    onHold: 0,
    holdReason: null,
    cancelReason: null,
    promisedOn: null,
    readyOn: null,
    etaOn: null,
    arrivedOn: null,
    submittedTotal: null,
    approvedTotal: null,
    approvedById: null,
    approvedByName: null,
    carrier: null,
    tracking: null,
    customsEntry: null,
    duty: null,
    sentAt: null,
    sentBy: null,
    documentVersion: 1,
    closingNote: null,
    unpaidWaived: 0,
    authorId: actor.userId,
    authorName: actor.name,
    version: 1,
    createdAt: at,
    updatedAt: at,
  } as const
}
