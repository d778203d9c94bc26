import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useState } from 'react'
import { wordsOf } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { ApiProblem } from '#web/lib/api/problem.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { InlineField } from './inline-decimal.tsx'
import { type Product, useReplaceProduct } from './use-products.ts'

/**
 * Saves one number of a product against the version that was read. When somebody was faster, their
 * value is read and told; saving again goes over it, knowingly.
 */
export function useInlineSave(product: Product, field: InlineField, onEnd: () => void) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  const format = useFormat()
  const replace = useReplaceProduct()
  const [newer, setNewer] = useState<Product>()
  const shown = (one: Product) => {
    const value = one[field]
    return typeof value === 'number' ? format.number(value) : format.money(value, one.currency)
  }
  const write = async (value: string, version: number) =>
    take(
      api.products[':id'].$patch({ param: { id: product.id }, json: { [field]: value, version } }),
    )
  const undo = async (saved: Product) => {
    try {
      replace(await write(String((newer ?? product)[field]), saved.version))
      showToast(common('undone'))
    } catch (error) {
      showToast(wordsOf(error as Error, common), { tone: 'bad' })
    }
  }
  const save = useMutation({
    mutationFn: async (value: string) => {
      try {
        return await write(value, (newer ?? product).version)
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'stale-version') throw error
        setNewer(await take(api.products[':id'].$get({ param: { id: product.id } })))
        throw error
      }
    },
    onSuccess: (saved) => {
      replace(saved)
      onEnd()
      showToast(t('valueSaved', { field: t(field), name: saved.name, value: shown(saved) }), {
        undo: () => void undo(saved),
      })
    },
  })
  const submit = (value: string) => {
    if (value === String(product[field]) && !newer) onEnd()
    else save.mutate(value)
  }
  return {
    submit,
    isPending: save.isPending,
    error: save.error,
    newer: newer && shown(newer),
  }
}
