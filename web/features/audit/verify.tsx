'use client'

import { useMutation } from '@tanstack/react-query'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { Failure } from '#web/components/ui/states.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'

type Verification = Taken<(typeof api.audit.verify)['$get']>
type Broken = NonNullable<Verification['firstBroken']>

const reasons = {
  changed: 'broken_changed',
  missing: 'broken_missing',
  'not listed': 'broken_notListed',
  'seal changed': 'broken_sealChanged',
  'chain broken': 'broken_chain',
  'a seal is missing': 'broken_sealMissing',
} as const satisfies Record<Broken['reason'], string>

/** Proves that nobody changed the sealed part of the log, and says so in words. */
export function Verify() {
  const t = useTranslations('audit')
  const verify = useMutation({ mutationFn: () => take(api.audit.verify.$get()) })
  return (
    <>
      <Button
        icon={<ShieldCheck size={16} aria-hidden="true" />}
        busy={verify.isPending}
        onClick={() => verify.mutate()}
      >
        {t('verify')}
      </Button>
      {(verify.data ?? verify.error) && (
        <Dialog title={t('verifyTitle')} onClose={() => verify.reset()}>
          {verify.error && <Failure error={verify.error} onRetry={() => verify.mutate()} />}
          {verify.data && <Result found={verify.data} />}
        </Dialog>
      )}
    </>
  )
}

function Result({ found }: { found: Verification }) {
  const t = useTranslations('audit')
  const { ok, seals, sealedEntries, unsealedEntries, lastSealHash, firstBroken } = found
  const Icon = ok ? ShieldCheck : ShieldAlert
  return (
    <div className="grid gap-3">
      <p
        className={`flex items-center gap-2 rounded-card p-3 font-semibold ${ok ? 'bg-ok-soft text-ok' : 'bg-bad-soft text-bad'}`}
      >
        <Icon size={20} aria-hidden="true" />
        {t(ok ? 'verifiedOk' : 'verifiedBroken')}
      </p>
      {firstBroken && (
        <p>
          {t('brokenSeal', { seal: firstBroken.sealNumber })} {t(reasons[firstBroken.reason])}{' '}
          {firstBroken.entryId !== null && <bdi dir="ltr">{firstBroken.entryId}</bdi>}
        </p>
      )}
      <p>{t('sealed', { entries: sealedEntries, seals })}</p>
      <p className="text-muted">{t('unsealed', { entries: unsealedEntries })}</p>
      {lastSealHash !== null && (
        <p className="text-xs break-all text-muted">
          {t('lastSeal')} <bdi dir="ltr">{lastSealHash}</bdi>
        </p>
      )}
    </div>
  )
}
