import { type AnyEndpoint, type AnyAnswer, type CallOptions, take, type Taken } from './answer.ts'

/** As much as the API gives at once. */
const LARGEST_PAGE = 100

interface Page {
  items: readonly unknown[]
  nextCursor: string | null
}

/** An endpoint that lists, such as `shop.products.$get`; of any other it is `never`. */
type ListOf<Endpoint extends AnyEndpoint> = Taken<Endpoint> extends Page ? Endpoint : never

/** One of what an endpoint lists. */
export type Item<Endpoint extends AnyEndpoint> =
  Taken<Endpoint> extends { items: (infer One)[] } ? One : never

/**
 * Every page of a list, one after the other: each is asked for when it is wanted. A page has 100
 * items unless `limit` says otherwise.
 *
 * @param args what the endpoint takes: `pages(shop.products.$get, { query: { q: 'mug' } })`
 * @throws ApiProblem
 */
export function pages<Endpoint extends AnyEndpoint>(
  list: ListOf<Endpoint>,
  ...args: Parameters<Endpoint>
): AsyncGenerator<Taken<Endpoint>, void, undefined> {
  // Behind each endpoint is the same function; what it gives is told by `ListOf`.
  const ask = list as unknown as Ask
  const [input, options] = args as unknown as [Input?, CallOptions?]
  return pagesOf(ask, input, options) as AsyncGenerator<never, void, undefined>
}

/**
 * Every item of a list, page by page: `for await (const product of items(shop.products.$get))`.
 *
 * @param args what the endpoint takes
 * @throws ApiProblem
 */
export async function* items<Endpoint extends AnyEndpoint>(
  list: ListOf<Endpoint>,
  ...args: Parameters<Endpoint>
): AsyncGenerator<Item<Endpoint>, void, undefined> {
  for await (const page of pages<Endpoint>(list, ...args)) {
    yield* (page as { items: Item<Endpoint>[] }).items
  }
}

interface Input {
  query?: object
}

type Ask = (input: Input, options: CallOptions | undefined) => Promise<AnyAnswer>

async function* pagesOf(ask: Ask, input: Input | undefined, options: CallOptions | undefined) {
  let cursor: string | null | undefined
  do {
    const query = { limit: LARGEST_PAGE, ...input?.query, ...(cursor && { cursor }) }
    const page = (await take(ask({ ...input, query }, options))) as Page
    yield page
    cursor = page.nextCursor
  } while (cursor !== null)
}
