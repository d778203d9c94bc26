'use client'

import { useCallback, useEffect, useState } from 'react'
import { newKey } from '#client/answer.ts'
import { type Cart, emptyCart } from './cart.ts'

/** A cart that was put aside for another customer. */
export interface HeldCart {
  id: string
  at: string
  cart: Cart
}

export interface CartState {
  cart: Cart
  change: (next: (cart: Cart) => Cart) => void
  held: readonly HeldCart[]
  /** Puts the cart aside and begins an empty one. */
  hold: () => void
  /** Goes on with a cart that was put aside; the present one is put aside for it. */
  resume: (id: string) => void
  drop: (id: string) => void
}

/** The cart and those put aside, which outlast a reload of the page on this device. */
export function useCart(userId: string): CartState {
  const [cart, setCart] = useKept<Cart>(`stockroom-cart-${userId}`, emptyCart)
  const [held, setHeld] = useKept<readonly HeldCart[]>(`stockroom-held-${userId}`, [])
  const aside = (): readonly HeldCart[] =>
    cart.lines.length === 0 ? held : [...held, { id: newKey(), at: new Date().toISOString(), cart }]
  return {
    cart,
    change: setCart,
    held,
    hold: () => {
      setHeld(aside)
      setCart(() => emptyCart)
    },
    resume: (id) => {
      const wanted = held.find((one) => one.id === id)
      if (!wanted) return
      setHeld(() => aside().filter((one) => one.id !== id))
      setCart(() => wanted.cart)
    },
    drop: (id) => setHeld((all) => all.filter((one) => one.id !== id)),
  }
}

/** State that is kept on this device. */
function useKept<T>(name: string, initial: T): [T, (next: (value: T) => T) => void] {
  const [value, setValue] = useState<T>(() => {
    const text = localStorage.getItem(name)
    return text === null ? initial : (JSON.parse(text) as T)
  })
  useEffect(() => localStorage.setItem(name, JSON.stringify(value)), [name, value])
  const change = useCallback((next: (value: T) => T) => setValue(next), [])
  return [value, change]
}
