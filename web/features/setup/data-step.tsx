'use client'

import { FileUp, FlaskConical, Sprout } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { DataChoice } from './data-choice.tsx'
import { addressOf } from './steps.ts'
import { useDemoData } from './use-demo-data.ts'

/** With what the company begins: goods to look around with, a file, or nothing. */
export function DataStep() {
  const t = useTranslations('auth')
  const router = useRouter()
  const demo = useDemoData(() => router.push(addressOf('done')))
  const [isChosen, setChosen] = useState(false)
  if (isChosen) return <DemoProgressView demo={demo} onBack={() => setChosen(false)} />
  const fill = () => {
    setChosen(true)
    demo.start()
  }
  return (
    <>
      <p className="text-muted">{t('dataText')}</p>
      <ul className="grid gap-3">
        <DataChoice
          icon={FlaskConical}
          title={t('dataDemo')}
          text={t('dataDemoText')}
          action={<Button onClick={fill}>{t('dataDemoDo')}</Button>}
        />
        <DataChoice
          icon={FileUp}
          title={t('dataImport')}
          text={t('dataImportText')}
          action={<LinkButton href="/products/import">{t('dataImportDo')}</LinkButton>}
        />
        <DataChoice
          icon={Sprout}
          title={t('dataEmpty')}
          text={t('dataEmptyText')}
          action={<LinkButton href={addressOf('done')}>{t('dataEmptyDo')}</LinkButton>}
        />
      </ul>
    </>
  )
}

interface DemoProgressViewProps {
  demo: ReturnType<typeof useDemoData>
  onBack: () => void
}

function DemoProgressView({ demo, onBack }: DemoProgressViewProps) {
  const t = useTranslations('auth')
  const { progress, isRunning, error } = demo
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <p role="status">{t(isRunning ? `demo_${progress.part}` : 'demoStopped')}</p>
        <div
          role="progressbar"
          aria-label={t('dataDemo')}
          aria-valuenow={progress.done}
          aria-valuemin={0}
          aria-valuemax={progress.total}
          className="h-2 overflow-hidden rounded-full bg-sunken"
        >
          <div
            className="h-full bg-accent"
            style={{ width: `${(100 * progress.done) / progress.total}%` }}
          />
        </div>
        <p className="text-xs text-muted tabular-nums">
          {t('demoCount', { done: progress.done, total: progress.total })}
        </p>
      </div>
      <Refusal error={error} />
      <div className="flex flex-wrap justify-end gap-2">
        {isRunning ? (
          <Button onClick={demo.stop}>{t('demoStop')}</Button>
        ) : (
          <>
            <Button onClick={onBack}>{t('back')}</Button>
            <LinkButton href={addressOf('done')}>{t('demoLeave')}</LinkButton>
            <Button look="primary" onClick={demo.start}>
              {t('demoGoOn')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
