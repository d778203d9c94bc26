'use client'

import { useTranslations } from 'use-intl'
import { Failure, NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { MissingProduct } from '../detail/missing-product.tsx'
import { useProduct } from '../detail/use-product.ts'
import { draftOf } from './product-draft.ts'
import { ProductForm } from './product-form.tsx'

export function EditProduct({ id }: { id: string }) {
  const t = useTranslations('products')
  const { data: me } = useMe()
  const can = useCan()
  const { data: product, error, refetch } = useProduct(id)
  if (me && !can('products:write')) return <NoRight what={t('editProduct')} />
  if (error?.status === 404 || error?.status === 422) return <MissingProduct />
  if (error && !product) return <Failure error={error} onRetry={() => void refetch()} />
  if (!product) return <SkeletonRows rows={12} />
  return <ProductForm product={product} initial={draftOf(product)} />
}
