'use client'

import { Link } from '#web/components/ui/link.tsx'
import { useOrderNumber } from './record-names.tsx'

interface MovementWhyProps {
  orderId: string | null
  reference: string | null
  reason: string | null
}

/** The order that a movement belongs to, its reference and its reason: what there is of them. */
export function MovementWhy(props: MovementWhyProps) {
  const { orderId, reference, reason } = props
  return orderId === null ? (
    <Words words={[reference, reason]} />
  ) : (
    <OfOrder {...props} orderId={orderId} />
  )
}

function OfOrder({ orderId, reference, reason }: MovementWhyProps & { orderId: string }) {
  const number = useOrderNumber(orderId)
  // A receipt without a delivery note refers to its order, which stands there already.
  const more = reference === number ? null : reference
  return (
    <span className="flex gap-2">
      <Link href={`/orders/${orderId}`} className="shrink-0 text-accent hover:underline">
        <bdi dir="ltr">{number ?? '…'}</bdi>
      </Link>
      <Words words={[more, reason]} />
    </span>
  )
}

function Words({ words }: { words: readonly (string | null)[] }) {
  const text = words.filter(Boolean).join(' · ')
  return (
    <span title={text} className="flex min-w-0">
      <span dir="auto" className="min-w-0 truncate">
        {text}
      </span>
    </span>
  )
}
