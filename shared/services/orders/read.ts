import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { dayIn } from '../../domain/days.ts'
import { stageRules } from '../../domain/orders/requirements.ts'
import { pipeline } from '../../domain/orders/stages.ts'
import { foldText } from '../../domain/search.ts'
import { NotFoundError } from '../../errors.ts'
import type { Page, PageRequest } from '../../repositories/page.ts'
import {
  findOrderHistory,
  type OrderHistoryRow,
} from '../../repositories/purchase-order-history.ts'
import { countOrdersByStage, findOrders } from '../../repositories/purchase-order-list.ts'
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

/** The stages in their order, what each takes, and how many orders are in it. */
export async function listOrderStages(ctx: Ctx): Promise<Page<OrderStageInfo>> {
  authorize(ctx.actor, 'orders:read')
  const counts = await countOrdersByStage(ctx.db)
  const items: OrderStageInfo[] = pipeline.map((stage, index) => {
    const { meaning, permission, gates, records } = stageRules[stage]
    const orders = counts.get(stage) ?? 0
    const [needs, recorded] = [[...gates], [...records]]
    return {
      stage,
      position: index + 1,
      meaning,
      permission,
      gates: needs,
      records: recorded,
      orders,
    }
  })
  const outside = {
    stage: 'cancelled',
    position: 0,
    meaning: 'given up: the end of it',
    permission: 'orders:write',
    gates: [],
    records: [],
    orders: counts.get('cancelled') ?? 0,
  } as const
  return { items: [...items, { ...outside, gates: [], records: [] }], nextCursor: null }
}
