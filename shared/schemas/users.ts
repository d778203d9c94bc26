import * as z from 'zod'
import { roles } from '../domain/permissions.ts'
import {
  Email,
  id,
  Instant,
  pageOf,
  pageQuery,
  QueryFlag,
  Secret,
  text,
  versioned,
} from './values.ts'

export const Role = z.enum(roles).meta({ id: 'Role' })

const userFields = { email: Email, name: text(200), role: Role }

export const CreateUser = z
  .strictObject({
    ...userFields,
    password: Secret.optional().describe(
      'without one the person gets a mail with a link to choose it',
    ),
  })
  .meta({
    id: 'CreateUser',
    example: { email: 'noor@shop.example', name: 'Noor Haddad', role: 'clerk' },
  })
export type CreateUser = z.infer<typeof CreateUser>

export const UpdateUser = z
  .strictObject({
    ...z.object(userFields).partial().shape,
    active: z.boolean().optional(),
    ...versioned,
  })
  .meta({ id: 'UpdateUser', example: { role: 'manager', version: 1 } })
export type UpdateUser = z.infer<typeof UpdateUser>

export const User = z
  .object({
    id: id('user'),
    email: z.string(),
    name: z.string(),
    role: Role,
    active: z.boolean().describe('false: may not sign in'),
    invited: z.boolean().describe('true until the person has chosen a password'),
    mfaEnabled: z.boolean(),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof User>

export const UserPage = pageOf(User).meta({ id: 'UserPage' })

export const ListUsers = z.strictObject({
  role: Role.optional().describe('only people with this role'),
  active: QueryFlag.optional().describe('only those who may sign in, or only the others'),
  ...pageQuery,
})
export type ListUsers = z.infer<typeof ListUsers>
