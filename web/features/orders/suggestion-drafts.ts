import { api, once, take, type Taken } from '#web/lib/api/client.ts'

export type Suggested = Taken<(typeof api.orders.suggest)['$post']>
export type SuggestedOrder = Suggested['orders'][number]
export type SuggestedLine = SuggestedOrder['lines'][number]

export interface ChosenDraft {
  order: SuggestedOrder
  lines: readonly SuggestedLine[]
}

export function lineKey(order: SuggestedOrder, line: SuggestedLine): string {
  return `${order.supplier.id} ${line.productId}`
}

/**
 * Makes the drafts that were chosen. A supplier whose lines are all wanted gets what the API
 * suggests, reasons included; of the others only the wanted lines are ordered.
 *
 * @returns the numbers of the drafts
 */
export async function createDrafts(
  found: Suggested,
  chosen: readonly ChosenDraft[],
): Promise<string[]> {
  const numbers: string[] = []
  for (const id of new Set(chosen.map(({ order }) => order.supplier.id))) {
    const ofSupplier = (order: SuggestedOrder) => order.supplier.id === id
    const drafts = chosen.filter(({ order }) => ofSupplier(order))
    const wanted = drafts.reduce((sum, { lines }) => sum + lines.length, 0)
    const all = found.orders.filter(ofSupplier).reduce((sum, { lines }) => sum + lines.length, 0)
    if (wanted === all) {
      const made = await take(
        api.orders.suggest.$post({ json: { supplierId: id, dryRun: false } }, once()),
      )
      numbers.push(...made.orders.flatMap(({ number }) => number ?? []))
    } else {
      for (const draft of drafts) numbers.push(await createSome(draft))
    }
  }
  return numbers
}

async function createSome({ order, lines }: ChosenDraft): Promise<string> {
  const { supplier, currency, expectedOn } = order
  const json = {
    supplierId: supplier.id,
    currency,
    expectedOn,
    lines: lines.map(({ productId, quantity, unitCost }) => ({ productId, quantity, unitCost })),
  }
  return (await take(api.orders.$post({ json }, once()))).number
}
