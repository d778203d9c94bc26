'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { CheckField } from '#web/components/ui/field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { type Count, usePost } from './use-count.ts'

/** What posting will do, before it is done: how many lines change, and what that is worth. */
export function PostDialog({ count, onClose }: { count: Count; onClose: () => void }) {
  const t = useTranslations('stock')
  const common = useTranslations('common')
  const format = useFormat()
  const post = usePost(count)
  const left = count.lineCount - count.countedCount
  const [skip, setSkip] = useState(false)
  const { variance } = count
  const isStale = post.error?.code === 'stale-version'
  const send = () =>
    post.mutate(
      { skipUncounted: skip },
      {
        onSuccess: () => {
          showToast(t('posted', { count: variance?.lines ?? 0 }))
          onClose()
        },
      },
    )
  return (
    <Dialog
      title={t('postCount')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            look="primary"
            busy={post.isPending}
            disabled={left > 0 && !skip}
            title={left > 0 && !skip ? t('uncountedLeft', { count: left }) : undefined}
            onClick={send}
          >
            {t('postCount')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p>{t('postText', { count: variance?.lines ?? 0 })}</p>
        {variance && <Worth variance={variance} format={format} />}
        {left > 0 && (
          <CheckField
            label={t('skipUncounted', { count: left })}
            help={t('skipHelp')}
            checked={skip}
            onChange={(event) => setSkip(event.target.checked)}
          />
        )}
        {isStale ? (
          <p role="alert" className="rounded-control bg-warn-soft px-3 py-2 text-warn">
            {t('changedMeanwhile')}
          </p>
        ) : (
          <Refusal error={post.error} />
        )}
      </div>
    </Dialog>
  )
}

interface WorthProps {
  variance: NonNullable<Count['variance']>
  format: ReturnType<typeof useFormat>
}

/** What was found, what is missing, and both together. */
export function Worth({ variance, format }: WorthProps) {
  const t = useTranslations('stock')
  const { gain, loss, net, currency } = variance
  return (
    <dl className="grid grid-cols-3 gap-2 rounded-card bg-sunken p-3">
      {(
        [
          ['gain', gain],
          ['loss', loss],
          ['net', net],
        ] as const
      ).map(([name, amount]) => (
        <div key={name}>
          <dt className="text-xs text-muted">{t(name)}</dt>
          <dd className="font-semibold tabular-nums">{format.money(amount, currency)}</dd>
        </div>
      ))}
    </dl>
  )
}
