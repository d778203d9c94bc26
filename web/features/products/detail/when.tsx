'use client'

import { dayIn } from '#shared/domain/days.ts'
import { useFormat } from '#web/lib/use-format.ts'

/** An instant in a table; on a phone its time stands below its day. */
export function When({ at }: { at: string }) {
  const format = useFormat()
  return (
    <span className="whitespace-nowrap">
      <span className="max-sm:hidden">{format.instant(at)}</span>
      <span className="sm:hidden">
        {format.day(dayIn(format.timeZone, new Date(at)))}
        <span className="block text-xs text-muted">{format.time(at)}</span>
      </span>
    </span>
  )
}
