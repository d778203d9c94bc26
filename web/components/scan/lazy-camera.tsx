'use client'

import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { SkeletonRows } from '#web/components/ui/states.tsx'

/** The camera scanner, loaded when somebody opens it. */
export const LazyCamera = whenOpened(
  () => import('./camera-scanner.tsx').then((module) => module.CameraScanner),
  {
    loading: () => <SkeletonRows rows={4} />,
  },
)
