import { type DemoProduct, makeCatalogue, suppliers } from './catalogue.ts'
import { DemoOrders } from './orders.ts'
import { Past } from './past.ts'
import { DAYS, keepStock, stockUp, tradeDay } from './trade.ts'

/** Makes the products of the demo; those of `catalogue.ts` unless said otherwise. */
export type MakeProducts = (past: Past) => Promise<DemoProduct[]>

/**
 * Ninety days of a shop, on a data folder with an owner: products, suppliers, sales, orders in every
 * stage, payments, counts, people, alerts. The same each time, but for its dates.
 *
 * @param token of the owner
 */
export async function fillDemoShop(
  folder: string,
  token: string,
  makeProducts: MakeProducts = makeCatalogue,
): Promise<void> {
  await using past = await Past.open(folder, token)
  past.goTo(DAYS + 2)
  const { version } = await past.ask<{ version: number }>('GET', '/settings')
  await past.ask('PATCH', '/settings', {
    companyName: 'Harbour Kitchen',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    alertRecipients: ['stock@shop.example'],
    version,
  })
  const products = await makeProducts(past)
  await stockUp(past, products)
  const orders = new DemoOrders(past, products, await supplierIds(past))
  for (let daysAgo = DAYS; daysAgo >= 0; daysAgo--) {
    await tradeDay(past, products, daysAgo)
    await orders.onDay(daysAgo)
    if (daysAgo === 25) await keepStock(past, products)
  }
  past.goTo(0, 24)
  await addPeople(past, orders)
  await addPayments(past)
  await watchStock(past)
}

async function supplierIds(past: Past): Promise<string[]> {
  const { items } = await past.ask<{ items: { id: string; code: string | null }[] }>(
    'GET',
    '/suppliers?limit=100',
  )
  return suppliers.map(({ code }) => items.find((item) => item.code === code)?.id ?? '')
}

/** Colleagues; one of them asks for the approval of an order. */
async function addPeople(past: Past, orders: DemoOrders): Promise<void> {
  const password = 'orchid-kettle-34-mornings'
  for (const [name, role] of [
    ['Noor Haddad', 'manager'],
    ['Jonas Petersen', 'clerk'],
    ['Lea Albrecht-von der Osten', 'viewer'],
  ] as const) {
    await past.ask('POST', '/users', { name, role, email: `${role}@shop.example`, password })
  }
  await past.ask('POST', '/users', { name: 'Sami Aziz', role: 'clerk', email: 'sami@shop.example' })
  const { version } = await past.ask<{ version: number }>('GET', '/settings')
  await past.ask('PATCH', '/settings', { approvalLimit: '500', version })
  const credentials = { email: 'manager@shop.example', password }
  const { accessToken } = await past.ask<{ accessToken: string }>(
    'POST',
    '/auth/login',
    credentials,
  )
  await past.as(accessToken, async () => {
    const order = await orders.draft({ supplier: 2, lines: 8, size: 2, expectedInDays: 48 })
    await orders.move(order, 'pending_approval', { note: 'for the spring fair' })
  })
  const webhook = {
    url: 'https://hooks.example/stockroom',
    types: ['stock.*'],
    description: 'web shop',
    active: false,
  }
  await past.ask('POST', '/webhooks', webhook)
}

/** Bills besides those of orders: overdue, this week, later, paid. */
async function addPayments(past: Past): Promise<void> {
  const ids = await supplierIds(past)
  const bills = [
    { type: 'freight', amount: '640', dueOn: past.day(4), reference: 'F-2231' },
    { type: 'duty_tax', amount: '212.4', dueOn: past.day(-2), status: 'approved' },
    { type: 'fee', amount: '39.9', dueOn: past.day(-6), reference: 'port handling' },
    { type: 'other', amount: '1250', dueOn: past.day(-19), notes: 'stand at the spring fair' },
  ]
  for (const [index, bill] of bills.entries()) {
    await past.ask('POST', '/payments', { ...bill, supplierId: ids[index], currency: 'EUR' })
  }
}

/** Computes what runs out; of what it finds one is taken note of and one put off. */
async function watchStock(past: Past): Promise<void> {
  await past.ask('POST', '/monitor/run')
  const { items } = await past.ask<{ items: { id: string }[] }>('GET', '/alerts?state=open')
  const [first, second] = items
  if (first) await past.ask('POST', `/alerts/${first.id}/acknowledge`, {})
  if (second) await past.ask('POST', `/alerts/${second.id}/snooze`, { days: 7 })
}
