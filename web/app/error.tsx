'use client'

import { BrokenPage } from '#web/components/shell/broken-page.tsx'

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return <BrokenPage digest={error.digest} onRetry={reset} />
}
