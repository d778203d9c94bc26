'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { PickCategory } from '#web/components/pickers/pick-category.tsx'
import { PickLocation } from '#web/components/pickers/pick-location.tsx'
import { PickProduct, type PickedProduct } from '#web/components/pickers/pick-product.tsx'
import { Choice } from '#web/components/stock-actions/choice.tsx'
import { Button, IconButton } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { CheckField, TextField } from '#web/components/ui/field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { api, type Sent, take } from '#web/lib/api/client.ts'
import { useOnce } from '#web/lib/api/use-once.ts'

const wholes = ['all', 'category', 'products'] as const
type Whole = (typeof wholes)[number]

interface BeginCountProps {
  onClose: () => void
  onBegun: (id: string) => void
}

/** What is to be counted, where, and whether those who count see what is expected. */
export function BeginCount({ onClose, onBegun }: BeginCountProps) {
  const t = useTranslations('stock')
  const common = useTranslations('common')
  const [place, setPlace] = useState(MAIN_LOCATION_ID)
  const [whole, setWhole] = useState<Whole>('all')
  const [categoryId, setCategoryId] = useState('')
  const [products, setProducts] = useState<readonly PickedProduct[]>([])
  const [ways, setWays] = useState<CountWays>({ stockedOnly: true, blind: true })
  const [note, setNote] = useState('')
  const begin = useBegin(onBegun)
  const what = whatOf(whole, categoryId, products)
  return (
    <Dialog
      title={t('beginCount')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            look="primary"
            busy={begin.isPending}
            disabled={!what}
            title={what ? undefined : t('chooseWhat')}
            onClick={() => what && begin.mutate({ ...what, locationId: place, ...ways, note })}
          >
            {t('beginCount')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <PickLocation label={t('location')} value={place} onChange={setPlace} />
        <Choice
          label={t('what')}
          options={wholes.map((name) => ({ name, title: t(`what_${name}`) }))}
          value={whole}
          onChange={setWhole}
        />
        {whole === 'category' && (
          <PickCategory
            label={t('category')}
            none={t('chooseCategory')}
            value={categoryId}
            onChange={setCategoryId}
          />
        )}
        {whole === 'products' && <Products products={products} onChange={setProducts} />}
        <Ways ways={ways} onChange={setWays} />
        <TextField
          label={t('note')}
          optional
          value={note}
          onChange={(event) => setNote(event.target.value)}
          maxLength={500}
        />
        <Refusal error={begin.error} />
      </div>
    </Dialog>
  )
}

/** What is counted, as the API takes it; nothing before it was chosen. */
function whatOf(whole: Whole, categoryId: string, products: readonly PickedProduct[]) {
  if (whole === 'all') return { all: true as const }
  if (whole === 'category') return categoryId === '' ? undefined : { categoryId }
  return products.length === 0 ? undefined : { productIds: products.map(({ id }) => id) }
}

interface CountWays {
  stockedOnly: boolean
  blind: boolean
}

function Ways({ ways, onChange }: { ways: CountWays; onChange: (ways: CountWays) => void }) {
  const t = useTranslations('stock')
  return (
    <>
      {(['stockedOnly', 'blind'] as const).map((name) => (
        <CheckField
          key={name}
          label={t(name)}
          help={t(`${name}Help`)}
          checked={ways[name]}
          onChange={(event) => onChange({ ...ways, [name]: event.target.checked })}
        />
      ))}
    </>
  )
}

interface ProductsProps {
  products: readonly PickedProduct[]
  onChange: (products: readonly PickedProduct[]) => void
}

function Products({ products, onChange }: ProductsProps) {
  const t = useTranslations('stock')
  const without = (id: string) => products.filter((product) => product.id !== id)
  return (
    <div className="grid gap-2">
      <PickProduct
        label={t('addProduct')}
        value={null}
        onChange={(product) => onChange([...without(product.id), product])}
      />
      <ul className="flex flex-wrap gap-1">
        {products.map(({ id, name }) => (
          <li key={id} className="flex items-center rounded-full bg-accent-soft ps-3 text-accent">
            {name}
            <IconButton
              label={t('removeNamed', { name })}
              onClick={() => onChange(without(id))}
              className="size-7"
            >
              <X size={14} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
    </div>
  )
}

type BeginInput = Sent<typeof api.inventory.counts.$post>

function useBegin(onBegun: (id: string) => void) {
  const client = useQueryClient()
  const once = useOnce()
  return useMutation({
    mutationFn: (json: BeginInput) => take(api.inventory.counts.$post({ json }, once(json))),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['count'] })
      onBegun(id)
    },
  })
}
