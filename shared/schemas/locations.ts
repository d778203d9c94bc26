import * as z from 'zod'
import {
  id,
  Instant,
  optionalText,
  pageOf,
  pageQuery,
  QueryFlag,
  SearchText,
  sortHint,
  text,
  versioned,
} from './values.ts'

const locationFields = {
  name: text(200).describe('unique, whatever its letter case and accents'),
  address: optionalText(1000).optional(),
  active: z.boolean().optional(),
}

export const CreateLocation = z.strictObject(locationFields).meta({
  id: 'CreateLocation',
  example: { name: 'Shop', address: '1 Harbour Road' },
})
export type CreateLocation = z.infer<typeof CreateLocation>

export const UpdateLocation = z
  .strictObject({ ...z.object(locationFields).partial().shape, ...versioned })
  .meta({ id: 'UpdateLocation', example: { active: false, version: 1 } })
export type UpdateLocation = z.infer<typeof UpdateLocation>

export const Location = z
  .object({
    id: id('location'),
    name: z.string(),
    address: z.string().nullable(),
    active: z.boolean(),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Location' })
export type Location = z.infer<typeof Location>

export const LocationPage = pageOf(Location).meta({ id: 'LocationPage' })

export const ListLocations = z.strictObject({
  q: SearchText.optional().describe('part of the name'),
  active: QueryFlag.optional().describe('only active locations, or only the others'),
  sort: z.enum(['name', '-name']).default('name').describe(sortHint),
  ...pageQuery,
})
export type ListLocations = z.infer<typeof ListLocations>
