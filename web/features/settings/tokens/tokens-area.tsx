'use client'

import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ShownOnce } from '#web/components/account/shown-once.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { ListCard } from '../parts/list-card.tsx'
import { SettingsFrame } from '../settings-frame.tsx'
import { TokenDialog } from './token-dialog.tsx'
import { TokenRow } from './token-row.tsx'

export type Token = Taken<(typeof api.tokens)['$get']>['items'][number]
export type NewToken = Taken<(typeof api.tokens)['$post']>

/** Keys for machines, which act for the person who made them. */
export function TokensArea() {
  const t = useTranslations('settings')
  const [isOpen, setOpen] = useState(false)
  const [made, setMade] = useState<NewToken>()
  const list = useList<Token>(['token'], (cursor, signal) =>
    take(
      api.tokens.$get({ query: { limit: '50', ...(cursor && { cursor }) } }, { init: { signal } }),
    ),
  )
  const add = (
    <Button
      look="primary"
      icon={<Plus size={16} aria-hidden="true" />}
      onClick={() => setOpen(true)}
    >
      {t('addToken')}
    </Button>
  )
  return (
    <SettingsFrame area="tokens" actions={list.items.length > 0 && add}>
      <p className="text-muted">
        {t('tokensHelp')}{' '}
        <a href="/docs" className="text-accent underline underline-offset-2">
          {t('apiDocs')}
        </a>
      </p>
      {made && <ShownOnce secret={made.token}>{t('tokenOnce', { name: made.name })}</ShownOnce>}
      <ListCard
        title={t('tokens')}
        list={list}
        itemKey={({ id }) => id}
        draw={(token) => <TokenRow token={token} />}
        empty={
          <Notice icon={KeyRound} title={t('noTokens')} actions={add}>
            {t('noTokensText')}
          </Notice>
        }
      />
      {isOpen && <TokenDialog onClose={() => setOpen(false)} onMade={setMade} />}
    </SettingsFrame>
  )
}
