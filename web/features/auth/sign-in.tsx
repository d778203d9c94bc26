'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '#web/components/ui/link.tsx'
import { useRouter, useSearchParams } from 'next/navigation'
import { type SubmitEvent, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AttemptRefusal } from '#web/components/account/attempt-refusal.tsx'
import { PasswordField } from '#web/components/account/password-field.tsx'
import { PublicFrame } from '#web/components/account/public-frame.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { textOf } from '#web/lib/form-text.ts'
import { SecondFactor } from './second-factor.tsx'

/** Signs a person in with a password, and with a code where they have a second factor. */
export function SignIn() {
  const t = useTranslations('auth')
  const router = useRouter()
  const client = useQueryClient()
  const next = useSearchParams().get('next')
  const [mfaToken, setMfaToken] = useState<string>()
  useSetupInstead()
  const enter = () => {
    client.clear()
    // Only an address of our own; two slashes would lead to another site.
    router.replace(next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : '/')
  }
  return (
    <PublicFrame title={t(mfaToken === undefined ? 'signIn' : 'enterCode')}>
      {mfaToken === undefined ? (
        <AskPassword onFactor={setMfaToken} onEntered={enter} />
      ) : (
        <SecondFactor mfaToken={mfaToken} onEntered={enter} onBack={() => setMfaToken(undefined)} />
      )}
    </PublicFrame>
  )
}

/** Where nobody has an account yet, the first one is made. */
function useSetupInstead(): void {
  const router = useRouter()
  const { data } = useQuery({
    queryKey: ['setup'],
    queryFn: () => take(api.auth.setup.$get()),
    staleTime: 60_000,
  })
  useEffect(() => {
    if (data?.needed) router.replace('/setup')
  }, [data, router])
}

interface AskPasswordProps {
  onFactor: (mfaToken: string) => void
  onEntered: () => void
}

function AskPassword({ onFactor, onEntered }: AskPasswordProps) {
  const t = useTranslations('auth')
  const login = useMutation({
    mutationFn: (form: FormData) =>
      take(
        api.auth.login.$post({
          json: {
            email: textOf(form, 'email'),
            password: textOf(form, 'password'),
            session: 'cookie',
          },
        }),
      ),
    onSuccess: (result) => ('mfaToken' in result ? onFactor(result.mfaToken) : onEntered()),
  })
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    login.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <TextField
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        autoFocus
      />
      <PasswordField label={t('password')} name="password" kind="current-password" />
      <AttemptRefusal error={login.error} wrong={t('wrongSignIn')} />
      <Button type="submit" look="primary" busy={login.isPending}>
        {t('signIn')}
      </Button>
      <Link
        href="/forgot-password"
        className="justify-self-start py-1 text-sm text-accent underline underline-offset-2"
      >
        {t('forgot')}
      </Link>
    </form>
  )
}
