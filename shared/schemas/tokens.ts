import * as z from 'zod'
import { permissions } from '../domain/permissions.ts'
import { id, Instant, pageOf, text } from './values.ts'

export const MAX_TOKEN_DAYS = 365

export const Permission = z.enum(permissions).meta({ id: 'Permission' })

export const CreateToken = z
  .strictObject({
    name: text(100).describe('what uses it, e.g. `web shop`'),
    scopes: z
      .array(Permission)
      .min(1)
      .max(permissions.length)
      .describe('permissions of yours; the token has no others'),
    expiresInDays: z.int().min(1).max(MAX_TOKEN_DAYS).default(90),
  })
  .meta({
    id: 'CreateToken',
    example: { name: 'web shop', scopes: ['products:read'], expiresInDays: 90 },
  })
export type CreateToken = z.infer<typeof CreateToken>

export const Token = z
  .object({
    id: id('apiToken'),
    name: z.string(),
    scopes: z.array(z.string()),
    createdAt: Instant,
    expiresAt: Instant,
    lastUsedAt: Instant.nullable().describe('to the minute'),
  })
  .meta({ id: 'Token' })
export type Token = z.infer<typeof Token>

export const CreatedToken = Token.extend({
  token: z.string().describe('shown this once: only its hash is kept'),
}).meta({ id: 'CreatedToken' })
export type CreatedToken = z.infer<typeof CreatedToken>

export const TokenPage = pageOf(Token).meta({ id: 'TokenPage' })
