import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { wordsOf } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { Product } from './use-product.ts'

/** Takes a product out of the catalogue, and with the undo brings it back. */
export function useDeletion({ id, name }: Pick<Product, 'id' | 'name'>) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  const client = useQueryClient()
  const router = useRouter()
  const reload = () => void client.invalidateQueries({ queryKey: ['product'] })
  const onError = (error: Error) => showToast(wordsOf(error, common), { tone: 'bad' })
  const restore = useMutation({
    mutationFn: () => take(api.products[':id'].restore.$post({ param: { id } })),
    onSuccess: () => {
      reload()
      showToast(t('productRestored', { name }))
    },
    onError,
  })
  const remove = useMutation({
    mutationFn: () => take(api.products[':id'].$delete({ param: { id } })),
    onSuccess: () => {
      router.push('/products')
      reload()
      showToast(t('productDeleted', { name }), { undo: () => restore.mutate() })
    },
    onError,
  })
  return { remove: () => remove.mutate(), isPending: remove.isPending }
}
