'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { SideScroll } from '#web/components/ui/side-scroll.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import type { Note } from './use-import.ts'

const AT_ONCE = 100

interface NoteTableProps {
  /** What all of them are: "3 problems". */
  label: string
  notes: readonly Note[]
  /** How many there are; the API gives the first thousand. */
  count: number
}

/** Where something is wrong, what stands there, and what cures it. */
export function NoteTable({ label, notes, count }: NoteTableProps) {
  const t = useTranslations('imports')
  const format = useFormat()
  const [shown, setShown] = useState(AT_ONCE)
  return (
    <>
      <SideScroll label={label}>
        <table className="w-full text-table">
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className="number px-4 py-2">
                {t('row')}
              </th>
              {(['column', 'value', 'what', 'cure'] as const).map((name) => (
                <th key={name} scope="col" className="px-4 py-2">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {notes.slice(0, shown).map((note, index) => (
              <tr key={index} className="border-t border-border align-top">
                <td className="number px-4 py-1.5">{format.number(note.row)}</td>
                <td className="px-4 py-1.5">
                  <bdi>{note.column ?? '–'}</bdi>
                </td>
                <td className="max-w-48 px-4 py-1.5 break-words">
                  {note.value === null ? '–' : <bdi className="font-medium">{note.value}</bdi>}
                </td>
                <td className="min-w-48 px-4 py-1.5">{note.message}</td>
                <td className="min-w-48 px-4 py-1.5 text-muted">{note.cure}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </SideScroll>
      {shown < notes.length && (
        <div className="p-3 text-center">
          <Button onClick={() => setShown(shown + AT_ONCE)}>{t('showMore')}</Button>
        </div>
      )}
      {shown >= notes.length && count > notes.length && (
        <p className="p-3 text-center text-muted">{t('firstOnly', { count: notes.length })}</p>
      )}
    </>
  )
}
