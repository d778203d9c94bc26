import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import type { DemoProduct } from './catalogue.ts'
import type { Past } from './past.ts'

interface DemoOrder {
  id: string
  number: string
  currency: string
  lines: { id: string; productId: string; quantity: number }[]
}

type Fields = Readonly<Record<string, unknown>>
/** What happens to an order, and how many days ago. */
type Step =
  | { daysAgo: number; to: PipelineStage; fields?: Fields }
  /** The first payment of its plan that is not paid yet. */
  | { daysAgo: number; pay: true }
  /** So much of each line arrives; some of the first is refused. */
  | { daysAgo: number; receive: number; rejected?: number }
  | { daysAgo: number; act: 'hold' | 'cancel'; fields: Fields }

interface Plan {
  supplier: number
  lines: number
  /** Against what sells in two months. */
  size?: number
  expectedInDays?: number
  notes?: string
  steps: readonly Step[]
}

const rates: Readonly<Record<string, string>> = { USD: '0.92', GBP: '1.17' }

/** An order in each stage, some of them in trouble; the oldest came in long ago. */
const plans: readonly Plan[] = [
  {
    supplier: 1,
    lines: 6,
    steps: [
      { daysAgo: 80, to: 'confirmed', fields: { supplierReference: 'PC-8812' } },
      { daysAgo: 58, to: 'shipped', fields: { carrier: 'DB Schenker', tracking: '4471902236' } },
      { daysAgo: 52, receive: 1 },
      { daysAgo: 30, pay: true },
      { daysAgo: 29, to: 'completed', fields: { closingNote: 'two bowls chipped, credited' } },
    ],
  },
  {
    supplier: 0,
    lines: 8,
    steps: [
      { daysAgo: 85, to: 'confirmed', fields: { supplierReference: 'NB-2207' } },
      { daysAgo: 82, pay: true },
      { daysAgo: 81, to: 'in_production' },
      { daysAgo: 45, pay: true },
      { daysAgo: 44, to: 'shipped', fields: { carrier: 'Maersk', tracking: 'MSKU 448291-3' } },
      { daysAgo: 12, to: 'customs', fields: { customsEntry: '26DE5851', duty: '212.4' } },
      { daysAgo: 9, receive: 1, rejected: 3 },
      { daysAgo: 8, receive: 1 },
    ],
  },
  {
    supplier: 2,
    lines: 7,
    steps: [
      { daysAgo: 60, to: 'confirmed', fields: { supplierReference: 'JBP/26/118' } },
      { daysAgo: 57, pay: true },
      { daysAgo: 55, to: 'in_production' },
      { daysAgo: 20, pay: true },
      { daysAgo: 19, to: 'shipped', fields: { carrier: 'Hapag-Lloyd', tracking: 'HLXU 801154-9' } },
      { daysAgo: 3, to: 'customs', fields: { customsEntry: '26DE7719', duty: '96' } },
      { daysAgo: 1, receive: 0.5, rejected: 2 },
    ],
  },
  {
    supplier: 6,
    lines: 5,
    expectedInDays: -6,
    notes: 'Ask for the missing packing list before it arrives.',
    steps: [
      { daysAgo: 50, to: 'confirmed', fields: { supplierReference: 'HRC-55' } },
      { daysAgo: 48, pay: true },
      { daysAgo: 47, to: 'in_production' },
      { daysAgo: 22, pay: true },
      { daysAgo: 21, to: 'shipped', fields: { carrier: 'COSCO', tracking: 'CSNU 612003-7' } },
    ],
  },
  {
    supplier: 0,
    lines: 9,
    expectedInDays: 34,
    steps: [
      { daysAgo: 24, to: 'confirmed', fields: { supplierReference: 'NB-2291' } },
      { daysAgo: 20, pay: true },
      { daysAgo: 19, to: 'in_production' },
    ],
  },
  {
    supplier: 4,
    lines: 5,
    expectedInDays: 16,
    steps: [{ daysAgo: 11, to: 'confirmed', fields: { supplierReference: 'IC 4410' } }],
  },
  { supplier: 3, lines: 4, expectedInDays: 5, steps: [{ daysAgo: 5, to: 'ordered' }] },
  { supplier: 5, lines: 4, expectedInDays: 20, steps: [{ daysAgo: 3, to: 'approved' }] },
  { supplier: 7, lines: 3, expectedInDays: 25, steps: [] },
  {
    supplier: 1,
    lines: 4,
    expectedInDays: 12,
    steps: [
      { daysAgo: 15, to: 'ordered' },
      { daysAgo: 6, act: 'hold', fields: { reason: 'waiting for a sample of the new glaze' } },
    ],
  },
  {
    supplier: 4,
    lines: 2,
    steps: [
      { daysAgo: 40, to: 'ordered' },
      { daysAgo: 33, act: 'cancel', fields: { reason: 'the furnace is down until spring' } },
    ],
  },
]

