import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { wordsOf } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { api, take } from '#web/lib/api/client.ts'

type Wanted = NonNullable<Parameters<typeof api.products.export.$get>[0]>['query']

/** Saves the products as a file; by a request of the page, because a plain link cannot renew a sign-in. */
export function useExport() {
  const t = useTranslations('common')
  const { mutate, isPending } = useMutation({
    mutationFn: async (query: Wanted) => {
      const response = await take(api.products.export.$get({ query: { ...query, bom: 'true' } }))
      const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')
      save(await response.blob(), named?.[1] ?? 'products.csv')
    },
    onError: (error) => showToast(wordsOf(error, t), { tone: 'bad' }),
  })
  return { download: mutate, isPending }
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
