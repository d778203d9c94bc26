'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ClipboardList, History, Package, Truck } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { api, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useSettled } from '#web/lib/use-settled.ts'
import { destinations, workModes } from './navigation.ts'
import { useActions } from './palette-actions.ts'
import { type Entry, groups } from './palette-entry.ts'
import { recentPlaces } from './recent-places.ts'

const MOST_PRODUCTS = 6
const MOST_OTHERS = 4

const icons = { products: Package, suppliers: Truck, orders: ClipboardList } as const

/** What fits the letters, group by group. */
export function useEntries(
  typed: string,
  onTransfer: () => void,
): { entries: readonly Entry[]; isSearching: boolean } {
  const wanted = typed.trim()
  const places = usePlaces()
  const actions = useActions(onTransfer)
  const { found, isSearching } = useFound(wanted)
  const fitting = [...actions, ...places].filter(({ title, more }) =>
    fits(`${title} ${more ?? ''}`, wanted),
  )
  const recent: Entry[] =
    wanted === ''
      ? recentPlaces().map((place) => ({
          ...place,
          id: `recent ${place.href}`,
          group: 'recent',
          icon: History,
        }))
      : []
  const all = [...recent, ...fitting, ...found]
  // Whoever types looks for a thing more often than for a page.
  const order = wanted === '' ? groups : (['products', 'orders', 'suppliers', 'do', 'go'] as const)
  return {
    entries: order.flatMap((group) => all.filter((one) => one.group === group)),
    isSearching,
  }
}

/** Whether each word begins a word of the text. */
function fits(text: string, wanted: string): boolean {
  const words = text.toLowerCase().split(/\s+/)
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

function usePlaces(): Entry[] {
  const t = useTranslations('shell')
  const can = useCan()
  return [...destinations, ...workModes]
    .filter(({ needs }) => needs === undefined || can(needs))
    .map(({ place, href, icon, key }) => ({
      id: place,
      group: 'go',
      title: t(place),
      icon,
      href,
      ...(key !== undefined && { keys: `G ${key.toUpperCase()}` }),
    }))
}

function useFound(typed: string): { found: Entry[]; isSearching: boolean } {
  const can = useCan()
  const q = useSettled(typed)
  const asks = q !== '' && typed !== ''
  const { data, isFetching } = useQuery({
    queryKey: ['product', 'palette', q],
    queryFn: ({ signal }) => search(q, can, signal),
    enabled: asks,
    placeholderData: keepPreviousData,
  })
  return {
    found: asks ? (data ?? []) : [],
    isSearching: typed !== '' && (isFetching || q !== typed),
  }
}

type Can = ReturnType<typeof useCan>

/** Asks for all kinds at once; one that fails does not hide the others. */
async function search(q: string, can: Can, signal: AbortSignal): Promise<Entry[]> {
  const init = { init: { signal } }
  const products = async () =>
    (await take(api.products.$get({ query: { q, limit: String(MOST_PRODUCTS) } }, init))).items.map(
      ({ id, name, sku }) => entry('products', id, name, sku),
    )
  const suppliers = async () =>
    (await take(api.suppliers.$get({ query: { q, limit: String(MOST_OTHERS) } }, init))).items.map(
      ({ id, name, code }) => entry('suppliers', id, name, code),
    )
  const orders = async () =>
    (await take(api.orders.$get({ query: { q, limit: String(MOST_OTHERS) } }, init))).items.map(
      ({ id, number, supplier }) => entry('orders', id, number, supplier.name),
    )
  const found = await Promise.allSettled([
    ...(can('products:read') ? [products()] : []),
    ...(can('suppliers:read') ? [suppliers()] : []),
    ...(can('orders:read') ? [orders()] : []),
  ])
  return found.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
}

function entry(group: keyof typeof icons, id: string, title: string, more: string | null): Entry {
  const href = `/${group}/${id}`
  return { id, group, title, icon: icons[group], href, ...(more !== null && { more }) }
}
