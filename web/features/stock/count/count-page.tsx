'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { LocationName } from '#web/components/records/location-name.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Failure, NoRight, SkeletonRows } from '#web/components/ui/states.tsx'
import { Tabs } from '#web/components/ui/tabs.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { Link } from '#web/components/ui/link.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { CountDesk } from './count-desk.tsx'
import { CountState, Progress } from './count-state.tsx'
import { Differences } from './differences.tsx'
import { PostDialog } from './post-dialog.tsx'
import { type Count, type CountLine, useCancel, useCount } from './use-count.ts'

/** A stocktake: counting, then what differs, then posting it. */
export function CountPage({ id }: { id: string }) {
  const t = useTranslations('stock')
  const { data: count, error, refetch } = useCount(id)
  if (error?.status === 403) return <NoRight what={t('whatCounts')} />
  if (!count && error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!count) return <SkeletonRows />
  return (
    <>
      {error && <Failure strip error={error} onRetry={() => void refetch()} />}
      <Inside count={count} />
    </>
  )
}

function Inside({ count }: { count: Count }) {
  const t = useTranslations('stock')
  const { get, set } = useAddress()
  const [asked, setAsked] = useState<'post' | 'cancel' | null>(null)
  const [again, setAgain] = useState<CountLine | null>(null)
  const mayCount = useCan()('inventory:write') && count.state === 'open'
  const tab = !mayCount || get('tab') === 'differences' ? 'differences' : 'count'
  const close = () => setAsked(null)
  return (
    <div className="flex flex-col gap-3">
      <Head count={count} tab={tab} onAsk={setAsked} />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted">
        <Progress count={count} />
        {count.blind && <span>{t('blindShort')}</span>}
        {count.note !== null && <span>{count.note}</span>}
        <span>{count.actor.name}</span>
      </p>
      {tab === 'count' ? (
        <CountDesk count={count} again={again} onAgain={() => setAgain(null)} />
      ) : (
        <Differences
          count={count}
          onRecount={(line) => {
            setAgain(line)
            set({ tab: '' })
          }}
        />
      )}
      {asked === 'post' && <PostDialog count={count} onClose={close} />}
      {asked === 'cancel' && <CancelCount count={count} onClose={close} />}
    </div>
  )
}

interface HeadProps {
  count: Count
  tab: 'count' | 'differences'
  onAsk: (what: 'post' | 'cancel') => void
}

function Head({ count, tab, onAsk }: HeadProps) {
  const t = useTranslations('stock')
  const can = useCan()
  const { set } = useAddress()
  const isOpen = count.state === 'open'
  return (
    <PageHeader
      title={
        <>
          <Link href="/stock/counts" className="text-muted hover:underline">
            {t('counts')}
          </Link>{' '}
          <span aria-hidden="true">/</span> <LocationName id={count.locationId} />
        </>
      }
      beside={<CountState state={count.state} />}
      tabs={
        isOpen &&
        can('inventory:write') && (
          <Tabs
            label={t('counts')}
            tabs={[
              { name: 'count', title: t('toCount') },
              { name: 'differences', title: t('differences'), count: count.variance?.lines },
            ]}
            current={tab}
            onChange={(name) => set({ tab: name === 'count' ? '' : name })}
          />
        )
      }
      actions={
        isOpen &&
        can('inventory:adjust') && (
          <>
            <Button onClick={() => onAsk('cancel')}>{t('cancelCount')}</Button>
            <Button
              look={tab === 'differences' ? 'primary' : 'plain'}
              onClick={() => onAsk('post')}
            >
              {t('postCount')}
            </Button>
          </>
        )
      }
    />
  )
}

function CancelCount({ count, onClose }: { count: Count; onClose: () => void }) {
  const t = useTranslations('stock')
  const cancel = useCancel(count)
  return (
    <Confirm
      title={t('cancelTitle')}
      action={t('cancelCount')}
      onConfirm={async () => {
        await cancel.mutateAsync()
        showToast(t('cancelled'))
      }}
      onClose={onClose}
    >
      <p>{t('cancelText', { count: count.countedCount })}</p>
    </Confirm>
  )
}
