'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FolderTree, Pencil, Plus, Trash2 } from 'lucide-react'
import { Link } from '#web/components/ui/link.tsx'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type CategoryNode, inTree, useCategories } from '#web/components/pickers/pick-category.tsx'
import { Button, IconButton, LinkButton } from '#web/components/ui/button.tsx'
import { Confirm } from '#web/components/ui/confirm.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { CategoryDialog, type Wanted } from './category-dialog.tsx'

/** The categories of the products as a tree. */
export function CategoriesPage() {
  const t = useTranslations('products')
  const mayWrite = useCan()('products:write')
  const { data, error, refetch } = useCategories()
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const [removed, setRemoved] = useState<CategoryNode | null>(null)
  const nodes = inTree(data ?? [])
  const add = (parentId = '') => setWanted({ parentId })
  return (
    <div className="mx-auto grid grid-cols-1 max-w-3xl gap-3">
      <PageHeader
        title={t('categories')}
        actions={
          <>
            <LinkButton href="/products">{t('allProducts')}</LinkButton>
            {mayWrite && (
              <Button
                look="primary"
                icon={<Plus size={16} aria-hidden="true" />}
                onClick={() => add()}
              >
                {t('addCategory')}
              </Button>
            )}
          </>
        }
      />
      {error && <Failure strip={data !== undefined} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data?.length === 0 && (
        <Notice icon={FolderTree} title={t('noCategories')}>
          {t('noCategoriesHelp')}
        </Notice>
      )}
      {nodes.length > 0 && (
        <ul className="rounded-card border border-border bg-surface">
          {nodes.map((node) => (
            <CategoryRow
              key={node.category.id}
              node={node}
              mayWrite={mayWrite}
              onAdd={() => add(node.category.id)}
              onEdit={() => setWanted({ category: node.category })}
              onRemove={() => setRemoved(node)}
            />
          ))}
        </ul>
      )}
      {wanted && <CategoryDialog wanted={wanted} onClose={() => setWanted(null)} />}
      {removed && <RemoveCategory node={removed} onClose={() => setRemoved(null)} />}
    </div>
  )
}

interface CategoryRowProps {
  node: CategoryNode
  mayWrite: boolean
  onAdd: () => void
  onEdit: () => void
  onRemove: () => void
}

function CategoryRow({ node, mayWrite, onAdd, onEdit, onRemove }: CategoryRowProps) {
  const t = useTranslations('products')
  const { category, depth } = node
  const { name } = category
  return (
    <li
      className="flex min-h-10 items-center border-b border-border pe-2 last:border-0 hover:bg-sunken"
      style={{ paddingInlineStart: `${1 + depth * 1.5}rem` }}
    >
      <Link
        href={`/products?category=${category.id}`}
        className="min-w-0 grow truncate py-2 hover:underline"
      >
        {name}
      </Link>
      {mayWrite && (
        <>
          <IconButton label={t('addBelow', { name })} onClick={onAdd}>
            <Plus size={16} aria-hidden="true" />
          </IconButton>
          <IconButton label={t('editCategoryNamed', { name })} onClick={onEdit}>
            <Pencil size={16} aria-hidden="true" />
          </IconButton>
          <IconButton label={t('deleteCategoryNamed', { name })} onClick={onRemove}>
            <Trash2 size={16} aria-hidden="true" />
          </IconButton>
        </>
      )}
    </li>
  )
}

function RemoveCategory({ node, onClose }: { node: CategoryNode; onClose: () => void }) {
  const t = useTranslations('products')
  const client = useQueryClient()
  const { id, name } = node.category
  const remove = useMutation({
    mutationFn: () => take(api.categories[':id'].$delete({ param: { id } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['category'] })
      showToast(t('categoryDeleted', { name }))
    },
  })
  return (
    <Confirm
      title={t('deleteCategoryNamed', { name })}
      action={t('deleteCategory')}
      onConfirm={() => remove.mutateAsync()}
      onClose={onClose}
    >
      <p>{t('deleteCategoryHelp')}</p>
    </Confirm>
  )
}
