'use client'

import type { ReactNode } from 'react'
import { Link } from '#web/components/ui/link.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import type { ApiProblem } from '#web/lib/api/problem.ts'

interface CardListProps<Item> {
  title: string
  /** The first of them; undefined while they are on their way. */
  items: readonly Item[] | undefined
  error: ApiProblem | null
  onRetry: () => void
  /** Said instead when there are none. */
  empty: string
  /** Where all of them are. */
  all: { href: string; label: string }
  children: (item: Item) => ReactNode
}

/** A short list in a frame, with the way to the whole one. */
export function CardList<Item extends { id: string }>(props: CardListProps<Item>) {
  const { title, items, error, onRetry, empty, all } = props
  return (
    <Card
      title={title}
      actions={
        <Link
          href={all.href}
          className="inline-flex min-h-6 items-center text-accent hover:underline"
        >
          {all.label}
        </Link>
      }
    >
      {error && <Failure error={error} strip={items !== undefined} onRetry={onRetry} />}
      {!items && !error && <SkeletonRows rows={3} />}
      {items?.length === 0 && <p className="p-4 text-muted">{empty}</p>}
      <ul className="divide-y divide-border">
        {items?.map((item) => (
          <li key={item.id} className="flex min-h-9 items-center gap-3 px-4 py-1">
            {props.children(item)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
