'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { AttemptRefusal } from '#web/components/account/attempt-refusal.tsx'
import { PasswordField } from '#web/components/account/password-field.tsx'
import { SetUpTwoFactor } from '#web/components/account/set-up-two-factor.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { meKey, useMe, useSettings } from '#web/lib/api/use-session.ts'
import { textOf } from '#web/lib/form-text.ts'
import { FormDialog } from '#web/components/ui/form-dialog.tsx'

type Work = 'none' | 'setUp' | 'turnOff'

/** Two-factor sign-in of the person: on with what goes with it, or off with why not. */
export function TwoFactorCard() {
  const t = useTranslations('settings')
  const { data: me } = useMe()
  const { data: settings } = useSettings()
  const [work, setWork] = useState<Work>('none')
  if (!me) return null
  const isDemanded = settings?.mfaRequiredRoles.includes(me.role) ?? me.mfaSetupRequired
  const isOn = me.mfaEnabled && work !== 'setUp'
  const Icon = isOn ? ShieldCheck : ShieldAlert
  return (
    <Card title={t('twoFactor')}>
      <div className="grid gap-4 p-4">
        {work === 'setUp' ? (
          <SetUpTwoFactor
            doneLabel={t('done')}
            onDone={() => {
              setWork('none')
              showToast(t('twoFactorNowOn'))
            }}
          />
        ) : (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
            <Icon
              size={20}
              aria-hidden="true"
              className={`shrink-0 ${isOn ? 'text-ok' : 'text-warn'}`}
            />
            <p className="min-w-0 grow basis-56">
              <span className="font-medium">{t(isOn ? 'twoFactorOn' : 'twoFactorOff')}</span>{' '}
              <span className="text-muted">
                {t(
                  isDemanded ? 'twoFactorDemanded' : isOn ? 'twoFactorOnHelp' : 'twoFactorOffHelp',
                )}
              </span>
            </p>
            {isOn ? (
              <Button onClick={() => setWork('turnOff')}>{t('turnOff')}</Button>
            ) : (
              <Button onClick={() => setWork('setUp')}>{t('setUp')}</Button>
            )}
          </div>
        )}
      </div>
      {work === 'turnOff' && <TurnOff onClose={() => setWork('none')} />}
    </Card>
  )
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const t = useTranslations('settings')
  const auth = useTranslations('auth')
  const client = useQueryClient()
  const disable = useMutation({
    mutationFn: (form: FormData) =>
      take(
        api.auth.mfa.disable.$post({
          json: { password: textOf(form, 'password'), code: textOf(form, 'code') },
        }),
      ),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: meKey })
      showToast(t('twoFactorNowOff'))
      onClose()
    },
  })
  const errors = fieldErrors(disable.error, ['password', 'code'])
  return (
    <FormDialog
      title={t('turnOffTitle')}
      action={t('turnOff')}
      busy={disable.isPending}
      error={null}
      onSubmit={(form) => disable.mutate(form)}
      onClose={onClose}
    >
      <p>{t('turnOffText')}</p>
      <PasswordField
        label={auth('password')}
        name="password"
        kind="current-password"
        autoFocus
        error={errors.at('password') === undefined ? undefined : t('notYourPassword')}
      />
      <TextField
        label={auth('code')}
        help={auth('codeHelpEither')}
        name="code"
        dir="ltr"
        autoComplete="one-time-code"
        required
        error={errors.at('code') === undefined ? undefined : auth('wrongCode')}
      />
      <AttemptRefusal error={errors.rest} />
    </FormDialog>
  )
}
