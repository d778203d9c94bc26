import type { LucideIcon } from 'lucide-react'

export const groups = ['recent', 'do', 'go', 'products', 'suppliers', 'orders'] as const
export type Group = (typeof groups)[number]

/** A line of the palette: somewhere to go, or something to do. */
export interface Entry {
  id: string
  group: Group
  title: string
  /** Beside the title, such as the SKU. */
  more?: string
  /** Keys that do the same. */
  keys?: string
  icon: LucideIcon
  href?: string
  run?: () => void
}
