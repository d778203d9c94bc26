import { api, take, type Taken } from '#web/lib/api/client.ts'
import { emptyDraft, emptyLine, type LineDraft, type OrderDraft } from './order-draft.ts'

/** What a link to the form asks for; empty where it names none. */
export interface AskedOrder {
  supplierId: string
  productId: string
}

type Product = Taken<(typeof api.products)[':id']['$get']>
type Suggested = Taken<(typeof api.orders.suggest)['$post']>['orders'][number]

/** A draft with the supplier and the line that were asked for; the product knows where it is bought. */
export async function askedDraft(
  { supplierId, productId }: AskedOrder,
  companyCurrency: string,
  signal: AbortSignal,
): Promise<OrderDraft> {
  const init = { init: { signal } }
  const product =
    productId === ''
      ? undefined
      : await take(api.products[':id'].$get({ param: { id: productId } }, init))
  const id = supplierId || (product?.supplierId ?? '')
  if (id === '') return { ...emptyDraft(companyCurrency), lines: linesOf(product, companyCurrency) }
  const [supplier, suggested] = await Promise.all([
    take(api.suppliers[':id'].$get({ param: { id } }, init)),
    product && suggestionFor(product.id, id, signal),
  ])
  const currency = suggested?.currency ?? supplier.currency ?? companyCurrency
  return {
    ...emptyDraft(currency),
    supplier,
    terms: supplier.terms ?? '',
    expectedOn: suggested?.expectedOn ?? '',
    lines: linesOf(product, currency, suggested),
  }
}

/** What would be ordered of it anyway; nothing while there is enough, or when that cannot be said. */
async function suggestionFor(
  productId: string,
  supplierId: string,
  signal: AbortSignal,
): Promise<Suggested | undefined> {
  try {
    const json = { supplierId, dryRun: true }
    const { orders } = await take(api.orders.suggest.$post({ json }, { init: { signal } }))
    return orders.find(({ lines }) => lines.some((line) => line.productId === productId))
  } catch {
    return undefined
  }
}

function linesOf(
  product: Product | undefined,
  currency: string,
  suggested?: Suggested,
): LineDraft[] {
  if (!product) return [emptyLine()]
  const { id, sku, name } = product
  const line = suggested?.lines.find(({ productId }) => productId === id)
  const ownCost = product.currency === currency ? product.cost : '0'
  const cost = line && Number(line.unitCost) > 0 ? line.unitCost : ownCost
  return [
    {
      ...emptyLine(),
      product: { id, sku, name },
      quantity: String(line?.quantity ?? usualQuantity(product)),
      unitCost: Number(cost) > 0 ? cost : '',
    },
  ]
}

function usualQuantity({ reorderQuantity, minimumOrder, packSize }: Product): number {
  return reorderQuantity || minimumOrder || packSize || 1
}
