'use client'

import { useRouter } from 'next/navigation'
import type { ComponentProps, MouseEvent } from 'react'

interface LinkProps extends ComponentProps<'a'> {
  href: string
}

/**
 * A link to another page of this application, which is opened without loading everything anew. It
 * fetches nothing before it is pressed: a table of links would ask the server for each.
 */
export function Link({ href, onClick, ...rest }: LinkProps) {
  const router = useRouter()
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const isForBrowser =
      event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (
      event.defaultPrevented ||
      isForBrowser ||
      (rest.target !== undefined && rest.target !== '_self')
    )
      return
    event.preventDefault()
    router.push(href)
  }
  return <a {...rest} href={href} onClick={open} />
}
