import { keepPreviousData, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

const MOST_RETRIES = 2

/** What reads of the API have in common; a refusal is final, a lost connection is not. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
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
