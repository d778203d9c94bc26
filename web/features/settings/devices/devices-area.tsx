'use client'

import { CircleCheck, CircleAlert, Info } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { controlShape, Field } from '#web/components/ui/field.tsx'
import { Card, Fact } from '#web/components/ui/page-header.tsx'
import { hasRightCheckDigit, looksLikeGtin } from '#web/lib/scan/codes.ts'
import { beep } from '#web/lib/scan/beep.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { Barcode } from './barcode.tsx'
import { LAYOUT_TEST, layoutOf, type ScanReport, SCANNER_MEAN_MS } from './scan-report.ts'
import { useScanTest } from './use-scan-test.ts'

/** Shows what a scanner delivers, and whether it types as this computer reads. */
export function DevicesArea() {
  const t = useTranslations('settings')
  const field = useRef<HTMLInputElement>(null)
  const report = useScanTest(field)
  return (
    <SettingsFrame area="devices">
      <Card title={t('scanner')}>
        <div className="grid gap-6 p-4 md:grid-cols-2">
          <div className="grid content-start gap-3">
            <p>{t('scanTestText')}</p>
            <Barcode text={LAYOUT_TEST} label={t('testCode')} />
            <p className="text-xs text-muted">{t('testCodeHelp')}</p>
          </div>
          <div className="grid content-start gap-4">
            <Field label={t('scanField')} help={t('scanFieldHelp')}>
              {(control) => (
                <input
                  {...control}
                  ref={field}
                  type="text"
                  dir="ltr"
                  autoFocus
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  className={`${controlShape} font-mono`}
                />
              )}
            </Field>
            <div role="status">{report && <Report report={report} />}</div>
          </div>
        </div>
      </Card>
      <Card title={t('sound')}>
        <div className="flex flex-wrap items-center gap-3 p-4">
          <p className="grow basis-64 text-muted">{t('soundText')}</p>
          <Button onClick={() => beep('good')}>{t('soundGood')}</Button>
          <Button onClick={() => beep('bad')}>{t('soundBad')}</Button>
        </div>
      </Card>
    </SettingsFrame>
  )
}

function Report({ report }: { report: ScanReport }) {
  const t = useTranslations('settings')
  const format = useFormat()
  const { text, meanMs, end } = report
  const isFast = meanMs <= SCANNER_MEAN_MS
  const verdict = layoutOf(text)
  return (
    <div className="grid gap-3">
      <dl className="grid grid-cols-2 gap-3 rounded-card bg-sunken p-3">
        <Fact name={t('scanRead')}>
          <bdi dir="ltr" className="font-mono break-all">
            {text}
          </bdi>
        </Fact>
        <Fact name={t('scanLength')}>{t('characters', { count: Array.from(text).length })}</Fact>
        <Fact name={t('scanSpeed')}>
          {t('milliseconds', { ms: format.number(Math.round(meanMs)) })}
        </Fact>
        <Fact name={t('scanEnd')}>{t(`end_${end}`)}</Fact>
      </dl>
      <ul className="grid gap-2">
        <Finding good={isFast}>{t(isFast ? 'scanFast' : 'scanSlow')}</Finding>
        <Finding good={end !== 'none'}>{t(end === 'none' ? 'scanNoEnd' : 'scanHasEnd')}</Finding>
        {verdict !== 'notTheTest' && (
          <Finding good={verdict === 'right'}>{t(`layout_${verdict}`)}</Finding>
        )}
        {looksLikeGtin(text) && (
          <Finding good={hasRightCheckDigit(text)}>
            {t(hasRightCheckDigit(text) ? 'checkDigitRight' : 'checkDigitWrong')}
          </Finding>
        )}
        {verdict === 'notTheTest' && !looksLikeGtin(text) && <Finding>{t('notTheTest')}</Finding>}
      </ul>
    </div>
  )
}

/** What is good or not; with neither, only something to know. */
function Finding({ good, children }: { good?: boolean; children: ReactNode }) {
  const Icon = good === undefined ? Info : good ? CircleCheck : CircleAlert
  const tone = good === undefined ? 'text-muted' : good ? 'text-ok' : 'text-warn'
  return (
    <li className="flex gap-2">
      <Icon size={16} aria-hidden="true" className={`mt-0.5 shrink-0 ${tone}`} />
      <span>{children}</span>
    </li>
  )
}
