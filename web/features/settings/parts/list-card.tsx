'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { Failure, SkeletonRows } from '#web/components/ui/states.tsx'
import type { List } from '#web/lib/api/use-list.ts'

interface ListCardProps<Item> {
  title: ReactNode
  actions?: ReactNode
  list: List<Item>
  itemKey: (item: Item) => string
  draw: (item: Item) => ReactNode
  /** Instead of rows when there are none. */
  empty: ReactNode
}

/** A short list in a frame, one line each, which breaks where the page is narrow. */
export function ListCard<Item>(props: ListCardProps<Item>) {
  const { list, itemKey, draw } = props
  const t = useTranslations('settings')
  return (
    <Card title={props.title} actions={props.actions}>
      {list.error && list.items.length > 0 && (
        <Failure strip error={list.error} onRetry={() => void list.refetch()} />
      )}
      <ListBody {...props} />
      {list.items.length > 0 && (
        <ul aria-busy={list.isFetching}>
          {list.items.map((item) => (
            <li
              key={itemKey(item)}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-2 last:border-b-0"
            >
              {draw(item)}
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p className="border-t border-border p-2">
          <Button look="quiet" busy={list.isFetchingNextPage} onClick={list.more}>
            {t('showMore')}
          </Button>
        </p>
      )}
    </Card>
  )
}

function ListBody<Item>({ list, empty }: ListCardProps<Item>) {
  if (list.items.length > 0) return null
  if (list.error) return <Failure error={list.error} onRetry={() => void list.refetch()} />
  return list.isPending ? <SkeletonRows rows={3} /> : empty
}

/** The name of a row and what is told below it. */
export function RowText({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="min-w-0 grow basis-56">
      <div className="flex flex-wrap items-center gap-2 font-medium break-words">{title}</div>
      {children !== undefined && <div className="text-xs text-muted">{children}</div>}
    </div>
  )
}
