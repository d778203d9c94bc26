'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { permissions } from '#shared/domain/permissions.ts'
import { Badge } from '#web/components/ui/badge.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { RowText } from '../parts/list-card.tsx'
import { usePermissionWords } from '../parts/permission-words.ts'
import type { Token } from './tokens-area.tsx'

const DAY_MS = 86_400_000
/** It is said from this many days before. */
const SOON_DAYS = 14

export function TokenRow({ token }: { token: Token }) {
  const t = useTranslations('settings')
  const format = useFormat()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const { id, name, lastUsedAt, expiresAt } = token
  const daysLeft = Math.ceil((Date.parse(expiresAt) - Date.now()) / DAY_MS)
  const day = format.day(expiresAt.slice(0, 10))
  return (
    <>
      <RowText title={name}>
        <Scopes scopes={token.scopes} />
        <span className="block">
          {lastUsedAt === null ? t('neverUsed') : t('lastUsed', { at: format.instant(lastUsedAt) })}
        </span>
      </RowText>
      <Badge tone={daysLeft <= 0 ? 'bad' : daysLeft <= SOON_DAYS ? 'warn' : 'neutral'}>
        {t(daysLeft <= 0 ? 'expired' : 'expires', { day })}
      </Badge>
      <Button look="danger" aria-label={t('revokeOf', { name })} onClick={() => setAsking(true)}>
        {t('revoke')}
      </Button>
      {isAsking && (
        <Confirm
          title={t('revokeTitle', { name })}
          action={t('revokeOf', { name })}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await take(api.tokens[':id'].$delete({ param: { id } }))
            showToast(t('revoked', { name }))
            void client.invalidateQueries({ queryKey: ['token'] })
          }}
        >
          <p>{t('revokeText')}</p>
        </Confirm>
      )}
    </>
  )
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  const t = useTranslations('settings')
  const words = usePermissionWords()
  const known = permissions.filter((permission) => scopes.includes(permission))
  return (
    <details>
      <summary className="w-fit underline underline-offset-2">
        {t('scopeCount', { count: scopes.length })}
      </summary>
      <ul className="ms-4 list-disc py-1">
        {known.map((permission) => (
          <li key={permission}>{words(permission)}</li>
        ))}
      </ul>
    </details>
  )
}
