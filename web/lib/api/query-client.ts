import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  keepPreviousData,
  QueryClient,
} from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

const MOST_RETRIES = 2

/**
 * A change makes stale also what is only being loaded, because it may have been read before the
 * change. The library has such a load begin anew only where there is something to show already; the
 * first one of all it lets go on, and takes what that brings for fresh.
 */
class FreshQueryClient extends QueryClient {
  override async invalidateQueries(
    filters: InvalidateQueryFilters = {},
    options: InvalidateOptions = {},
  ): Promise<void> {
    // Silently: whoever waits for the load gets what the next one brings.
    for (const query of this.getQueryCache().findAll({ ...filters, type: 'active' })) {
      if (query.state.data === undefined) void query.cancel({ silent: true })
    }
    await super.invalidateQueries(filters, options)
  }
}

/** What reads of the API have in common; a refusal is final, a lost connection is not. */
export function newQueryClient(): QueryClient {
  return new FreshQueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Without a network a request fails and says so; else it would wait without a word.
        networkMode: 'always',
        refetchOnReconnect: true,
        placeholderData: keepPreviousData,
        retry: (failures, error) => {
          if (failures >= MOST_RETRIES) return false
          return !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500
        },
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
