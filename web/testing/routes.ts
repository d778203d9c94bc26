import { globSync } from 'node:fs'
import { join } from 'node:path'
import { settingsAreas } from '#web/features/settings/areas.ts'
import { setupSteps } from '#web/features/setup/steps.ts'
import type { Caller } from '#shared/testing/running-shop.ts'

const app = join(import.meta.dirname, '../app')

/** Records of the demo shop that pages are about. */
interface Demo {
  product: string
  supplier: string
  /** Orders: one that was received, and one that goods still come of. */
  order: string
  openOrder: string
  /** A count that is open. */
  count: string
  webhook: string
}

/** Addresses of a page: what its pattern needs, and views worth looking at by themselves. */
const addresses: Readonly<Record<string, (demo: Demo) => Record<string, string>>> = {
  '/products': ({ product }) => ({
    products: '/products',
    'products-low': '/products?view=low',
    'products-peek': `/products?peek=${product}`,
  }),
  '/products/[id]': ({ product }) =>
    Object.fromEntries(
      ['overview', 'movements', 'orders', 'prices'].map((tab) => [
        `product-${tab}`,
        `/products/${product}?tab=${tab}`,
      ]),
    ),
  '/products/[id]/edit': ({ product }) => ({ 'product-edit': `/products/${product}/edit` }),
  '/suppliers/[id]': ({ supplier }) => ({ supplier: `/suppliers/${supplier}` }),
  '/orders': () => ({
    'orders-board': '/orders?layout=board',
    'orders-table': '/orders?layout=table',
  }),
  '/orders/[id]': ({ order, openOrder }) => ({
    order: `/orders/${order}`,
    'order-open': `/orders/${openOrder}`,
  }),
  '/orders/[id]/edit': ({ openOrder }) => ({ 'order-edit': `/orders/${openOrder}/edit` }),
  '/receive/[order]': ({ openOrder }) => ({ receiving: `/receive/${openOrder}` }),
  '/stock/counts/[id]': ({ count }) => ({ count: `/stock/counts/${count}` }),
  '/payments': () => ({
    'payments-calendar': '/payments?view=calendar',
    'payments-list': '/payments?view=list',
    'payments-summary': '/payments?view=summary',
  }),
  '/settings/webhooks/[id]': ({ webhook }) => ({ webhook: `/settings/webhooks/${webhook}` }),
  '/settings/[area]': () =>
    Object.fromEntries(settingsAreas.map((area) => [`settings-${area}`, `/settings/${area}`])),
  '/setup/[step]': () =>
    Object.fromEntries(
      setupSteps
        .filter((step) => step !== 'owner')
        .map((step) => [`setup-${step}`, `/setup/${step}`]),
    ),
}

interface Page {
  /** Such as `/products/[id]`. */
  pattern: string
  as: 'owner' | 'nobody'
  /** Only a shop that nobody has set up shows it. */
  isNew: boolean
}

/** Every page there is, read from the folders that make them. */
function allPages(): Page[] {
  return globSync('**/page.tsx', { cwd: app })
    .map((file) => file.split('/').slice(0, -1))
    .filter((folders) => !folders.some((folder) => /^@|^\(\.+\)/.test(folder)))
    .map((folders): Page => {
      const pattern = `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`
      const isOpen = folders.includes('(public)') && pattern !== '/setup/[step]'
      return { pattern, as: isOpen ? 'nobody' : 'owner', isNew: pattern === '/setup' }
    })
    .toSorted((a, b) => (a.pattern < b.pattern ? -1 : 1))
}

/**
 * The addresses of a page, by a name for each.
 *
 * @param demo what the demo shop has; undefined in a shop that has nothing yet
 */
function addressesOf(pattern: string, demo: Demo | undefined): Record<string, string> {
  const known = demo && addresses[pattern]?.(demo)
  if (known) return known
  if (pattern.includes('['))
    throw new Error(`say in web/testing/routes.ts which ${pattern} to look at`)
  return { [pattern === '/' ? 'today' : pattern.slice(1).replaceAll('/', '-')]: pattern }
}

export interface Look extends Page {
  /** Of the address among those of its page, and of the pictures of it. */
  name: string
}

/** Every address to look at in a shop; what it is exactly, the records of the shop tell. */
export function allLooks(isNew: boolean): Look[] {
  const pages = allPages()
  for (const pattern of Object.keys(addresses)) {
    if (pages.every((page) => page.pattern !== pattern)) throw new Error(`no page is ${pattern}`)
  }
  const any: Demo = {
    product: '',
    supplier: '',
    order: '',
    openOrder: '',
    count: '',
    webhook: '',
  }
  return pages
    .filter((page) => page.isNew === isNew)
    .flatMap((page) =>
      Object.keys(addressesOf(page.pattern, any)).map((name) => ({ ...page, name })),
    )
}

/** The address of a look in the demo shop. */
export function addressOf({ pattern, name }: Look, demo: Demo | undefined): string {
  const address = addressesOf(pattern, demo)[name]
  if (address === undefined) throw new Error(`${pattern} has no address named ${name}`)
  return address
}

/** Finds the records of the demo shop. */
export async function findDemo(caller: Caller): Promise<Demo> {
  const first = async (path: string, key = 'id') => {
    const { items } = await caller.get<{ items: Record<string, string>[] }>('GET', path)
    return items[0]?.[key] ?? ''
  }
  const order = await first('/orders?stage=received')
  const { lines } = await caller.get<{ lines: { productId: string }[] }>('GET', `/orders/${order}`)
  return {
    product: lines[0]?.productId ?? '',
    supplier: await first('/suppliers?q=ningbo'),
    order,
    openOrder: await first('/orders?stage=customs'),
    count: await first('/inventory/counts?state=open'),
    webhook: await first('/webhooks'),
  }
}
