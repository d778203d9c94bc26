'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { classNames } from './class-names.ts'

interface SideScrollProps {
  /** What it holds, for those who hear it: "Price history". */
  label: string
  children: ReactNode
  className?: string
}

/**
 * A box for what may be wider than the screen, such as a table on a phone. Only while something is
 * out of sight it takes the focus, so that the arrow keys reach it.
 */
export function SideScroll({ label, children, className }: SideScrollProps) {
  const box = useRef<HTMLDivElement>(null)
  const [isCut, setCut] = useState(false)
  useEffect(() => {
    const outer = box.current
    const inner = outer?.firstElementChild
    if (!outer || !inner) return
    const observer = new ResizeObserver(() => setCut(outer.scrollWidth > outer.clientWidth))
    observer.observe(outer)
    observer.observe(inner)
    return () => observer.disconnect()
  }, [])
  return (
    <div
      ref={box}
      className={classNames('overflow-x-auto', className)}
      {...(isCut && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      {children}
    </div>
  )
}
