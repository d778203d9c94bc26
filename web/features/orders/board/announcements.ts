'use client'

import type { Announcements, ScreenReaderInstructions } from '@dnd-kit/core'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { PipelineStage } from '#shared/domain/orders/stages.ts'
import type { OrderSummary } from '../order-data.ts'

type Ends = { data: { current?: Record<string, unknown> | undefined } }

export function orderOf({ data }: Ends): OrderSummary | undefined {
  return data.current?.['order'] as OrderSummary | undefined
}

/** What those hear who do not see the card move, in their language. */
export function useAnnouncements(): {
  announcements: Announcements
  screenReaderInstructions: ScreenReaderInstructions
} {
  const t = useTranslations('orders')
  const common = useTranslations('common')
  return useMemo(() => {
    const number = (active: Ends) => orderOf(active)?.number ?? ''
    const stage = (id: string | number) => common(`stage_${id as PipelineStage}`)
    return {
      screenReaderInstructions: { draggable: t('dragHelp') },
      announcements: {
        onDragStart: ({ active }) => t('lifted', { number: number(active) }),
        onDragOver: ({ active, over }) =>
          over ? t('isOver', { number: number(active), stage: stage(over.id) }) : undefined,
        onDragEnd: ({ active, over }) =>
          over
            ? t('droppedIn', { number: number(active), stage: stage(over.id) })
            : t('dropCancelled', { number: number(active) }),
        onDragCancel: ({ active }) => t('dropCancelled', { number: number(active) }),
      },
    }
  }, [t, common])
}
