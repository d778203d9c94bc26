'use client'

import { useMutation } from '@tanstack/react-query'
import {
  ArrowLeft,
  Ban,
  CirclePause,
  CirclePlay,
  EllipsisVertical,
  Pencil,
  Printer,
  Trash2,
} from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { pipeline } from '#shared/domain/orders/stages.ts'
import { LinkButton } from '#web/components/ui/button.tsx'
import { Menu, MenuItem } from '#web/components/ui/menu.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useShortcuts } from '#web/lib/shortcuts.ts'
import { useRefusalWords } from '../gate-words.ts'
import { type Order, setHold, useOrderChanged } from '../order-data.ts'
import { type Asked, AskedDialog } from './order-asked.tsx'
import { DocumentMenu } from './document-menu.tsx'

const asks = [
  { action: 'hold', icon: CirclePause, isDanger: false, text: 'putOnHold' },
  { action: 'release', icon: CirclePlay, isDanger: false, text: 'release' },
  { action: 'back', icon: ArrowLeft, isDanger: false, text: 'backTo' },
  { action: 'cancel', icon: Ban, isDanger: true, text: 'cancelOrder' },
  { action: 'delete', icon: Trash2, isDanger: true, text: 'deleteDraft' },
] as const

/** What can be done with an order beside its next step. */
export function OrderActions({ order }: { order: Order }) {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  const router = useRouter()
  const mayWrite = useCan()('orders:write')
  const [asked, setAsked] = useState<Asked>()
  const release = useRelease(order)
  const may = (action: Order['actions'][number]) => mayWrite && order.actions.includes(action)
  const edit = `/orders/${order.id}/edit`
  useShortcuts(
    may('edit') ? [{ keys: 'e', label: t('editOrder'), run: () => router.push(edit) }] : [],
  )
  const before = pipeline[pipeline.findIndex((stage) => stage === order.stage) - 1]
  const stage = before ? common(`stage_${before}`) : ''
  return (
    <>
      {may('edit') && (
        <LinkButton href={edit} icon={<Pencil size={16} aria-hidden="true" />}>
          {t(order.stage === 'draft' ? 'editDraft' : 'amend')}
        </LinkButton>
      )}
      <DocumentMenu order={order} />
      <Menu label={t('moreActions')} button={<EllipsisVertical size={18} aria-hidden="true" />}>
        <MenuItem icon={<Printer size={16} aria-hidden="true" />} onSelect={() => print()}>
          {t('print')}
        </MenuItem>
        {asks
          .filter(({ action }) => may(action) && (action !== 'back' || before !== undefined))
          .map(({ action, icon: Icon, isDanger, text }) => (
            <MenuItem
              key={action}
              danger={isDanger}
              icon={<Icon size={16} aria-hidden="true" className="rtl:-scale-x-100" />}
              onSelect={() => (action === 'release' ? release.mutate() : setAsked(action))}
            >
              {t(text, { stage })}
            </MenuItem>
          ))}
      </Menu>
      {asked !== undefined && (
        <AskedDialog
          order={order}
          asked={asked}
          before={before}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  )
}

function useRelease(order: Order) {
  const t = useTranslations('orders')
  const changed = useOrderChanged()
  const words = useRefusalWords()
  return useMutation({
    mutationFn: () => setHold(order, false),
    onSuccess: (after) => {
      changed(after)
      showToast(t('released', { number: order.number }))
    },
    onError: (error) => showToast(words(order, error), { tone: 'bad' }),
  })
}
