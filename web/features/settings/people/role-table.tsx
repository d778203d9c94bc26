'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { permissions, type Permission, rolePermissions, roles } from '#shared/domain/permissions.ts'
import { Card } from '#web/components/ui/page-header.tsx'
import { SideScroll } from '#web/components/ui/side-scroll.tsx'
import { useMe } from '#web/lib/api/use-session.ts'
import { usePermissionWords } from '../parts/permission-words.ts'

/** What each role may do, from the table that the API itself obeys. */
export function RoleTable() {
  const t = useTranslations('settings')
  const { data: me } = useMe()
  const words = usePermissionWords()
  const areas = Map.groupBy(permissions, (permission) => permission.split(':')[0] ?? '')
  return (
    <Card title={t('roleTable')}>
      <SideScroll label={t('roleTable')}>
        <table className="w-full text-table">
          <thead>
            <tr className="border-b border-border text-muted">
              <th scope="col" className="px-4 py-2">
                {t('permission')}
              </th>
              {roles.map((role) => (
                <th key={role} scope="col" className="px-2 py-2 text-center">
                  {t(`role_${role}`)}
                  {role === me?.role && <span className="block text-xs">{t('you')}</span>}
                </th>
              ))}
            </tr>
          </thead>
          {[...areas.values()].map((group) => (
            <tbody key={group[0]} className="border-b border-border last:border-b-0">
              {group.map((permission) => (
                <Row key={permission} permission={permission} words={words(permission)} />
              ))}
            </tbody>
          ))}
        </table>
      </SideScroll>
    </Card>
  )
}

function Row({ permission, words }: { permission: Permission; words: string }) {
  const t = useTranslations('settings')
  return (
    <tr className="hover:bg-sunken">
      <th scope="row" className="px-4 py-1 font-normal">
        {words}
      </th>
      {roles.map((role) => (
        <td key={role} className="px-2 py-1 text-center">
          {rolePermissions[role].has(permission) ? (
            <Check size={16} role="img" aria-label={t('may')} className="inline text-ok" />
          ) : (
            <span className="text-muted">
              <span aria-hidden="true">–</span>
              <span className="sr-only">{t('mayNot')}</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  )
}
