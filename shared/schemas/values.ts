import * as z from 'zod'
import { isCurrency, parseMoney } from '../domain/money.ts'
import { parseRate } from '../domain/orders/exchange.ts'
import { parseQuantity, QUANTITY_SCALE } from '../domain/quantity.ts'
import { type IdKind, idPattern, idPrefixes } from '../ids.ts'

/** PostgreSQL stores no U+0000, and half a surrogate pair is no character anywhere. */
const storable = (text: string) => !text.includes('\u0000') && text.isWellFormed()
const storableMessage = 'must not contain NUL characters or broken Unicode'

/** Trimmed, non-empty text of at most `max` characters. */
export function text(max: number) {
  return z.string().trim().min(1, 'must not be empty').max(max).refine(storable, storableMessage)
}

/** Trimmed text that may be empty; `null` and empty mean the same and are stored as null. */
export function optionalText(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine(storable, storableMessage)
    .transform((value) => (value === '' ? null : value))
    .nullable()
    .meta({ type: ['string', 'null'], maxLength: max })
}

/** A password: taken to the letter, never trimmed. */
export const Secret = z
  .string()
  .min(1)
  .max(1024)
  .refine(storable, storableMessage)
  .meta({ format: 'password' })

export function id(kind: IdKind) {
  const words = kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  const one = `${/^[aeio]/.test(words) ? 'an' : 'a'} ${words}`
  return z
    .string()
    .regex(idPattern(kind), `must be the id of ${one} (${idPrefixes[kind]}_…)`)
    .meta({
      description: `${words} id`,
      example: `${idPrefixes[kind]}_01JB2QK3V5X7Z9B1D3F5H7J9M1`,
    })
}

/**
 * For a rule about which fields of an object are given: it speaks also when another field is wrong,
 * because all problems of an input are told at once. What is given wrongly is given.
 */
export const besideOthers = {
  when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null,
}

function scaled(parse: (input: string | number) => number, meta: z.GlobalMeta) {
  return z
    .union([z.string().max(32), z.number()], 'must be a decimal string or a number')
    .transform((input, issues) => {
      try {
        return parse(input)
      } catch (error) {
        issues.addIssue({ code: 'custom', message: (error as Error).message })
        return z.NEVER
      }
    })
    .meta(meta)
}

/** A price or cost, zero or more: takes `"12.5"` or `12.5`, gives the integer count of 1/10,000. */
export const Money = scaled(parseMoney, {
  type: ['string', 'number'],
  pattern: '^\\d{1,15}(\\.\\d{1,4})?$',
  minimum: 0,
  description: 'decimal with at most 4 places, as string (exact) or number',
  example: '12.5',
}).refine((value) => value >= 0, 'must not be negative')

/** A signed amount: takes `"-12.5"`, gives the integer count of 1/10,000. */
export const MoneyIn = scaled(parseMoney, {
  type: ['string', 'number'],
  pattern: '^-?\\d{1,15}(\\.\\d{1,4})?$',
  description: 'signed decimal with at most 4 places, as string (exact) or number',
  example: '-12.5',
})

/** A quantity, zero or more: takes `2.5`, gives the integer count of 1/1,000. */
export const Quantity = scaled(parseQuantity, {
  type: ['number', 'string'],
  pattern: '^\\d{1,15}(\\.\\d{1,3})?$',
  minimum: 0,
  description: 'number with at most 3 decimals, or the same as a string',
  example: 12,
}).refine((value) => value >= 0, 'must not be negative')

/** A signed quantity: takes `-2.5`, gives the integer count of 1/1,000. */
export const QuantityIn = scaled(parseQuantity, {
  type: ['number', 'string'],
  pattern: '^-?\\d{1,15}(\\.\\d{1,3})?$',
  description: 'signed number with at most 3 decimals, or the same as a string',
  example: -2,
})

/** The same or null: beside a type that is given by `meta`, the document would lose the null. */
export function orNull<T extends z.ZodType>(schema: T) {
  const meta = schema.meta()
  return schema.nullable().meta({ ...meta, type: [meta?.['type'] ?? [], 'null'].flat() })
}

