import type { Permission } from './permissions.ts'

/**
 * The one list of what events are about, each with the permission that reads it. Whatever is not
 * here makes no event: least of all people, sessions, tokens and passwords. Events of `stock` name
 * products, and their types the kind of movement: `stock.sale`.
 */
const readers = {
  product: 'products:read',
  category: 'products:read',
  supplier: 'suppliers:read',
  contact: 'suppliers:read',
  location: 'locations:read',
  settings: 'settings:read',
  stock: 'inventory:read',
  count: 'inventory:read',
  reservation: 'inventory:read',
  revaluation: 'inventory:read',
  order: 'orders:read',
  receipt: 'orders:read',
  payment: 'payments:read',
  alert: 'alerts:read',
} as const satisfies Record<string, Permission>

const permissionOf = new Map<string, Permission>(Object.entries(readers))

/** What events can be about. */
export const eventEntities: readonly string[] = Object.keys(readers)

/** The permission that lets somebody see events of the entity; undefined when it makes none. */
export function eventPermission(entity: string): Permission | undefined {
  return permissionOf.get(entity)
}

const pastTense: Readonly<Record<string, string>> = {
  CREATE: 'created',
  UPDATE: 'updated',
  DELETE: 'deleted',
}

/** The type of an event, e.g. `product.updated` or `order.advance`. */
export function eventType(entity: string, action: string): string {
  return `${entity}.${pastTense[action] ?? action.toLowerCase()}`
}

/** What a webhook is sent when somebody tries it out. */
export const TEST_EVENT = 'webhook.test'

/** Whether a type is one of those asked for, e.g. `order.*`; an empty list asks for all. */
export function isWanted(type: string, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true
  const [entity = ''] = type.split('.')
  return wanted.includes(type) || wanted.includes(`${entity}.*`)
}
