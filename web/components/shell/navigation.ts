import {
  Banknote,
  Bell,
  Boxes,
  ChartColumn,
  ClipboardList,
  History,
  House,
  type LucideIcon,
  Mail,
  Package,
  PackageOpen,
  ScanBarcode,
  Settings,
  Truck,
} from 'lucide-react'
import type { Permission } from '#shared/domain/permissions.ts'

export type Place =
  | 'today'
  | 'products'
  | 'stock'
  | 'orders'
  | 'payments'
  | 'suppliers'
  | 'alerts'
  | 'reports'
  | 'audit'
  | 'outbox'
  | 'settings'
  | 'till'
  | 'receive'

export interface Destination {
  place: Place
  href: string
  icon: LucideIcon
  /** Who may go there; everybody when it names none. */
  needs?: Permission
  /** The second letter of its `G` keys. */
  key?: string
}

/** Where one can go, in the order of the rail. */
export const destinations: readonly Destination[] = [
  { place: 'today', href: '/', icon: House, key: 't' },
  { place: 'products', href: '/products', icon: Package, needs: 'products:read', key: 'p' },
  { place: 'stock', href: '/stock', icon: Boxes, needs: 'inventory:read', key: 's' },
  { place: 'orders', href: '/orders', icon: ClipboardList, needs: 'orders:read', key: 'o' },
  { place: 'payments', href: '/payments', icon: Banknote, needs: 'payments:read', key: 'y' },
  { place: 'suppliers', href: '/suppliers', icon: Truck, needs: 'suppliers:read', key: 'u' },
  { place: 'alerts', href: '/alerts', icon: Bell, needs: 'alerts:read', key: 'a' },
  { place: 'reports', href: '/reports', icon: ChartColumn, needs: 'inventory:read', key: 'r' },
  { place: 'audit', href: '/audit', icon: History, needs: 'audit:read', key: 'l' },
  { place: 'outbox', href: '/outbox', icon: Mail, needs: 'mails:read', key: 'm' },
  { place: 'settings', href: '/settings', icon: Settings, key: ',' },
]

/** Full-screen ways of working, reached from the foot of the rail. */
export const workModes: readonly Destination[] = [
  { place: 'till', href: '/till', icon: ScanBarcode, needs: 'inventory:write', key: 'k' },
  { place: 'receive', href: '/receive', icon: PackageOpen, needs: 'orders:receive', key: 'e' },
]

/** Whether a page belongs to a place. */
export function isAt(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}
