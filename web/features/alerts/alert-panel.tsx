'use client'

import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '#web/components/ui/badge.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { Fact } from '#web/components/ui/page-header.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type Alert, severityTones, stateTones } from './alert.ts'
import { Remedies } from './remedies.tsx'
import { SnoozeForm } from './snooze-form.tsx'
import { useAlertMoves } from './use-alert-moves.ts'
import { useAlertWords } from './use-alert-words.ts'

/** One alert: what is wrong, what the monitor saw, and what can be done. */
export function AlertPanel({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const t = useTranslations('alerts')
  const can = useCan()
  const words = useAlertWords()
  const { kind, severity, state, name, sku } = alert
  return (
    <Dialog shape="side" title={name} onClose={onClose}>
      <div className="grid gap-6">
        <div className="grid gap-2">
          <p className="flex flex-wrap items-center gap-2">
            <Badge tone={severityTones[severity]}>{t(`severity_${severity}`)}</Badge>
            <Badge tone={stateTones[state]}>{t(`state_${state}`)}</Badge>
            <bdi dir="ltr" className="text-muted">
              {sku}
            </bdi>
          </p>
          <h3 className="font-semibold">{t(`kind_${kind}`)}</h3>
          <p>{words(alert)}</p>
        </div>
        <section className="grid gap-1 rounded-card bg-sunken p-3">
          <h3 className="font-semibold">{t('whatToDo')}</h3>
          <p className="text-muted">{t(`advice_${kind}`)}</p>
          <Remedies alert={alert} />
        </section>
        {can('alerts:write') && state !== 'resolved' && <Moves alert={alert} onDone={onClose} />}
        <Seen alert={alert} />
        <Story alert={alert} />
      </div>
    </Dialog>
  )
}

function Moves({ alert, onDone }: { alert: Alert; onDone: () => void }) {
  const t = useTranslations('alerts')
  const common = useTranslations('common')
  const [isSnoozing, setSnoozing] = useState(false)
  const moves = useAlertMoves(onDone)
  if (isSnoozing) {
    return (
      <div className="grid gap-3 rounded-card border border-border p-3">
        <SnoozeForm
          id="snooze-one"
          error={moves.error}
          onSnooze={(until) => moves.mutate({ alerts: [alert], until })}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={() => setSnoozing(false)}>{common('cancel')}</Button>
          <Button look="primary" type="submit" form="snooze-one" busy={moves.isPending}>
            {t('snooze')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {alert.state !== 'acknowledged' && (
          <Button
            look="primary"
            busy={moves.isPending}
            onClick={() => moves.mutate({ alerts: [alert] })}
          >
            {t('acknowledge')}
          </Button>
        )}
        <Button onClick={() => setSnoozing(true)}>{t('snooze')}</Button>
      </div>
      <Refusal error={moves.error} />
    </div>
  )
}

function Seen({ alert: { details } }: { alert: Alert }) {
  const t = useTranslations('alerts')
  const common = useTranslations('common')
  const format = useFormat()
  const number = (value: number | null) => (value === null ? common('none') : format.number(value))
  const facts: [string, ReactNode][] = [
    [t('onHand'), number(details.onHand)],
    [t('available'), number(details.available)],
    [t('incoming'), number(details.incoming)],
    [
      t('nextReceipt'),
      details.nextReceiptOn === null ? common('none') : format.day(details.nextReceiptOn),
    ],
    [t('reorderPoint'), number(details.reorderPoint)],
    [t('maximum'), number(details.maxStock)],
    [t('dailyDemand'), number(details.dailyDemand)],
    [t('emptyOn'), details.stockoutOn === null ? common('none') : format.day(details.stockoutOn)],
  ]
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold">{t('seen')}</h3>
      <dl className="grid grid-cols-2 gap-3">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            <span className="tabular-nums">{value}</span>
          </Fact>
        ))}
      </dl>
    </section>
  )
}

function Story({ alert }: { alert: Alert }) {
  const t = useTranslations('alerts')
  const format = useFormat()
  const { openedAt, mailedAt, acknowledgedBy, snoozedUntil, resolvedAt } = alert
  return (
    <ul className="grid gap-1 text-xs text-muted">
      <li>{t('openedAt', { at: format.instant(openedAt) })}</li>
      {mailedAt !== null && <li>{t('mailedAt', { at: format.instant(mailedAt) })}</li>}
      {acknowledgedBy !== null && <li>{t('seenBy', { name: acknowledgedBy.name })}</li>}
      {snoozedUntil !== null && <li>{t('sleepsUntil', { at: format.instant(snoozedUntil) })}</li>}
      {resolvedAt !== null && <li>{t('resolvedAt', { at: format.instant(resolvedAt) })}</li>}
    </ul>
  )
}
