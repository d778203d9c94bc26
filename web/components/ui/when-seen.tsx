'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'

/** Draws its content once somebody has scrolled to it; `className` gives it its room until then. */
export function WhenSeen({ children, className }: { children: ReactNode; className?: string }) {
  const place = useRef<HTMLDivElement>(null)
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    const node = place.current
    if (!node || isSeen) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
    })
    observer.observe(node)
    return () => observer.disconnect()
  }, [isSeen])
  return (
    <div ref={place} className={className}>
      {isSeen && children}
    </div>
  )
}
