import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { wordsOf } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, type Sent, take } from '#web/lib/api/client.ts'
import type { Product } from './use-products.ts'

const AT_ONCE = 4

export interface Refused {
  product: Product
  why: string
}

interface Done {
  done: Product[]
  refused: Refused[]
}

/** What is done to each of the products, and what takes it back. */
export interface BulkWork {
  /** Said of how many it was done to: "3 products deleted". */
  said: (count: number) => string
  run: (product: Product) => Promise<unknown>
  /** Given what `run` gave; left out where it cannot be taken back. */
  undo?: (product: Product, result: unknown) => Promise<unknown>
}

type Change = Sent<(typeof api.products)[':id']['$patch']>

export function patchProduct(id: string, json: Change): Promise<Product> {
  return take(api.products[':id'].$patch({ param: { id }, json }))
}

/** Does the same to many products, a few at a time; those refused are told one by one. */
export function useBulk(onDone: () => void) {
  const common = useTranslations('common')
  const client = useQueryClient()
  const [progress, setProgress] = useState(0)
  const reload = () => {
    for (const name of ['product', 'inventory']) void client.invalidateQueries({ queryKey: [name] })
  }
  const each = async (products: readonly Product[], run: BulkWork['run']) => {
    const results = new Map<string, unknown>()
    const outcome: Done = { done: [], refused: [] }
    const waiting = [...products]
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        try {
          results.set(next.id, await run(next))
          outcome.done.push(next)
        } catch (error) {
          outcome.refused.push({ product: next, why: wordsOf(error as Error, common) })
        }
        setProgress((count) => count + 1)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    reload()
    return { ...outcome, results }
  }
  const bulk = useMutation({
    mutationFn: ({ products, work }: { products: readonly Product[]; work: BulkWork }) => {
      setProgress(0)
      return each(products, work.run)
    },
    onSuccess: ({ done, refused, results }, { work }) => {
      const { undo } = work
      const takeBack = async () => {
        if (!undo) return
        const { refused: kept } = await each(done, (product) =>
          undo(product, results.get(product.id)),
        )
        const [first] = kept
        if (first) showToast(`${first.product.name}: ${first.why}`, { tone: 'bad' })
        else showToast(common('undone'))
      }
      if (done.length > 0) {
        showToast(work.said(done.length), undo ? { undo: () => void takeBack() } : {})
      }
      if (refused.length === 0) onDone()
    },
  })
  return {
    start: (products: readonly Product[], work: BulkWork) => bulk.mutate({ products, work }),
    isPending: bulk.isPending,
    progress,
    refused: bulk.data?.refused ?? [],
    forget: bulk.reset,
  }
}
