'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { formatAmount, parseMoney } from '#shared/domain/money.ts'
import { splitTotal } from '#shared/domain/payments/plan.ts'
import { type Instalment, parseTerms } from '#shared/domain/payments/terms.ts'
import { useFormat } from '#web/lib/use-format.ts'

/** 1/1,000 percent in a whole. */
const WHOLE = 100_000

interface PlanTableProps {
  terms: string
  /** A decimal string. */
  total: string
  currency: string
  /** In one line, without amounts. */
  short?: boolean
}

/** The payments that terms make of a total. */
export function PlanTable({ terms, total, currency, short = false }: PlanTableProps) {
  const t = useTranslations('settings')
  const format = useFormat()
  const dueWords = useDueWords()
  const plan = parseTerms(terms)
  const percent = ({ percent: share }: Instalment) => format.percent(share / WHOLE)
  if (short) {
    const parts = plan.instalments.map((part) => `${percent(part)} ${dueWords(part)}`)
    return <span className="text-muted">{parts.join(' · ')}</span>
  }
  const parts = splitTotal(amountOf(total), currency, plan)
  return (
    <>
      {plan.note !== null && (
        <p className="flex gap-2 px-4 pt-3 text-warn">
          <TriangleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0" />
          {t(noteKey(plan.note))}
        </p>
      )}
      <table className="w-full text-table">
        <thead>
          <tr className="border-b border-border text-muted">
            <th scope="col" className="px-4 py-2">
              {t('planPart')}
            </th>
            <th scope="col" className="px-2 py-2">
              {t('planDue')}
            </th>
            <th scope="col" className="number px-4 py-2">
              {t('planAmount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, index) => (
            <tr key={index} className="border-b border-border last:border-b-0">
              <td className="px-4 py-2">
                {t(`part_${part.type}`)}{' '}
                <span className="text-muted tabular-nums">{percent(part)}</span>
              </td>
              <td className="px-2 py-2">
                {dueWords(part)}
                {part.holds !== null && (
                  <span className="block text-xs text-muted">{t(`holds_${part.holds}`)}</span>
                )}
              </td>
              <td className="number px-4 py-2">
                {format.money(formatAmount(part.amount, currency), currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function useDueWords(): (part: Instalment) => string {
  const t = useTranslations('settings')
  return ({ trigger, days, holds }) =>
    holds === 'shipment' ? t('due_before_shipment') : t(`due_${trigger}`, { days })
}

function amountOf(total: string): number {
  try {
    return parseMoney(total)
  } catch {
    return 0
  }
}

/** The notes of the rules are in English; each says one of these. */
function noteKey(note: string) {
  if (note.startsWith('no payment terms')) return 'noteNone' as const
  if (note.includes('discount')) return 'noteDiscount' as const
  if (note.includes('not understood')) return 'noteUnknown' as const
  if (note.includes('count from')) return 'noteCount' as const
  return 'noteDates' as const
}
