'use client'

import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { Figures } from './figures.tsx'
import { NoteTable } from './note-table.tsx'
import type { Import, Report } from './use-import.ts'

interface CheckStepProps {
  state: Import
  report: Report
  file: File
}

/** What a run would do, and everything that stands against it. */
export function CheckStep({ state, report, file }: CheckStepProps) {
  const t = useTranslations('imports')
  const { problemCount, warningCount } = report
  const count = report.created + report.updated
  return (
    <div className="grid gap-4">
      <Verdict problemCount={problemCount} count={count} />
      <Figures report={report} />
      {problemCount > 0 && (
        <Card title={t('problems', { count: problemCount })}>
          <NoteTable
            label={t('problems', { count: problemCount })}
            notes={report.problems}
            count={problemCount}
          />
        </Card>
      )}
      {warningCount > 0 && (
        <Card title={t('warnings', { count: warningCount })}>
          <NoteTable
            label={t('warnings', { count: warningCount })}
            notes={report.warnings}
            count={warningCount}
          />
        </Card>
      )}
      <Refusal error={state.run.error} />
      <div className="sticky -bottom-4 flex flex-wrap justify-end gap-2 border-t border-border bg-bg py-3">
        <Button onClick={() => state.go('choose')}>{t('otherFile')}</Button>
        <Button onClick={() => state.go('map')}>{t('backToColumns')}</Button>
        <Button
          look="primary"
          busy={state.run.isPending}
          disabled={problemCount > 0 || count === 0}
          onClick={() => state.run.mutate(file)}
        >
          {t('run', { count })}
        </Button>
      </div>
    </div>
  )
}

function Verdict({ problemCount, count }: { problemCount: number; count: number }) {
  const t = useTranslations('imports')
  if (problemCount > 0) {
    return (
      <p role="status" className="flex items-center gap-2 rounded-card bg-bad-soft p-3 text-bad">
        <TriangleAlert size={18} aria-hidden="true" className="shrink-0" />
        {t('hasProblems', { count: problemCount })}
      </p>
    )
  }
  return (
    <p role="status" className="flex items-center gap-2 rounded-card bg-ok-soft p-3 text-ok">
      <CircleCheck size={18} aria-hidden="true" className="shrink-0" />
      {count === 0 ? t('nothingToDo') : t('isGood')}
    </p>
  )
}
