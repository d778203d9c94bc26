'use client'

import { Minus, Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { controlShape } from '#web/components/ui/field.tsx'
import { useTypedDecimal } from '#web/components/ui/use-typed-decimal.ts'
import { useFormat } from '#web/lib/use-format.ts'
import {
  amountOf,
  type Cart,
  type CartLine,
  changeLine,
  faultOf,
  removeLine,
  stepQuantity,
} from './cart.ts'

interface TillLinesProps {
  cart: Cart
  onChange: (next: (cart: Cart) => Cart) => void
  /** How much there is, for products of which there is too little. */
  shortages: ReadonlyMap<string, number>
  /** Shows what is wrong with lines; not before somebody wants to pay. */
  showFaults: boolean
  onDone: () => void
}

/** What is being sold, a line for each product; the one scanned last stands out. */
export function TillLines({ cart, onChange, shortages, showFaults, onDone }: TillLinesProps) {
  const t = useTranslations('till')
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [cart.current, cart.lines.length])
  return (
    <ul ref={list} aria-label={t('lines')} className="grid content-start">
      {cart.lines.map((line) => (
        <Line
          key={line.product.id}
          line={line}
          isCurrent={line.product.id === cart.current}
          available={shortages.get(line.product.id)}
          showFaults={showFaults}
          onChange={onChange}
          onDone={onDone}
        />
      ))}
    </ul>
  )
}

interface LineProps {
  line: CartLine
  isCurrent: boolean
  available: number | undefined
  showFaults: boolean
  onChange: TillLinesProps['onChange']
  onDone: () => void
}

function Line({ line, isCurrent, available, showFaults, onChange, onDone }: LineProps) {
  const t = useTranslations('till')
  const format = useFormat()
  const { product, unitPrice } = line
  const fault = faultOf(line)
  const isShort = available !== undefined
  const price = format.money(unitPrice || '0', product.currency)
  return (
    <li
      aria-current={isCurrent}
      onClick={() => onChange((cart) => ({ ...cart, current: product.id }))}
      className={classNames(
        'grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1 border-b border-border px-3 py-2 md:grid-cols-[minmax(0,1fr)_7rem_10rem_7rem_2.5rem]',
        isCurrent &&
          'bg-accent-soft shadow-[inset_3px_0_0_var(--accent)] rtl:shadow-[inset_-3px_0_0_var(--accent)]',
        isShort && 'bg-bad-soft',
      )}
    >
      <div className="min-w-0">
        <p className="truncate text-base font-medium" title={product.name}>
          {product.name}
        </p>
        <p className="flex gap-2 text-xs text-muted">
          <bdi dir="ltr">{product.sku}</bdi>
          <span className="md:hidden">{price}</span>
        </p>
      </div>
      <p className="number max-md:hidden">
        {price}
        {unitPrice !== product.price && (
          <s className="block text-xs text-muted">
            {format.money(product.price, product.currency)}
          </s>
        )}
      </p>
      <p className="number text-base font-semibold md:order-4">
        {format.money(amountOf(line), product.currency)}
      </p>
      <Quantity line={line} isCurrent={isCurrent} onChange={onChange} onDone={onDone} />
      <IconButton
        label={t('removeNamed', { name: product.name })}
        className="justify-self-end md:order-5"
        onClick={() => onChange((cart) => removeLine(cart, product.id))}
      >
        <Trash2 size={18} aria-hidden="true" />
      </IconButton>
      {isShort && <Shortage line={line} available={available} onChange={onChange} />}
      {showFaults && fault !== undefined && (
        <p role="alert" className="col-span-full text-bad md:order-6">
          {t(`fault_${fault}`, { unit: product.unit })}
        </p>
      )}
    </li>
  )
}

function Quantity({
  line,
  isCurrent,
  onChange,
  onDone,
}: Pick<LineProps, 'line' | 'isCurrent' | 'onChange' | 'onDone'>) {
  const t = useTranslations('till')
  const { product, quantity } = line
  const typed = useTypedDecimal(quantity, (value) =>
    onChange((cart) => changeLine(cart, product.id, { quantity: value })),
  )
  return (
    <div className="flex items-center gap-1 md:order-3">
      <IconButton
        label={t('lessOf', { name: product.name })}
        onClick={() => onChange((cart) => stepQuantity(cart, product.id, -1))}
      >
        <Minus size={18} aria-hidden="true" />
      </IconButton>
      <input
        {...typed}
        data-quantity={isCurrent ? 'current' : undefined}
        inputMode={product.wholeUnits ? 'numeric' : 'decimal'}
        autoComplete="off"
        aria-label={t('quantityOf', { name: product.name })}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onDone()
        }}
        className={`${controlShape} number w-16 text-base`}
      />
      <IconButton
        label={t('moreOf', { name: product.name })}
        onClick={() => onChange((cart) => stepQuantity(cart, product.id, 1))}
      >
        <Plus size={18} aria-hidden="true" />
      </IconButton>
      <span className="text-xs text-muted">{product.unit}</span>
    </div>
  )
}

/** Why the sale was refused, at the line that it is about, and what can be done. */
function Shortage({
  line,
  available,
  onChange,
}: {
  line: CartLine
  available: number
  onChange: LineProps['onChange']
}) {
  const t = useTranslations('till')
  const format = useFormat()
  const { product } = line
  const canTake = available > 0
  return (
    <p
      role="alert"
      className="col-span-full flex flex-wrap items-center gap-3 font-medium text-bad md:order-6"
    >
      {t(canTake ? 'onlyAvailable' : 'noneAvailable', {
        available: format.number(available),
        unit: product.unit,
      })}
      <button
        type="button"
        className="min-h-8 font-medium underline underline-offset-2 pointer-coarse:min-h-11"
        onClick={() =>
          onChange((cart) =>
            canTake
              ? changeLine(cart, product.id, { quantity: String(available) })
              : removeLine(cart, product.id),
          )
        }
      >
        {t(canTake ? 'sellThose' : 'removeLine', { available: format.number(available) })}
      </button>
    </p>
  )
}
