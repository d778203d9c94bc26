'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { Failure, NoRight, Refusal, SkeletonRows } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import type { ApiProblem } from '#web/lib/api/problem.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { OrdersHead } from './orders-head.tsx'
import { type ChosenDraft, createDrafts, lineKey, type Suggested } from './suggestion-drafts.ts'
import { SkippedProducts, SuggestionCard } from './suggestion-card.tsx'

/** What should be ordered now, a draft for each supplier, with the reason at each line. */
export function Suggestions() {
  const t = useTranslations('orders')
  const can = useCan()
  if (!can('orders:write')) return <NoRight what={t('whatSuggestions')} />
  return (
    <>
      <OrdersHead view="suggestions" />
      <Found />
    </>
  )
}

function Found() {
  const t = useTranslations('orders')
  const { data, error, isPending, isFetching, refetch } = useQuery<Suggested, ApiProblem>({
    queryKey: ['forecast', 'suggestions'],
    queryFn: () => take(api.orders.suggest.$post({ json: { dryRun: true } })),
  })
  if (isPending) return <SkeletonRows />
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />
  if (data.orders.length === 0) {
    return (
      <>
        <Notice
          icon={CircleCheck}
          title={t('nothingToOrder')}
          actions={<LinkButton href="/products?status=low">{t('seeLow')}</LinkButton>}
        >
          {t('nothingToOrderHelp')}
        </Notice>
        <SkippedProducts skipped={data.skipped} />
      </>
    )
  }
  return (
    <>
      {error && <Failure strip error={error} onRetry={() => void refetch()} />}
      <Choice found={data} isFetching={isFetching} />
    </>
  )
}

function useCreate(found: Suggested, chosen: readonly ChosenDraft[]) {
  const t = useTranslations('orders')
  const router = useRouter()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => createDrafts(found, chosen),
    onSuccess: (numbers) => {
      showToast(t('draftsMade', { count: numbers.length }))
      router.push('/orders?layout=board')
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['order'] })
      void client.invalidateQueries({ queryKey: ['forecast'] })
    },
  })
}

function Choice({ found, isFetching }: { found: Suggested; isFetching: boolean }) {
  const t = useTranslations('orders')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = found.orders
    .map((order) => ({
      order,
      lines: order.lines.filter((line) => !left.has(lineKey(order, line))),
    }))
    .filter(({ lines }) => lines.length > 0)
  const create = useCreate(found, chosen)
  const change = (keys: readonly string[], isChosen: boolean) => {
    const next = new Set(left)
    for (const key of keys) {
      if (isChosen) next.delete(key)
      else next.add(key)
    }
    setLeft(next)
  }
  const lines = chosen.reduce((sum, order) => sum + order.lines.length, 0)
  return (
    <>
      <div className="screen-only sticky top-0 z-10 mb-3 flex flex-wrap items-center gap-3 border-b border-border bg-bg py-2">
        <p className="grow text-muted">{t('suggestionsHelp')}</p>
        <Button
          look="primary"
          busy={create.isPending}
          disabled={lines === 0 || isFetching}
          onClick={() => create.mutate()}
        >
          {t('makeDrafts', { count: chosen.length, lines })}
        </Button>
      </div>
      <Refusal error={create.error} />
      <div className="grid gap-4">
        {found.orders.map((order, index) => (
          <SuggestionCard
            // A supplier with very many lines has several drafts.
            key={`${order.supplier.id} ${index}`}
            order={order}
            isChosen={(line) => !left.has(lineKey(order, line))}
            onChange={(some, isChosen) =>
              change(
                some.map((line) => lineKey(order, line)),
                isChosen,
              )
            }
          />
        ))}
      </div>
      {found.more && <p className="mt-3 text-muted">{t('moreThanOneRun')}</p>}
      <SkippedProducts skipped={found.skipped} />
    </>
  )
}
