'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Json } from '#client/answer.ts'
import { api, take, type Taken } from './client.ts'
import type { ApiProblem } from './problem.ts'

type Preferences = Taken<typeof api.auth.preferences.$get>

const key = ['preferences'] as const

/**
 * A choice that a person makes once for all their devices, such as the columns of a table. It is
 * shown at once, and kept on the server behind that.
 *
 * @param name kebab words: `products-columns`
 * @param initial what holds until the person chooses, and while it is not known yet
 */
export function usePreference<T>(name: string, initial: T): [T, (value: T) => void] {
  const client = useQueryClient()
  const { data } = useQuery<Preferences, ApiProblem>({
    queryKey: key,
    queryFn: () => take(api.auth.preferences.$get()),
    staleTime: 5 * 60_000,
  })
  const { mutate } = useMutation({
    // One after the other, so that the last choice is the one that stays.
    scope: { id: `preference ${name}` },
    mutationFn: (value: T) => {
      // The compiler takes no interface for JSON, because it could have members that are none.
      const json = { value: value as Json }
      return take(api.auth.preferences[':name'].$put({ param: { name }, json }))
    },
    onError: () => void client.invalidateQueries({ queryKey: key }),
  })
  const choose = useCallback(
    (value: T) => {
      const preferences = { ...client.getQueryData<Preferences>(key)?.preferences, [name]: value }
      client.setQueryData(key, { preferences })
      mutate(value)
    },
    [client, mutate, name],
  )
  // What was kept under a name is what this program put there.
  const kept = data?.preferences[name] as T | undefined
  return [kept ?? initial, choose]
}
