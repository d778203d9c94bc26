'use client'

import { useEffect, useState } from 'react'

interface Update {
  /** A newer worker waits until this one lets go. */
  isReady: boolean
  load: () => void
}

/**
 * Lets the page open without a connection: its worker keeps the page and what it is made of. Only
 * work modes ask for it; a page in development changes too often to be kept.
 */
export function useServiceWorker(): Update {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null)
  useEffect(() => {
    if (!('serviceWorker' in navigator) || process.env.NODE_ENV !== 'production') return
    let isOver = false
    const watch = async () => {
      const registration = await navigator.serviceWorker.register('/sw.js', { scope: '/' })
      const look = () => {
        // The first worker of all takes over by itself.
        if (!isOver && navigator.serviceWorker.controller) setWaiting(registration.waiting)
      }
      look()
      registration.addEventListener('updatefound', () =>
        registration.installing?.addEventListener('statechange', look),
      )
      const { active } = await navigator.serviceWorker.ready
      active?.postMessage({ keep: filesOfPage() })
    }
    // Where the browser refuses it, as in private windows, the page works with a connection only.
    watch().catch(() => undefined)
    return () => {
      isOver = true
    }
  }, [])
  const load = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    })
    waiting?.postMessage('takeOver')
  }
  return { isReady: waiting !== null, load }
}

/** The page and all that it has loaded, which was before the worker could see it. */
function filesOfPage(): string[] {
  const files = performance.getEntriesByType('resource').map(({ name }) => name)
  return [location.href, ...files]
}
