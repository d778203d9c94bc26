'use client'

import { FileUp } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { classNames } from '#web/components/ui/class-names.ts'
import { Refusal } from '#web/components/ui/states.tsx'
import type { Import } from './use-import.ts'

/** A file by the dialog of the system, or dropped. */
export function ChooseStep({ state: { choose } }: { state: Import }) {
  const t = useTranslations('imports')
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (file: File | undefined) => {
    if (file) choose.mutate(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <div className="grid gap-4">
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={classNames(
          'grid justify-items-center gap-3 rounded-card border-2 border-dashed px-4 py-12 text-center',
          isOver ? 'border-accent bg-accent-soft' : 'border-control bg-surface',
        )}
      >
        <FileUp size={32} aria-hidden="true" className="text-muted" />
        <p className="text-base font-semibold">{t('drop')}</p>
        <p className="max-w-prose text-muted">{t('dropHelp')}</p>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-label={t('file')}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files?.[0])
            // The same file again, once it was mended, is a change too.
            event.target.value = ''
          }}
        />
        <Button look="primary" busy={choose.isPending} onClick={() => input.current?.click()}>
          {t(choose.isPending ? 'reading' : 'chooseFile')}
        </Button>
      </div>
      <Refusal error={choose.error} />
    </div>
  )
}
