'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { ApiProblem } from '#web/lib/api/problem.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { useDraft } from '#web/lib/use-draft.ts'
import type { Product } from '../detail/use-product.ts'
import { draftOf, fieldNames, inputOf, type ProductDraft } from './product-draft.ts'
import { IdentityFields, PriceFields, StockFields, SupplyFields } from './product-fields.tsx'

interface ProductFormProps {
  /** The product that is changed; none makes a new one. */
  product?: Product
  initial: ProductDraft
}

/** All fields of a product; what the API refuses is said at the field that it is about. */
export function ProductForm({ product, initial }: ProductFormProps) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const draft = useDraft(product ? `product-${product.id}` : 'product-new', initial)
  const { save, theirs } = useSave(product, draft.forget)
  const errors = fieldErrors(save.error, fieldNames)
  const submit = () =>
    save.mutate(draft.value, {
      onError: () => {
        // The fields are marked at the next drawing.
        requestAnimationFrame(() =>
          form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(),
        )
      },
    })
  useShortcuts([{ keys: 'mod+Enter', label: common('save'), run: submit }])
  const fields = { draft: draft.value, onChange: draft.change, errors }
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      className="mx-auto grid grid-cols-1 max-w-3xl gap-4"
    >
      <PageHeader title={product ? t('editProduct') : t('newProduct')} />
      <IdentityFields {...fields} />
      <PriceFields {...fields} />
      <StockFields {...fields} />
      <SupplyFields {...fields} />
      <div className="sticky -bottom-4 z-10 -mx-1 grid gap-2 border-t border-border bg-bg px-1 py-3">
        {theirs ? (
          <Stale
            onMine={() => draft.change({ version: theirs.version })}
            onTheirs={() => {
              draft.change(draftOf(theirs))
              save.reset()
            }}
            isMine={draft.value.version === theirs.version}
          />
        ) : (
          <Refusal error={errors.rest} />
        )}
        <Buttons
          product={product}
          busy={save.isPending}
          onCancel={() => {
            draft.forget()
            router.push(product ? `/products/${product.id}` : '/products')
          }}
        />
      </div>
    </form>
  )
}

interface ButtonsProps {
  product: Product | undefined
  busy: boolean
  onCancel: () => void
}

function Buttons({ product, busy, onCancel }: ButtonsProps) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onCancel}>{common('cancel')}</Button>
      <Button type="submit" look="primary" busy={busy}>
        {product ? t('saveProduct') : t('createProduct')}
      </Button>
    </div>
  )
}

interface StaleProps {
  isMine: boolean
  onMine: () => void
  onTheirs: () => void
}

/** Somebody else saved meanwhile: whose fields shall it be? */
function Stale({ isMine, onMine, onTheirs }: StaleProps) {
  const t = useTranslations('products')
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 rounded-control bg-warn-soft p-2 text-warn"
    >
      <p className="grow">{t(isMine ? 'staleMine' : 'stale')}</p>
      {!isMine && <Button onClick={onTheirs}>{t('takeTheirs')}</Button>}
      {!isMine && <Button onClick={onMine}>{t('keepMine')}</Button>}
    </div>
  )
}

function useSave(product: Product | undefined, forget: () => void) {
  const t = useTranslations('products')
  const router = useRouter()
  const client = useQueryClient()
  const [theirs, setTheirs] = useState<Product>()
  const save = useMutation<Product, Error, ProductDraft>({
    mutationFn: async (draft) => {
      const json = inputOf(draft)
      if (!product) return take(api.products.$post({ json }))
      const param = { id: product.id }
      try {
        return await take(
          api.products[':id'].$patch({ param, json: { ...json, version: draft.version } }),
        )
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'stale-version') {
          setTheirs(await take(api.products[':id'].$get({ param })))
        }
        throw error
      }
    },
    onSuccess: (saved) => {
      forget()
      client.setQueryData(['product', 'one', saved.id], saved)
      void client.invalidateQueries({ queryKey: ['product', 'list'] })
      showToast(t(product ? 'productSaved' : 'productCreated', { name: saved.name }))
      router.push(`/products/${saved.id}`)
    },
  })
  return { save, theirs: save.error ? theirs : undefined }
}
