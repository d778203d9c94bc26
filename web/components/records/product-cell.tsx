'use client'

import { Link } from '#web/components/ui/link.tsx'

interface ProductCellProps {
  name: string
  sku: string
  /** Where the name leads to; nowhere, where the row does. */
  href?: string
}

/** A product in a row of a table: its name, cut in its own direction, and its whole SKU. */
export function ProductCell({ name, sku, href }: ProductCellProps) {
  return (
    <span className="flex items-baseline gap-2">
      {href === undefined ? (
        <span dir="auto" title={name} className="min-w-0 truncate">
          {name}
        </span>
      ) : (
        <Link
          href={href}
          dir="auto"
          title={name}
          className="min-w-0 truncate font-medium hover:underline pointer-coarse:py-0.5"
        >
          {name}
        </Link>
      )}
      <bdi dir="ltr" className="shrink-0 text-xs font-normal text-muted">
        {sku}
      </bdi>
    </span>
  )
}
