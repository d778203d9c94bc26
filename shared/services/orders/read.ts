import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { dayIn } from '../../domain/days.ts'
import { formatAmount } from '../../domain/money.ts'
import { stageRules } from '../../domain/orders/requirements.ts'
import { type OrderStage, pipeline } from '../../domain/orders/stages.ts'
import { foldText } from '../../domain/search.ts'
import { NotFoundError } from '../../errors.ts'
import type { Page, PageRequest } from '../../repositories/page.ts'
import {
  findOrderHistory,
  type OrderHistoryRow,
} from '../../repositories/purchase-order-history.ts'
import {
  findOrders,
  type StageSumsRow,
  sumOrdersByStage,
} from '../../repositories/purchase-order-list.ts'
import { findOrder } from '../../repositories/purchase-orders.ts'
import { findSettings } from '../../repositories/settings.ts'
import type {
  ListOrders,
  Order,
  OrderHistoryEntry,
  OrderStageInfo,
  OrderSummary,
} from '../../schemas/orders.ts'
import { orderSummaries, orderView } from './view.ts'

/** @throws NotFoundError */
export async function getOrder(ctx: Ctx, id: string): Promise<Order> {
  authorize(ctx.actor, 'orders:read')
  const row = await findOrder(ctx.db, id)
  if (!row) throw new NotFoundError('order', id)
  return orderView(ctx, ctx.db, row)
}

export async function listOrders(ctx: Ctx, query: ListOrders): Promise<Page<OrderSummary>> {
  authorize(ctx.actor, 'orders:read')
  const { q, ...filter } = query
  const { timeZone } = await findSettings(ctx.db)
  const page = await findOrders(ctx.db, {
    ...filter,
    search: q === undefined ? undefined : foldText(q),
    today: dayIn(timeZone, ctx.now()),
  })
  return { ...page, items: await orderSummaries(ctx, ctx.db, page.items) }
}

/** @throws NotFoundError */
export async function listOrderHistory(
  ctx: Ctx,
  id: string,
  request: PageRequest,
): Promise<Page<OrderHistoryEntry>> {
  authorize(ctx.actor, 'orders:read')
  if (!(await findOrder(ctx.db, id))) throw new NotFoundError('order', id)
  const page = await findOrderHistory(ctx.db, id, request)
  return { ...page, items: page.items.map(historyView) }
}

function historyView(row: OrderHistoryRow): OrderHistoryEntry {
  const { orderId: _orderId, actorId, actorName, details, ...shown } = row
  return {
    ...shown,
    details: details === null ? null : (JSON.parse(details) as Record<string, unknown>),
    actor: { id: actorId, name: actorName },
  }
}

/** The stages in their order, what each takes, how many orders are in it, and what they come to. */
export async function listOrderStages(ctx: Ctx): Promise<Page<OrderStageInfo>> {
  authorize(ctx.actor, 'orders:read')
  const { timeZone } = await findSettings(ctx.db)
  const rows = await sumOrdersByStage(ctx.db, dayIn(timeZone, ctx.now()))
  const items = pipeline.map((stage, index): OrderStageInfo => {
    const { meaning, permission, gates, records } = stageRules[stage]
    const takes = { meaning, permission, gates: [...gates], records: [...records] }
    return { stage, position: index + 1, ...takes, ...stageSums(rows, stage) }
  })
  const outside: OrderStageInfo = {
    stage: 'cancelled',
    position: 0,
    meaning: 'given up: the end of it',
    permission: 'orders:write',
    gates: [],
    records: [],
    ...stageSums(rows, 'cancelled'),
  }
  return { items: [...items, outside], nextCursor: null }
}

function stageSums(rows: readonly StageSumsRow[], wanted: OrderStage) {
  const own = rows.filter(({ stage }) => stage === wanted)
  const sum = (name: 'orders' | 'late' | 'onHold') =>
    own.reduce((total, row) => total + row[name], 0)
  return {
    orders: sum('orders'),
    late: sum('late'),
    onHold: sum('onHold'),
    totals: own.map(({ currency, total }) => ({
      currency,
      amount: formatAmount(BigInt(total), currency),
    })),
  }
}
