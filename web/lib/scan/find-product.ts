import { api, take, type Taken } from '../api/client.ts'
import { codeForms, hasRightCheckDigit, looksLikeGtin } from './codes.ts'

export type FoundProduct = Taken<(typeof api.products)['$get']>['items'][number]

/**
 * The product that a code means: its barcode, however many zeros stand in front of it, else its SKU.
 *
 * @throws ApiProblem, with the code `unreachable` when there is no connection
 */
export async function findByCode(
  code: string,
  signal?: AbortSignal,
): Promise<FoundProduct | undefined> {
  const plain = code.trim()
  if (plain === '') return undefined
  const find = (query: { barcode: string } | { sku: string }) => firstOf(query, signal)
  const [exact, sku] = await Promise.all([find({ barcode: plain }), find({ sku: plain })])
  if (exact ?? sku) return exact ?? sku
  const others = codeForms(plain).filter((form) => form !== plain)
  const found = await Promise.all(others.map((barcode) => find({ barcode })))
  return found.find((product) => product !== undefined)
}

/** A scanner misread it: it looks like a number on goods, and its check digit is wrong. */
export function isMisread(code: string): boolean {
  return looksLikeGtin(code) && !hasRightCheckDigit(code)
}

async function firstOf(
  query: { barcode: string } | { sku: string },
  signal: AbortSignal | undefined,
): Promise<FoundProduct | undefined> {
  const init = signal ? { init: { signal } } : {}
  const { items } = await take(api.products.$get({ query: { ...query, limit: '1' } }, init))
  return items[0]
}
