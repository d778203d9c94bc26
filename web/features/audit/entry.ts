import type { api, Taken } from '#web/lib/api/client.ts'

export type Entry = Taken<(typeof api.audit)['$get']>['items'][number]

/** Kinds of records that the log has entries of. */
export const entities = [
  'alert',
  'category',
  'contact',
  'count',
  'location',
  'mail',
  'monitor',
  'order',
  'payment',
  'product',
  'receipt',
  'reservation',
  'revaluation',
  'settings',
  'stock',
  'supplier',
  'token',
  'user',
  'webhook',
] as const
export type Entity = (typeof entities)[number]

/** What is told in a sentence of its own; anything else is told by its name. */
export const actions = [
  'CREATE',
  'UPDATE',
  'DELETE',
  'RESTORE',
  'STATUS',
  'ADVANCE',
  'TRANSITION',
  'CANCEL',
  'CANCEL_REMAINING',
  'SEND',
  'HOLD',
  'RELEASE',
  'RECEIVE',
  'UNRECEIVE',
  'RECEIPT',
  'SALE',
  'RETURN',
  'ADJUSTMENT',
  'TRANSFER_IN',
  'TRANSFER_OUT',
  'COUNT',
  'RECOUNT',
  'REVERSAL',
  'POST',
  'ACKNOWLEDGE',
  'SNOOZE',
  'RETRY',
  'RUN',
  'LOGIN',
  'LOGIN_FAILED',
  'LOGOUT',
  'REFRESH_REUSED',
  'PASSWORD_CHANGED',
  'PASSWORD_RESET',
  'PASSWORD_RESET_REQUESTED',
  'MFA_ENABLED',
  'MFA_DISABLED',
  'MFA_SETUP_STARTED',
  'SESSION_ENDED',
  'ACCESS_ENDED',
  'PREFERENCE_SET',
  'PREFERENCE_REMOVED',
  'ROTATE_SECRET',
  'TEST',
  'REPLAY',
] as const
export type Action = (typeof actions)[number]

export function knownEntity(entity: string): Entity | undefined {
  return entities.find((name) => name === entity)
}

export function knownAction(action: string): Action | undefined {
  return actions.find((name) => name === action)
}

/** The page of the record that an entry is about; undefined where it has none any more. */
export function addressOf({
  action,
  entity,
  entityId,
  oldValues,
  newValues,
}: Entry): string | undefined {
  if (action === 'DELETE') return undefined
  switch (knownEntity(entity)) {
    case 'product':
    case 'stock':
      return `/products/${entityId}`
    case 'supplier':
      return `/suppliers/${entityId}`
    case 'order':
      return `/orders/${entityId}`
    case 'receipt': {
      const order = newValues?.['orderId'] ?? oldValues?.['orderId']
      return typeof order === 'string' ? `/orders/${order}` : undefined
    }
    case 'payment':
      return `/payments?view=list&payment=${entityId}`
    case 'count':
      return `/stock/counts/${entityId}`
    case 'mail':
      return `/outbox?mail=${entityId}`
    case 'webhook':
      return `/settings/webhooks/${entityId}`
    case 'user':
      return '/settings/people'
    case 'location':
      return '/settings/locations'
    case 'settings':
      return '/settings/company'
    case 'token':
      return '/settings/tokens'
    case 'alert':
    case 'monitor':
      return '/alerts'
    default:
      return undefined
  }
}

/** What the entry itself says the record is called. */
export function nameIn({
  entity,
  entityId,
  actor,
  oldValues,
  newValues,
}: Entry): string | undefined {
  if (entity === 'user' && actor.id === entityId) return actor.name
  for (const field of ['name', 'number', 'sku', 'email', 'subject', 'companyName']) {
    // Others have an address beside their name, which is then not told when only that one changes.
    if (field === 'email' && entity !== 'user') continue
    const value = newValues?.[field] ?? oldValues?.[field]
    if (typeof value === 'string') return value
  }
  return undefined
}

/** The fields that an entry tells of, on either side. */
export function fieldsOf({ oldValues, newValues }: Entry): string[] {
  return [...new Set([...Object.keys(oldValues ?? {}), ...Object.keys(newValues ?? {})])]
}
