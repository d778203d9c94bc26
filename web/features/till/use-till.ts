'use client'

import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { wordsOf as errorWords } from '#web/components/ui/states.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { SoldProduct } from '#web/lib/offline/known-products.ts'
import { beep } from '#web/lib/scan/beep.ts'
import { isMisread } from '#web/lib/scan/find-product.ts'
import { useWedge } from '#web/lib/scan/use-wedge.ts'
import { addProduct, type Cart, emptyCart, faultOf, removeLine } from './cart.ts'
import { quantityOf, wordsOf } from './typed.ts'
import { useCart } from './use-cart.ts'
import { useLookup } from './use-lookup.ts'
import { type Receipt, shortagesOf, useSale, useUndoSale } from './use-sale.ts'

export type Till = ReturnType<typeof useTill>

/** Everything that happens at a till. */
export function useTill(userId: string, locationId: string) {
  const state = useCart(userId)
  const { cart, change } = state
  const field = useRef<HTMLInputElement>(null)
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const [showFaults, setShowFaults] = useState(false)
  const backToField = () => field.current?.focus()
  const undo = useUndoSale(() => setReceipt(null))
  const sale = useSale(locationId, (sold) => {
    setReceipt(sold)
    setShowFaults(false)
    change(() => emptyCart)
    backToField()
  })
  const add = (product: SoldProduct, quantity: string) => {
    setReceipt(null)
    undo.reset()
    change((now) => addProduct(now, product, quantity))
    beep()
  }
  const finder = useFinder(add)
  useWedge((code) => finder.find(code, quantityOf(field.current?.value ?? '')))
  const pay = () => {
    if (cart.lines.length === 0 || sale.isPending) return
    const isFaulty = cart.lines.some((line) => faultOf(line) !== undefined)
    setShowFaults(isFaulty)
    if (isFaulty) beep('bad')
    else sale.mutate(cart, { onError: () => beep('bad') })
  }
  const shortages = shortagesOf(sale.error)
  return {
    ...state,
    ...finder,
    field,
    backToField,
    add,
    pay,
    isPaying: sale.isPending,
    /** Refused for something that is not about one of the lines. */
    error: shortages.size === 0 && sale.variables === cart ? sale.error : null,
    /** Of products of which there is too little still, how much there is. */
    shortages: stillShort(cart, shortages),
    showFaults,
    receipt,
    undo: () => receipt && undo.mutate(receipt),
    isUndoing: undo.isPending,
    undoError: undo.error,
    next: () => {
      setReceipt(null)
      backToField()
    },
    removeCurrent: () => {
      const { current } = cart
      if (current !== null) change((now) => removeLine(now, current))
    },
  }
}

function stillShort(
  { lines }: Cart,
  shortages: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const short = lines.filter(
    ({ product, quantity }) => Number(quantity) > (shortages.get(product.id) ?? Infinity),
  )
  return new Map(short.map(({ product }) => [product.id, shortages.get(product.id) ?? 0]))
}

/** Turns what is scanned or typed into products, one after the other, and says when it cannot. */
function useFinder(add: (product: SoldProduct, quantity: string) => void) {
  const t = useTranslations('till')
  const common = useTranslations('common')
  const lookup = useLookup()
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const before = useRef<Promise<void>>(Promise.resolve())
  const fail = (words: string) => {
    setTrouble(words)
    beep('bad')
  }
  const findOne = async (text: string, quantity: string, isTyped: boolean) => {
    try {
      const found = (await lookup(text)) ?? (isTyped ? await onlyMatch(text) : undefined)
      if (found) {
        add(found, quantity)
        setTrouble(null)
        setTyped('')
      } else if (!navigator.onLine) fail(t('unknownOffline', { code: text }))
      else fail(t(isMisread(text) ? 'misread' : 'unknown', { code: text }))
    } catch (error) {
      fail(errorWords(error as Error, common))
    }
  }
  const queue = (text: string, quantity: string, isTyped: boolean) => {
    // In the order of the scans, however long each one takes to be found.
    before.current = before.current.then(() => findOne(text, quantity, isTyped))
  }
  return {
    typed,
    setTyped: (text: string) => {
      setTrouble(null)
      setTyped(text)
    },
    trouble,
    /** A code that was scanned. */
    find: (code: string, quantity = '1') => queue(code, quantity, false),
    /** What somebody typed: a code, or words that mean one product. */
    findTyped: (text: string) => queue(wordsOf(text), quantityOf(text), true),
    choose: (product: SoldProduct) => {
      add(product, quantityOf(typed))
      setTrouble(null)
      setTyped('')
    },
  }
}

async function onlyMatch(q: string): Promise<SoldProduct | undefined> {
  if (!navigator.onLine) return undefined
  const { items } = await take(api.products.$get({ query: { q, limit: '2' } }))
  return items.length === 1 ? items[0] : undefined
}