/** What is to happen with orders, by the day; the demo lets it happen between its sales. */
export class DemoOrders {
  readonly #past: Past
  readonly #products: readonly DemoProduct[]
  readonly #supplierIds: readonly string[]
  readonly #orders = new Map<Plan, DemoOrder>()

  constructor(past: Past, products: readonly DemoProduct[], supplierIds: readonly string[]) {
    this.#past = past
    this.#products = products
    this.#supplierIds = supplierIds
  }

  /** Everything that belongs to the day. */
  async onDay(daysAgo: number): Promise<void> {
    for (const plan of plans) {
      const begins = (plan.steps[0]?.daysAgo ?? 1) + 1
      if (begins === daysAgo) this.#orders.set(plan, await this.draft(plan))
      for (const step of plan.steps) {
        const order = this.#orders.get(plan)
        if (step.daysAgo === daysAgo && order) await this.#take(order, step, daysAgo)
      }
    }
  }

  async draft({
    supplier,
    lines,
    size = 1,
    expectedInDays,
    notes,
  }: Omit<Plan, 'steps'>): Promise<DemoOrder> {
    const wanted = this.#products.filter((product) => product.supplier === supplier).slice(0, lines)
    return this.#past.ask<DemoOrder>('POST', '/orders', {
      supplierId: this.#supplierIds[supplier],
      ...(expectedInDays !== undefined && { expectedOn: this.#past.day(-expectedInDays) }),
      ...(notes !== undefined && { notes }),
      shipping: '85',
      lines: wanted.map(({ id: productId, demand, cost }) => ({
        productId,
        quantity: Math.max(12, Math.ceil(demand * 60 * size)),
        unitCost: String(cost),
      })),
    })
  }

  async #take(order: DemoOrder, step: Step, daysAgo: number): Promise<void> {
    this.#past.goTo(daysAgo, 15)
    if ('to' in step) await this.move(order, step.to, step.fields)
    else if ('pay' in step) await this.#pay(order)
    else if ('receive' in step) await this.#receive(order, step)
    else await this.#past.ask('POST', `/orders/${order.id}/${step.act}`, step.fields)
  }

  async move(order: DemoOrder, stage: PipelineStage, fields: Fields = {}): Promise<void> {
    const { stage: now } = await this.#past.ask<{ stage: PipelineStage }>(
      'GET',
      `/orders/${order.id}`,
    )
    const rate = rates[order.currency]
    const passesOrdered =
      ['draft', 'pending_approval', 'approved'].includes(now) &&
      !['pending_approval', 'approved'].includes(stage)
    await this.#past.ask('POST', `/orders/${order.id}/transition`, {
      stage,
      ...(passesOrdered && rate !== undefined && { exchangeRate: rate }),
      ...fields,
    })
  }

  async #pay(order: DemoOrder): Promise<void> {
    const { items } = await this.#past.ask<{ items: { id: string; status: string }[] }>(
      'GET',
      `/payments?orderId=${order.id}&status=planned`,
    )
    const [next] = items
    if (next) await this.#past.ask('POST', `/payments/${next.id}/status`, { status: 'paid' })
  }

  async #receive(
    order: DemoOrder,
    { receive, rejected }: { receive: number; rejected?: number },
  ): Promise<void> {
    const { lines } = await this.#past.ask<{
      lines: { id: string; productId: string; openQuantity: number }[]
    }>('GET', `/orders/${order.id}`)
    const delivered = lines
      .map((line) => ({ ...line, quantity: Math.floor(line.openQuantity * receive) }))
      .filter(({ quantity }) => quantity > 0)
    await this.#past.ask('POST', '/inventory/receive', {
      orderId: order.id,
      reference: `delivery note ${order.number.slice(-3)}`,
      lines: delivered.map(({ id: lineId, quantity }, index) => ({
        lineId,
        quantity,
        ...(rejected !== undefined &&
          index === 0 && { rejectedQuantity: rejected, rejectReason: 'chipped' }),
      })),
    })
    for (const [index, { productId, quantity }] of delivered.entries()) {
      const product = this.#products.find(({ id }) => id === productId)
      if (product) product.onHand += quantity - (index === 0 ? (rejected ?? 0) : 0)
    }
  }
}
