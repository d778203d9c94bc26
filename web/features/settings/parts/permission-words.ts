'use client'

import { useTranslations } from 'use-intl'
import type { Permission } from '#shared/domain/permissions.ts'
import type { Messages } from '#web/lib/i18n/messages.ts'

type Key = keyof Messages['settings']

/** What a permission lets somebody do; its bare name while no language has words for it. */
export function usePermissionWords(): (permission: Permission) => string {
  const t = useTranslations('settings')
  return (permission) => {
    const key = `can_${permission.replace(':', '_')}` as Key
    return t.has(key) ? t(key) : permission
  }
}
