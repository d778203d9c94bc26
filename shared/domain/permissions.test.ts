import { describe, expect, it } from 'vitest'
import { permissions, rolePermissions, roles } from './permissions.ts'

describe('the table of roles', () => {
  it('is this one', () => {
    const table = permissions.map((permission) => {
      const marks = roles.map((role) => (rolePermissions[role].has(permission) ? role : '-'))
      return `${permission.padEnd(16)} ${marks.join(' ')}`
    })
    expect(table).toMatchInlineSnapshot(`
      [
        "products:read    owner manager clerk viewer",
        "products:write   owner manager - -",
        "suppliers:read   owner manager clerk viewer",
        "suppliers:write  owner manager - -",
        "locations:read   owner manager clerk viewer",
        "locations:write  owner manager - -",
        "inventory:read   owner manager clerk viewer",
        "inventory:write  owner manager clerk -",
        "inventory:adjust owner manager - -",
        "orders:read      owner manager clerk viewer",
        "orders:write     owner manager - -",
        "orders:approve   owner manager - -",
        "orders:receive   owner manager clerk -",
        "orders:complete  owner manager - -",
        "payments:read    owner manager clerk viewer",
        "payments:write   owner manager - -",
        "payments:approve owner manager - -",
        "alerts:read      owner manager clerk viewer",
        "alerts:write     owner manager clerk -",
        "monitor:run      owner manager - -",
        "events:read      owner manager clerk viewer",
        "webhooks:read    owner - - -",
        "webhooks:write   owner - - -",
        "settings:read    owner manager clerk viewer",
        "settings:write   owner - - -",
        "users:read       owner - - -",
        "users:write      owner - - -",
        "audit:read       owner manager - -",
        "mails:read       owner - - -",
        "mails:write      owner - - -",
        "backup:read      owner - - -",
      ]
    `)
  })

  it('gives each role what the one below it has', () => {
    const ranked = [...roles].toReversed().map((role) => rolePermissions[role])
    ranked.forEach((granted, rank) => {
      const below = [...(ranked[rank - 1] ?? [])]
      expect(below.filter((permission) => !granted.has(permission))).toEqual([])
    })
    expect(rolePermissions.owner).toEqual(new Set(permissions))
  })

  it('lets whoever writes also read', () => {
    for (const role of roles) {
      const granted = rolePermissions[role]
      const written = [...granted].filter((permission) => permission.endsWith(':write'))
      const read = written.map((permission) => permission.replace(':write', ':read'))
      expect(read.filter((permission) => !([...granted] as string[]).includes(permission))).toEqual(
        [],
      )
    }
  })
})
