/** What a signed-in person or machine may do; endpoints and services name one of these. */
export const permissions = [
  'products:read',
  'products:write',
  'suppliers:read',
  'suppliers:write',
  'locations:read',
  'locations:write',
  'inventory:read',
  'inventory:write',
  'inventory:adjust',
  'orders:read',
  'orders:write',
  'orders:approve',
  'orders:receive',
  'orders:complete',
  'payments:read',
  'payments:write',
  'payments:approve',
  'alerts:read',
  'alerts:write',
  'monitor:run',
  'events:read',
  'webhooks:read',
  'webhooks:write',
  'settings:read',
  'settings:write',
  'users:read',
  'users:write',
  'audit:read',
  'mails:read',
  'mails:write',
  'backup:read',
] as const

export type Permission = (typeof permissions)[number]

export const roles = ['owner', 'manager', 'clerk', 'viewer'] as const
export type Role = (typeof roles)[number]

const viewer = [
  'products:read',
  'suppliers:read',
  'locations:read',
  'inventory:read',
  'orders:read',
  'payments:read',
  'alerts:read',
  'events:read',
  'settings:read',
] as const satisfies readonly Permission[]

const clerk = [
  ...viewer,
  'inventory:write',
  'orders:receive',
  'alerts:write',
] as const satisfies readonly Permission[]

const manager = [
  ...clerk,
  'products:write',
  'suppliers:write',
  'locations:write',
  'inventory:adjust',
  'orders:write',
  'orders:approve',
  'orders:complete',
  'payments:write',
  'payments:approve',
  'monitor:run',
  'audit:read',
] as const satisfies readonly Permission[]

/** The one table of who may do what: a role has exactly these permissions. */
export const rolePermissions: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(permissions),
  manager: new Set(manager),
  clerk: new Set(clerk),
  viewer: new Set(viewer),
}
