import { useQuery } from '@tanstack/react-query'
import type { Permission } from '#shared/domain/permissions.ts'
import { orRemembered } from '../offline/remembered.ts'
import { api, take, type Taken } from './client.ts'
import type { ApiProblem } from './problem.ts'

export type Me = Taken<(typeof api.auth.me)['$get']>
export type Settings = Taken<(typeof api.settings)['$get']>

export const meKey = ['me'] as const
export const settingsKey = ['settings'] as const

/**
 * Who is signed in. A problem with status 401 says that nobody is. Without a connection it is who was
 * last at this device, because the till goes on then.
 */
export function useMe() {
  return useQuery<Me, ApiProblem>({
    queryKey: meKey,
    queryFn: () => orRemembered('me', () => take(api.auth.me.$get())),
    staleTime: 5 * 60_000,
  })
}

/** Whether the signed-in person may do it; false while that is not known yet. */
export function useCan(): (permission: Permission) => boolean {
  const { data } = useMe()
  return (permission) => data?.permissions.includes(permission) ?? false
}

/** The company: its currency, time zone and limits. */
export function useSettings() {
  return useQuery<Settings, ApiProblem>({
    queryKey: settingsKey,
    queryFn: () => orRemembered('settings', () => take(api.settings.$get())),
    staleTime: 5 * 60_000,
  })
}
