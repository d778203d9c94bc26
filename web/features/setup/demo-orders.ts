import { api, once, take } from '#web/lib/api/client.ts'
import type { DemoStage } from './demo-catalogue.ts'

interface DemoGoods {
  id: string
  cost: string
}

interface OrderToMake {
  supplierId: string
  stage: DemoStage
  wantedOn: string
  units: number
  goods: readonly DemoGoods[]
}

type OpenPayment = 'deposit' | 'balance'

/** Writes an order and moves it as far as it shall be, paying what holds it up. */
export async function makeOrder(index: number, order: OrderToMake): Promise<void> {
  const { supplierId, stage, wantedOn, units, goods } = order
  const lines = goods.map(({ id, cost }) => ({ productId: id, quantity: units, unitCost: cost }))
  const json = { supplierId, expectedOn: wantedOn, lines, notes: 'demo data' }
  const key = `demo-order-${index}-${supplierId}`
  const { id } = await take(api.orders.$post({ json }, once(key)))
  const move = (to: DemoStage) => moveTo(id, to, key)
  switch (stage) {
    case 'draft':
      return
    case 'in_production':
      await move('confirmed')
      await pay(id, ['deposit'], key)
      return move(stage)
    case 'completed':
      await move('shipped')
      await take(api.inventory.receive.$post({ json: { orderId: id } }, once(`${key}-receive`)))
      await pay(id, [], key)
      return move(stage)
    case 'pending_approval':
    case 'approved':
    case 'ordered':
    case 'confirmed':
    case 'shipped':
      return move(stage)
  }
}

async function moveTo(id: string, stage: DemoStage, key: string): Promise<void> {
  const param = { id }
  const json = { stage, note: 'demo data' }
  await take(api.orders[':id'].transition.$post({ param, json }, once(`${key}-${stage}`)))
}

/** Pays the open payments of an order of these types; of all types when none is named. */
async function pay(orderId: string, types: readonly OpenPayment[], key: string): Promise<void> {
  const { items } = await take(api.payments.$get({ query: { orderId } }))
  for (const { id, type, status } of items) {
    const isWanted = types.length === 0 || types.some((name) => name === type)
    if (!isWanted || status === 'paid') continue
    for (const next of ['approved', 'sent', 'paid'] as const) {
      const json = { status: next }
      await take(
        api.payments[':id'].status.$post({ param: { id }, json }, once(`${key}-${id}-${next}`)),
      )
    }
  }
}
