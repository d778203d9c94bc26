'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Refusal } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { problemOf } from '#web/lib/api/problem.ts'
import { sessionFetch } from '#web/lib/api/session-fetch.ts'

interface DownloadButtonProps {
  /** Of the API: `/api/backup`. */
  path: string
  label: string
}

/**
 * Fetches a file and saves it. A plain link would do it too, but it renews no sign-in, and it puts
 * no refusal into words.
 */
export function DownloadButton({ path, label }: DownloadButtonProps) {
  const t = useTranslations('settings')
  const download = useMutation({
    mutationFn: async () => {
      const response = await sessionFetch(path)
      if (!response.ok) throw await problemOf(response)
      const named = response.headers.get('content-disposition') ?? ''
      const name = /filename="([^"]+)"/.exec(named)?.[1] ?? 'stockroom'
      return { name, blob: await response.blob() }
    },
    onSuccess: ({ name, blob }) => {
      save(name, blob)
      showToast(t('downloaded', { name }))
    },
  })
  return (
    <div className="grid gap-2">
      <Button busy={download.isPending} onClick={() => download.mutate()}>
        {label}
      </Button>
      <Refusal error={download.error} />
    </div>
  )
}

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken the file over by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
