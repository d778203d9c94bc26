import {
  hashKey,
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ApiProblem } from './problem.ts'

interface PageOf<Item> {
  items: Item[]
  nextCursor: string | null
}

export type List<Item> = Pick<
  UseInfiniteQueryResult<InfiniteData<PageOf<Item>>, ApiProblem>,
  'isPending' | 'isFetching' | 'hasNextPage' | 'isFetchingNextPage' | 'error' | 'refetch'
> & {
  /** Of these items: the entity and what they are filtered and sorted by. */
  name: string
  items: readonly Item[]
  /** Loads the next page; nothing happens while one is on its way. */
  more: () => void
}

/** Long enough to look at some of them and to come back to where one was. */
const KEPT_MS = 30 * 60_000

/**
 * A list of the API, page by page.
 *
 * @param key begins with the entity whose events make it stale: `['product', filter]`
 * @param load a page, from where the one before ended
 */
export function useList<Item>(
  key: readonly unknown[],
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Item>>,
  { enabled = true } = {},
): List<Item> {
  const query = useInfiniteQuery<
    PageOf<Item>,
    ApiProblem,
    InfiniteData<PageOf<Item>>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled,
    gcTime: KEPT_MS,
  })
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const more = () => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
  }
  const { isPending, isFetching, hasNextPage, isFetchingNextPage, error, refetch } = query
  const name = hashKey(key)
  return {
    ...{ name, items, more, isPending, isFetching, hasNextPage, isFetchingNextPage },
    ...{ error, refetch },
  }
}
