'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Link } from '#web/components/ui/link.tsx'
import { Card, Fact } from '#web/components/ui/page-header.tsx'
import { useSettings } from '#web/lib/api/use-session.ts'
import { isolated } from '#web/lib/isolated.ts'
import { useFormat } from '#web/lib/use-format.ts'
import type { Order } from '../order-data.ts'
import { DueDay, LateBadge } from '../order-marks.tsx'
import { MailFact } from './mail-state.tsx'

const days = ['promisedOn', 'readyOn', 'etaOn', 'arrivedOn'] as const
const texts = ['supplierReference', 'carrier', 'tracking', 'customsEntry', 'closingNote'] as const

/** Who, when and by what way: only what is known. */
export function OrderFacts({ order }: { order: Order }) {
  const t = useTranslations('orders')
  return (
    <Card title={t('facts')}>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 p-4">
        <Fact name={t('supplier')}>
          <Link href={`/suppliers/${order.supplierId}`} className="font-medium hover:underline">
            <bdi>{order.supplier.name}</bdi>
          </Link>
        </Fact>
        <Fact name={t('expectedOn')}>
          <span className="flex flex-wrap items-center gap-2">
            <DueDay order={order} />
            <LateBadge order={order} />
          </span>
        </Fact>
        <WayFacts order={order} />
        <Fact name={t('terms')}>
          {order.terms === null ? t('noTerms') : <bdi>{order.terms}</bdi>}
        </Fact>
        <PeopleFacts order={order} />
        <MailFact order={order} />
        {order.notes !== null && (
          <div className="col-span-full">
            <Fact name={t('notes')}>{order.notes}</Fact>
          </div>
        )}
      </dl>
    </Card>
  )
}

/** A fact that is left out while it is not known. */
function Known({ name, children }: { name: string; children: ReactNode }) {
  return children === null ? null : <Fact name={name}>{children}</Fact>
}

function WayFacts({ order }: { order: Order }) {
  const t = useTranslations('orders')
  const format = useFormat()
  const { data: settings } = useSettings()
  const isForeign = settings !== undefined && settings.currency !== order.currency
  const { exchangeRate, currency, duty } = order
  return (
    <>
      {days.map((name) => {
        const day = order[name]
        return (
          <Known key={name} name={t(name)}>
            {day && format.day(day)}
          </Known>
        )
      })}
      {texts.map((name) => (
        <Known key={name} name={t(name)}>
          {order[name] && <bdi>{order[name]}</bdi>}
        </Known>
      ))}
      <Known name={t('duty')}>{duty && format.money(duty)}</Known>
      {isForeign && (
        <Fact name={t('exchangeRate')}>
          <bdi dir="ltr">
            {t('rateIs', { from: currency, rate: exchangeRate, to: settings.currency })}
          </bdi>
        </Fact>
      )}
    </>
  )
}

function PeopleFacts({ order }: { order: Order }) {
  const t = useTranslations('orders')
  const format = useFormat()
  const { author, approvedBy, sentAt, sentBy } = order
  return (
    <>
      <Fact name={t('author')}>
        {t('authorOn', {
          name: isolated(author.name),
          day: format.instant(order.createdAt),
        })}
      </Fact>
      <Known name={t('approvedBy')}>
        {approvedBy && (approvedBy.id === null ? t('bySystem') : approvedBy.name)}
      </Known>
      <Known name={t('sent')}>
        {sentAt && t(`sent_${sentBy ?? 'marked'}`, { when: format.instant(sentAt) })}
      </Known>
    </>
  )
}
