import type { Api } from '#client/api-types.ts'
import { pathProxy } from '#client/path-proxy.ts'
import { sessionFetch } from './session-fetch.ts'

export { once, type Sent, take, type Taken } from '#client/answer.ts'

/**
 * Every endpoint of the API by its path, with the types that its contract gives. Pages need less than
 * `createClient` does: the queries repeat reads by themselves, and forms keep the keys of their writes.
 */
export const api = pathProxy('/api', ({ url, init }) => sessionFetch(url, init)) as Api
