'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { AreaField, TextField } from '#web/components/ui/field.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'
import { useOnce } from '#web/lib/api/use-once.ts'
import { textOf } from '#web/lib/form-text.ts'
import { FormDialog } from '#web/components/ui/form-dialog.tsx'
import type { Location } from './locations-area.tsx'

interface LocationDialogProps {
  /** None for a new one. */
  location: Location | undefined
  onClose: () => void
}

/** Adds a location, or changes its name and address. */
export function LocationDialog({ location, onClose }: LocationDialogProps) {
  const t = useTranslations('settings')
  const client = useQueryClient()
  const headers = useOnce()
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const json = { name: textOf(form, 'name'), address: textOf(form, 'address') }
      if (!location) return take(api.locations.$post({ json }, headers(json)))
      const { id, version } = location
      return take(api.locations[':id'].$patch({ param: { id }, json: { ...json, version } }))
    },
    onSuccess: ({ name }) => {
      showToast(t('locationSaved', { name }))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['location'] }),
  })
  const errors = fieldErrors(save.error, ['name', 'address'])
  return (
    <FormDialog
      title={location ? t('locationTitle', { name: location.name }) : t('addLocation')}
      action={t(location ? 'saveLocation' : 'addLocation')}
      busy={save.isPending}
      error={errors.rest}
      onSubmit={(form) => save.mutate(form)}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        name="name"
        defaultValue={location?.name}
        required
        autoFocus
        error={errors.at('name')}
      />
      <AreaField
        label={t('address')}
        name="address"
        defaultValue={location?.address ?? ''}
        optional
        error={errors.at('address')}
      />
    </FormDialog>
  )
}
