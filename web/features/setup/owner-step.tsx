'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { SubmitEvent } from 'react'
import { useTranslations } from 'use-intl'
import { AttemptRefusal } from '#web/components/account/attempt-refusal.tsx'
import { NewPasswordField } from '#web/components/account/password-field.tsx'
import { Button, LinkButton } from '#web/components/ui/button.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { textOf } from '#web/lib/form-text.ts'
import { addressOf } from './steps.ts'

/** Makes the first person, who owns the company. */
export function OwnerStep() {
  const t = useTranslations('auth')
  const { data, error, refetch } = useQuery({
    queryKey: ['setup'],
    queryFn: () => take(api.auth.setup.$get()),
  })
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={4} />
  if (data.needed) return <OwnerForm />
  return (
    <>
      <p>{t('alreadySetUp')}</p>
      <LinkButton look="primary" href="/sign-in">
        {t('toSignIn')}
      </LinkButton>
    </>
  )
}

function OwnerForm() {
  const t = useTranslations('auth')
  const router = useRouter()
  const client = useQueryClient()
  const make = useMutation({
    mutationFn: (form: FormData) =>
      take(
        api.auth.setup.$post({
          json: {
            name: textOf(form, 'name'),
            email: textOf(form, 'email'),
            password: textOf(form, 'password'),
            session: 'cookie',
          },
        }),
      ),
    onSuccess: () => {
      router.push(addressOf('company'))
      client.clear()
    },
  })
  const errors = fieldErrors(make.error, ['name', 'email', 'password'])
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <p className="text-muted">{t('ownerText')}</p>
      <TextField
        label={t('yourName')}
        name="name"
        autoComplete="name"
        required
        autoFocus
        error={errors.at('name')}
      />
      <TextField
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        error={errors.at('email')}
      />
      <NewPasswordField
        label={t('password')}
        name="password"
        error={errors.at('password') === undefined ? undefined : t('weakPassword')}
      />
      <AttemptRefusal error={errors.rest} />
      <Button type="submit" look="primary" busy={make.isPending} className="justify-self-end">
        {t('makeOwner')}
      </Button>
    </form>
  )
}
