import * as z from 'zod'

export const MAX_PREFERENCES = 100
export const MAX_PREFERENCE_BYTES = 16_384
/** Far deeper than anything that people choose, and far less deep than what stops a JSON writer. */
const MAX_DEPTH = 32

/** Words of small letters and digits, joined by hyphens. */
export const PreferenceName = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be words of a-z and 0-9 joined by hyphens')
  .meta({ description: 'a name of your choice', example: 'products-columns' })

const anyJson = {
  anyOf: [
    ...['object', 'string', 'number', 'boolean', 'null'].map((type) => ({ type })),
    { type: 'array', items: {} },
  ],
} as z.GlobalMeta

const JsonValue = z
  .unknown()
  .superRefine((value, issues) => {
    const complain = (message: string) => issues.addIssue({ code: 'custom', message })
    if (value === undefined) complain('must be there')
    else if (isDeeper(value, MAX_DEPTH)) complain(`must be nested at most ${MAX_DEPTH} deep`)
    else if (bytesOf(value) > MAX_PREFERENCE_BYTES) {
      complain(`must be at most ${MAX_PREFERENCE_BYTES} bytes of JSON`)
    }
  })
  .meta({
    ...anyJson,
    description: `any JSON of at most ${MAX_PREFERENCE_BYTES} bytes`,
    example: { columns: ['sku', 'name'], density: 'compact' },
  })

export const PutPreference = z
  .strictObject({ value: JsonValue })
  .meta({ id: 'PutPreference', example: { value: { columns: ['sku', 'name'] } } })
export type PutPreference = z.infer<typeof PutPreference>

export const Preference = z
  .object({ name: PreferenceName, value: z.unknown().meta(anyJson) })
  .meta({ id: 'Preference' })
export type Preference = z.infer<typeof Preference>

export const Preferences = z
  .object({
    preferences: z
      .record(z.string(), z.unknown())
      .meta({ description: 'the values by their names', example: { density: 'compact' } }),
  })
  .meta({ id: 'Preferences' })
export type Preferences = z.infer<typeof Preferences>

/** Looks no deeper than it must, so that no value is too deep for it. */
function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return most === 0 || Object.values(value).some((inner) => isDeeper(inner, most - 1))
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}
