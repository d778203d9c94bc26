'use client'

import { CircleCheck, LockKeyhole } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useGateWords } from '../gate-words.ts'
import type { GateNote } from '../gates-ahead.ts'
import type { Order } from '../order-data.ts'

/** What must hold before a move, and whether it does, so that nobody has to be refused to learn it. */
export function GateList({ order, gates }: { order: Order; gates: readonly GateNote[] }) {
  const t = useTranslations('orders')
  const words = useGateWords()
  if (gates.length === 0) return null
  return (
    <ul className="grid gap-1.5" aria-label={t('gates')}>
      {gates.map((note) => {
        const Icon = note.isOpen ? CircleCheck : LockKeyhole
        return (
          <li key={`${note.stage} ${note.gate}`} className="flex items-start gap-2">
            <Icon
              size={18}
              aria-label={t(note.isOpen ? 'gateOpen' : 'gateShut')}
              className={note.isOpen ? 'shrink-0 text-ok' : 'shrink-0 text-warn'}
            />
            <span>{words(order, note)}</span>
          </li>
        )
      })}
    </ul>
  )
}
