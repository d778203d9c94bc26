'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Category, PickCategory } from '#web/components/pickers/pick-category.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { TextField } from '#web/components/ui/field.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { fieldErrors } from '#web/lib/api/field-errors.ts'

/** A category to change, or where a new one shall stand. */
export type Wanted = { category: Category } | { parentId: string }

export function CategoryDialog({ wanted, onClose }: { wanted: Wanted; onClose: () => void }) {
  const t = useTranslations('products')
  const common = useTranslations('common')
  const category = 'category' in wanted ? wanted.category : undefined
  const [name, setName] = useState(category?.name ?? '')
  const [parent, setParent] = useState(
    'parentId' in wanted ? wanted.parentId : (wanted.category.parentId ?? ''),
  )
  const save = useSave(category, onClose)
  const errors = fieldErrors(save.error, ['name', 'parentId'])
  return (
    <Dialog
      title={category ? t('editCategory') : t('addCategory')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form="category" look="primary" busy={save.isPending}>
            {t('saveCategory')}
          </Button>
        </>
      }
    >
      <form
        id="category"
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ name, parentId: parent || null })
        }}
      >
        <TextField
          autoFocus
          label={t('name')}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={errors.at('name')}
        />
        <PickCategory
          label={t('below')}
          none={t('firstLevel')}
          value={parent}
          onChange={setParent}
          error={errors.at('parentId')}
          {...(category && { except: category.id })}
        />
        <Refusal error={errors.rest} />
      </form>
    </Dialog>
  )
}

function useSave(category: Category | undefined, onDone: () => void) {
  const t = useTranslations('products')
  const client = useQueryClient()
  return useMutation({
    mutationFn: (json: { name: string; parentId: string | null }) => {
      if (!category) return take(api.categories.$post({ json }))
      const { id, version } = category
      return take(api.categories[':id'].$patch({ param: { id }, json: { ...json, version } }))
    },
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['category'] })
      showToast(t('categorySaved', { name: saved.name }))
      onDone()
    },
  })
}
