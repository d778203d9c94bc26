'use client'

import { useTranslations } from 'use-intl'
import { NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { useCan, useMe, useSettings } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useProduct } from '../detail/use-product.ts'
import { draftLike, emptyDraft } from './product-draft.ts'
import { ProductForm } from './product-form.tsx'

/** A new product; with `?like=` it begins as another one, with `?barcode=` as what was scanned. */
export function NewProduct() {
  const t = useTranslations('products')
  const { data: me } = useMe()
  const can = useCan()
  const { data: settings, error } = useSettings()
  const { get } = useAddress()
  const like = get('like')
  if (me && !can('products:write')) return <NoRight what={t('newProduct')} />
  if (!settings && !error) return <SkeletonRows rows={12} />
  if (like) return <Like id={like} currency={settings?.currency ?? 'EUR'} />
  const empty = emptyDraft(settings?.currency ?? 'EUR')
  return <ProductForm initial={{ ...empty, barcode: get('barcode') }} />
}

function Like({ id, currency }: { id: string; currency: string }) {
  const { data: product, error } = useProduct(id)
  if (!product && !error) return <SkeletonRows rows={12} />
  return <ProductForm initial={product ? draftLike(product) : emptyDraft(currency)} />
}
