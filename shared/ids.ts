/** The prefix of each kind of record; an id is the prefix, `_` and a 26-character ULID. */
export const idPrefixes = {
  alert: 'alr',
  apiToken: 'tok',
  audit: 'aud',
  batch: 'bat',
  category: 'cat',
  contact: 'con',
  count: 'cnt',
  delivery: 'dlv',
  event: 'evt',
  history: 'his',
  location: 'loc',
  mail: 'mail',
  movement: 'mov',
  order: 'ord',
  orderLine: 'orl',
  payment: 'pay',
  priceChange: 'prc',
  product: 'prd',
  receipt: 'rcp',
  request: 'req',
  reservation: 'rsv',
  revaluation: 'rev',
  session: 'ses',
  supplier: 'sup',
  user: 'usr',
  webhook: 'whk',
} as const

export type IdKind = keyof typeof idPrefixes

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const timeLength = 10
const randomLength = 16
const poolSize = 4096

let pool = new Uint8Array(0)
let poolPosition = 0
let lastTime = -1
let lastRandom: number[] = []
let encoded = { timeMs: -1, text: '' }
let sequence: number[] | undefined

/**
 * A new id of the given kind, e.g. `prd_01JB2Q…`. Ids of one process grow strictly, also within a
 * millisecond, so sorting by id is sorting by creation.
 * Source: https://github.com/ulid/spec (monotonic variant, Crockford base 32).
 */
export function newId(kind: IdKind, timeMs: number = Date.now()): string {
  return `${idPrefixes[kind]}_${ulid(timeMs)}`
}

/**
 * A new id whose time part is exactly `timeMs`, for records that are found by their instant through
 * `idBounds`. Ids of one process grow strictly within an instant, but not when the clock is set back.
 */
export function newIdAt(kind: IdKind, timeMs: number): string {
  // A first digit below 16 leaves room for more increments than a process can live to make.
  sequence ??= Array.from(randomBytes(randomLength), (byte, i) => byte & (i === 0 ? 15 : 31))
  increment(sequence)
  return `${idPrefixes[kind]}_${encodeTime(timeMs)}${encodeDigits(sequence)}`
}

/** The lowest and the highest id that `newIdAt` can give for an instant; before 1970 it is 1970. */
export function idBounds(kind: IdKind, timeMs: number): { lowest: string; highest: string } {
  const start = `${idPrefixes[kind]}_${encodeTime(Math.max(0, timeMs))}`
  return { lowest: start + '0'.repeat(randomLength), highest: start + 'Z'.repeat(randomLength) }
}

/** The instant in the time part of an id, in ms. */
export function idTime(id: string): number {
  const start = id.indexOf('_') + 1
  let timeMs = 0
  for (let i = start; i < start + timeLength; i++) {
    timeMs = timeMs * 32 + alphabet.indexOf(id.charAt(i))
  }
  return timeMs
}

/** The pattern that ids of this kind match. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${idPrefixes[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`)
}

function ulid(timeMs: number): string {
  if (timeMs > lastTime) {
    lastTime = timeMs
    lastRandom = Array.from(randomBytes(randomLength), (byte) => byte & 31)
  } else {
    increment(lastRandom)
  }
  return encodeTime(lastTime) + encodeDigits(lastRandom)
}

/** Many ids are made within one millisecond; its text is made once. */
function encodeTime(timeMs: number): string {
  if (encoded.timeMs === timeMs) return encoded.text
  let text = ''
  for (let rest = timeMs, i = 0; i < timeLength; i++) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  encoded = { timeMs, text }
  return text
}

function encodeDigits(digits: readonly number[]): string {
  let text = ''
  for (const digit of digits) text += alphabet.charAt(digit)
  return text
}

function increment(digits: number[]): void {
  for (let i = digits.length - 1; i >= 0; i--) {
    const digit = (digits[i] ?? 0) + 1
    if (digit < 32) {
      digits[i] = digit
      return
    }
    digits[i] = 0
  }
  throw new Error('more than 2^80 ids in one millisecond')
}

/** Random values are drawn in batches and never at module scope, which workerd forbids. */
function randomBytes(count: number): Uint8Array {
  if (poolPosition + count > pool.length) {
    pool = crypto.getRandomValues(new Uint8Array(poolSize))
    poolPosition = 0
  }
  poolPosition += count
  return pool.subarray(poolPosition - count, poolPosition)
}
