'use client'

import { type ComponentType, lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react'

const never = () => () => {}

/**
 * A component whose code is loaded when it is first drawn, such as a dialog that few open. The server
 * never draws it.
 *
 * @param options `loading` draws what stands in its place until then
 */
export function whenOpened<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { loading }: { loading?: () => ReactNode } = {},
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }))
  return function WhenOpened(props: Props) {
    const isBrowser = useSyncExternalStore(
      never,
      () => true,
      () => false,
    )
    if (!isBrowser) return loading?.()
    return (
      <Suspense fallback={loading?.()}>
        <Loaded {...props} />
      </Suspense>
    )
  }
}
