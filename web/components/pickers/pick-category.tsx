'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { SelectField } from '#web/components/ui/field.tsx'
import { type Item, pages } from '#client/pages.ts'
import { api } from '#web/lib/api/client.ts'

export type Category = Item<typeof api.categories.$get>

const MOST = 2_000

/** All categories, by name. */
export function useCategories() {
  return useQuery({
    queryKey: ['category', 'all'],
    queryFn: async ({ signal }) => {
      const all: Category[] = []
      for await (const { items } of pages(api.categories.$get, {}, { init: { signal } })) {
        all.push(...items)
        if (all.length >= MOST) break
      }
      return all
    },
    staleTime: 5 * 60_000,
  })
}

export interface CategoryNode {
  category: Category
  /** 0 for the first level. */
  depth: number
  children: number
}

/** Categories in the order of their tree, each with its depth; those without a parent first level. */
export function inTree(categories: readonly Category[]): CategoryNode[] {
  const known = new Set(categories.map(({ id }) => id))
  const below = Map.groupBy(categories, ({ parentId }) =>
    parentId !== null && known.has(parentId) ? parentId : '',
  )
  const nodes: CategoryNode[] = []
  const walk = (parent: string, depth: number) => {
    for (const category of below.get(parent) ?? []) {
      nodes.push({ category, depth, children: below.get(category.id)?.length ?? 0 })
      walk(category.id, depth + 1)
    }
  }
  walk('', 0)
  return nodes
}

/** The name of a category with those above it: `Kitchen › Mugs`. */
export function useCategoryPath(): (id: string) => string {
  const { data } = useCategories()
  return useMemo(() => {
    const byId = new Map(data?.map((category) => [category.id, category]))
    return (id) => {
      const names: string[] = []
      for (let at = byId.get(id); at && names.length < 10; at = byId.get(at.parentId ?? '')) {
        names.unshift(at.name)
      }
      return names.join(' › ')
    }
  }, [data])
}

interface PickCategoryProps {
  label: string
  /** The id of the category; empty for none. */
  value: string
  onChange: (id: string) => void
  error?: string | undefined
  optional?: boolean
  /** What choosing none is called; "No category" unless given. */
  none?: string
  /** Left out, with all below it: a category cannot stand below itself. */
  except?: string
}

/** One of the categories, in the order of their tree. */
export function PickCategory(props: PickCategoryProps) {
  const t = useTranslations('common')
  const { data } = useCategories()
  const nodes = useMemo(() => withoutBranch(inTree(data ?? []), props.except), [data, props.except])
  return (
    <SelectField
      label={props.label}
      error={props.error}
      optional={props.optional ?? false}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      <option value="">{props.none ?? t('noCategory')}</option>
      {nodes.map(({ category, depth }) => (
        <option key={category.id} value={category.id}>
          {'\u2003'.repeat(depth) + category.name}
        </option>
      ))}
    </SelectField>
  )
}

function withoutBranch(nodes: CategoryNode[], except: string | undefined): CategoryNode[] {
  const from = nodes.findIndex(({ category }) => category.id === except)
  const top = nodes[from]
  if (!top) return nodes
  const end = nodes.findIndex(({ depth }, index) => index > from && depth <= top.depth)
  return nodes.toSpliced(from, (end === -1 ? nodes.length : end) - from)
}
