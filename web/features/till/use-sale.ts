'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { newKey } from '#client/answer.ts'
import { api, once, take, type Taken } from '#web/lib/api/client.ts'
import { ApiProblem } from '#web/lib/api/problem.ts'
import { discardEntry, outboxEntries, sendOnce } from '#web/lib/offline/outbox.ts'
import { postOrQueue } from '#web/lib/offline/post-or-queue.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type Cart, type Total, totalsOf } from './cart.ts'

type Sold = Taken<(typeof api.inventory)['bulk-sale']['$post']>
type SaleBody = ReturnType<typeof saleBody>

/** A sale that was booked, or that waits on this device to be. */
export interface Receipt {
  /** Its idempotency key. */
  id: string
  reference: string
  at: string
  cart: Cart
  totals: readonly Total[]
  body: SaleBody
  /** Null when it was kept on this device to be booked later. */
  movementIds: readonly string[] | null
}

const PATH = '/inventory/bulk-sale'

const stale = ['inventory', 'product', 'movement', 'stock', 'report', 'forecast']

/** Sells a cart, all of it or nothing; without a connection it is kept and sold later. */
export function useSale(locationId: string, onSold: (receipt: Receipt) => void) {
  const t = useTranslations('till')
  const format = useFormat()
  const client = useQueryClient()
  // The same as long as the cart is: pressing again after a broken answer sells nothing twice.
  const [attempt, setAttempt] = useState<{ cart: Cart; id: string }>()
  return useMutation<Receipt, Error, Cart>({
    mutationFn: async (cart) => {
      const id = attempt?.cart === cart ? attempt.id : newKey()
      setAttempt({ cart, id })
      const totals = totalsOf(cart)
      const amount = totals.map((total) => format.money(total.amount, total.currency)).join(' + ')
      const at = new Date().toISOString()
      const reference = receiptNumber(at, id)
      const body = saleBody(cart, locationId, reference)
      const posted = await postOrQueue<Sold>({
        id,
        path: PATH,
        label: t('queuedLabel', { count: cart.lines.length, amount }),
        body,
      })
      const movementIds =
        posted.state === 'sent' ? posted.answer.movements.map((movement) => movement.id) : null
      return { id, reference, at, cart, totals, body, movementIds }
    },
    onSuccess: (receipt) => {
      for (const name of stale) void client.invalidateQueries({ queryKey: [name] })
      onSold(receipt)
    },
  })
}

/** Takes a whole sale back: what was booked by counter-movements, what waits by discarding it. */
export function useUndoSale(onUndone: () => void) {
  const client = useQueryClient()
  return useMutation<unknown, Error, Receipt>({
    mutationFn: async (receipt) => {
      const { id } = receipt
      const waiting = (await outboxEntries()).find((entry) => entry.id === id)
      if (waiting) {
        await discardEntry(waiting)
        return
      }
      for (const movement of receipt.movementIds ?? (await bookedAs(receipt))) {
        // A key of its own for each, so that after a broken connection the rest can be undone.
        const key = once(`undo-${id}-${movement}`)
        const request = { param: { id: movement }, json: {} }
        await take(api.inventory.movements[':id'].reverse.$post(request, key))
      }
    },
    onSuccess: () => {
      for (const name of stale) void client.invalidateQueries({ queryKey: [name] })
      onUndone()
    },
  })
}

/** How much there is of each product of which there is too little, by the refusal of a sale. */
export function shortagesOf(error: Error | null): ReadonlyMap<string, number> {
  if (!(error instanceof ApiProblem) || error.code !== 'insufficient-stock') return new Map()
  const lines = error.problem['lines'] as { productId: string; available: number }[]
  return new Map(lines.map(({ productId, available }) => [productId, available]))
}

/** What a sale that had waited was booked as: asked again by its key, the server says it again. */
async function bookedAs({ id, body }: Receipt): Promise<string[]> {
  const answer = (await sendOnce(PATH, body, id)) as Sold
  return answer.movements.map((movement) => movement.id)
}

function saleBody({ lines }: Cart, locationId: string, reference: string) {
  return {
    lines: lines.map(({ product, quantity, unitPrice }) => ({
      productId: product.id,
      quantity,
      unitPrice,
      locationId,
    })),
    reference,
  }
}

/** Short enough to be read out: `T-261120-093015-4F`. */
function receiptNumber(at: string, id: string): string {
  const digits = at.replaceAll(/\D/g, '')
  return `T-${digits.slice(2, 8)}-${digits.slice(8, 14)}-${id.slice(0, 2).toUpperCase()}`
}