/** What an answer carries. */
export const MoneyOut = z
  .string()
  .regex(/^-?\d+(\.\d{1,4})?$/)
  .meta({ description: 'decimal string', example: '12.5' })
export const QuantityOut = z.number().meta({ description: 'at most 3 decimals', example: 12 })
export const Instant = z.string().meta({ format: 'date-time', example: '2026-11-20T09:30:00.000Z' })

/** A percentage with at most 3 decimals, kept as 1/1,000 percent. */
export const Percent = scaled(parseQuantity, {
  type: ['number', 'string'],
  minimum: 0,
  maximum: 100,
  example: 2.5,
}).refine((value) => value >= 0 && value <= 100 * QUANTITY_SCALE, 'must be from 0 to 100')

/** An exchange rate above zero, kept as 1/100,000,000. */
export const Rate = scaled(parseRate, {
  type: ['string', 'number'],
  pattern: '^\\d{1,15}(\\.\\d{1,8})?$',
  minimum: 0,
  description: 'company currency per order currency, with at most 8 decimals',
  example: '1.0825',
}).refine((value) => value > 0, 'must be above zero')

export const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isCurrency, 'must be an ISO 4217 currency code such as EUR')
  .meta({ pattern: '^[A-Z]{3}$', example: 'EUR' })

export const Email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email('must be an e-mail address'))
  .meta({ format: 'email', example: 'owner@shop.example' })

/** An e-mail address or none; `null` and empty mean the same, as with every optional text. */
export const EmailOrNull = z
  .string()
  .trim()
  .max(254)
  .transform((value) => (value === '' ? null : value))
  .pipe(z.email('must be an e-mail address').nullable())
  .nullable()
  .meta({ type: ['string', 'null'], format: 'email', maxLength: 254, example: 'ann@acme.example' })

/** A day in the company's time zone. */
export const Day = z.iso
  .date('must be a day such as 2026-11-20')
  .meta({ type: 'string', format: 'date', example: '2026-11-20' })

export const DayOrNull = orNull(Day)

export const Days = z.int().min(0).max(3650)
export const Version = z.int().min(1)

/** An instant given by the caller: RFC 3339 with zone; normalised to UTC. */
export const InstantIn = z.iso
  .datetime({ offset: true, message: 'must be an instant such as 2026-11-20T09:30:00Z' })
  .transform((value, issues) => {
    const instant = new Date(value).toISOString()
    // Other years have a sign and more digits, which do not sort as text.
    if (/^\d{4}-/.test(instant)) return instant
    issues.addIssue({ code: 'custom', message: 'must be in the years 0000 to 9999 (UTC)' })
    return z.NEVER
  })
  .meta({ type: 'string', format: 'date-time', example: '2026-11-20T09:30:00Z' })

/** An instant, or a day of the company; what the day stands for is told where it is taken. */
export const InstantOrDay = z
  .union([InstantIn, Day], 'must be an instant or a day such as 2026-11-20')
  .meta({ type: 'string', example: '2026-11-20' })

const trueWords = ['true', '1']

/** A flag in a query string. */
export const QueryFlag = z
  .enum(['true', 'false', '1', '0'])
  .transform((value) => trueWords.includes(value))
  .meta({ type: 'boolean' })

export const MAX_PAGE = 100

/** The query of every list: how many, and where the page before ended. */
export const pageQuery = {
  limit: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1)
    .max(MAX_PAGE)
    .default(25)
    .meta({ description: 'how many items, 1 to 100' }),
  cursor: z
    .string()
    .max(10_000)
    .optional()
    .meta({ description: '`nextCursor` of the page before' }),
}

/** What every list says of its `sort`. */
export const sortHint = 'what to sort by; with `-` in front from the last to the first'

/** Search text typed by a person. */
export const SearchText = z.string().trim().max(200).refine(storable, storableMessage)

/** A page of a list: `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** `version` of the body, beside or instead of the header If-Match. */
export const versioned = {
  version: Version.optional().meta({
    description: 'the version you read; refused with 409 when the record has changed since',
  }),
}
