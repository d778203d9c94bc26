'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { CheckField, TextField } from '#web/components/ui/field.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take, type Taken } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { textOf } from '#web/lib/form-text.ts'
import { FormDialog } from '#web/components/ui/form-dialog.tsx'
import { TypeChoice } from './type-choice.tsx'
import type { Webhook } from './webhooks-area.tsx'

interface WebhookDialogProps {
  /** None for a new one. */
  webhook?: Webhook | undefined
  onClose: () => void
  onMade?: ((webhook: Taken<(typeof api.webhooks)['$post']>) => void) | undefined
}

/** Adds a webhook, or changes where it leads and what it is told. */
export function WebhookDialog({ webhook, onClose, onMade }: WebhookDialogProps) {
  const t = useTranslations('settings')
  const [types, setTypes] = useState<readonly string[]>(webhook?.types ?? [])
  const [active, setActive] = useState(webhook?.active ?? true)
  const save = useSave({ webhook, onClose, onMade }, types, active)
  const errors = fieldErrors(save.error, ['url', 'description', 'types'])
  return (
    <FormDialog
      title={t(webhook ? 'changeWebhook' : 'addWebhook')}
      action={t(webhook ? 'saveWebhook' : 'addWebhook')}
      busy={save.isPending}
      error={errors.rest}
      onSubmit={(form) => save.mutate(form)}
      onClose={onClose}
    >
      <TextField
        label={t('webhookUrl')}
        help={t('webhookUrlHelp')}
        name="url"
        inputMode="url"
        dir="ltr"
        defaultValue={webhook?.url}
        required
        autoFocus
        autoComplete="off"
        error={errors.at('url')}
      />
      <TextField
        label={t('description')}
        name="description"
        defaultValue={webhook?.description ?? ''}
        optional
        error={errors.at('description')}
      />
      <TypeChoice types={types} onChange={setTypes} />
      {webhook && (
        <CheckField
          label={t('webhookActive')}
          checked={active}
          onChange={(event) => setActive(event.target.checked)}
        />
      )}
    </FormDialog>
  )
}

function useSave(
  { webhook, onClose, onMade }: WebhookDialogProps,
  types: readonly string[],
  active: boolean,
) {
  const t = useTranslations('settings')
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (form: FormData) => {
      const json = {
        url: textOf(form, 'url'),
        description: textOf(form, 'description'),
        types: [...types],
      }
      if (!webhook) return onMade?.(await take(api.webhooks.$post({ json })))
      const { id, version } = webhook
      await take(api.webhooks[':id'].$patch({ param: { id }, json: { ...json, active, version } }))
    },
    onSuccess: () => {
      showToast(t('webhookSaved'))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['webhook'] }),
  })
}
