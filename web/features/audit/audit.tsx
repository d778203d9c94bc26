'use client'

import { useTranslations } from 'use-intl'
import { History } from 'lucide-react'
import { startOfDay } from '#shared/domain/day-times.ts'
import { addDays, dayIn } from '#shared/domain/days.ts'
import { Button } from '#web/components/ui/button.tsx'
import { PageHeader } from '#web/components/ui/page-header.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { Failure, NoRight, NothingMatches, SkeletonRows } from '#web/components/ui/states.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { type List, useList } from '#web/lib/api/use-list.ts'
import { useCan, useMe, useSettings } from '#web/lib/api/use-session.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { AuditFilters, auditFilters } from './audit-filters.tsx'
import type { Entry } from './entry.ts'
import { TimelineEntry } from './timeline-entry.tsx'
import { Verify } from './verify.tsx'

/** Who did what and when: the latest first, day by day. */
export function Audit() {
  const t = useTranslations('audit')
  const can = useCan()
  const { data: me } = useMe()
  const { get, set } = useAddress()
  const list = useEntries(can('audit:read'))
  const isFiltered = auditFilters.some((name) => get(name) !== '')
  const clear = () => set(Object.fromEntries(auditFilters.map((name) => [name, ''])))
  if (me && !can('audit:read')) return <NoRight what={t('these')} />
  return (
    <div className="grid gap-2 pb-4">
      <PageHeader title={t('title')} actions={<Verify />} />
      <AuditFilters />
      {list.error && (
        <Failure
          error={list.error}
          strip={list.items.length > 0}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isPending && !list.error && <SkeletonRows rows={14} />}
      {!list.isPending && !list.error && list.items.length === 0 && (
        <>
          {isFiltered ? (
            <NothingMatches onClear={clear} />
          ) : (
            <Notice icon={History} title={t('noneYet')}>
              {t('noneYetHelp')}
            </Notice>
          )}
        </>
      )}
      <Timeline list={list} />
    </div>
  )
}

function useEntries(enabled: boolean): List<Entry> {
  const { get } = useAddress()
  const { data: settings } = useSettings()
  const format = useFormat()
  const [from, to] = [get('from'), get('to')]
  // A day is the company's; its last instant is the one before the next day.
  const start = (day: string) => startOfDay(format.timeZone, day)
  const query = {
    ...(get('entity') && { entity: get('entity') }),
    ...(get('action') && { action: get('action') }),
    ...(get('actor') && { actorId: get('actor') }),
    ...(get('id') && { entityId: get('id') }),
    ...(isDay(from) && { from: start(from).toISOString() }),
    ...(isDay(to) && { to: new Date(start(addDays(to, 1)).getTime() - 1).toISOString() }),
  }
  return useList<Entry>(
    ['audit', 'list', query],
    (cursor, signal) =>
      take(
        api.audit.$get(
          { query: { ...query, limit: '50', ...(cursor && { cursor }) } },
          { init: { signal } },
        ),
      ),
    { enabled: enabled && settings !== undefined },
  )
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}

function Timeline({ list }: { list: List<Entry> }) {
  const t = useTranslations('audit')
  const format = useFormat()
  const days = Map.groupBy(list.items, ({ at }) => dayIn(format.timeZone, new Date(at)))
  return (
    <div aria-busy={list.isFetching} className="grid gap-4">
      {[...days].map(([day, entries]) => (
        <section key={day}>
          <h2 className="sticky top-0 z-10 bg-bg py-1 font-semibold">
            {format.day(day)}
            {day === format.today() && (
              <span className="ms-2 font-normal text-muted">{format.days(0)}</span>
            )}
          </h2>
          <ol className="divide-y divide-border rounded-card border border-border bg-surface">
            {entries.map((entry) => (
              <TimelineEntry key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      {list.hasNextPage && (
        <div className="text-center">
          <Button busy={list.isFetchingNextPage} onClick={list.more}>
            {t('older')}
          </Button>
        </div>
      )}
    </div>
  )
}
