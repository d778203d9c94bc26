'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { wordsOf } from '#web/components/ui/states.tsx'
import { showToast } from '#web/components/ui/toasts.tsx'
import { useCan } from '#web/lib/api/use-session.ts'
import { useWedge } from '#web/lib/scan/use-wedge.ts'
import { restore } from '#web/lib/scan/wedge.ts'

const UnknownCode = whenOpened(() =>
  import('./unknown-code.tsx').then((module) => module.UnknownCode),
)

/**
 * A scan on a page that does nothing of its own with it: a known code opens the product, with an
 * unknown one a product can be added. While somebody fills in a field, the code goes there.
 */
export function Scanned() {
  const tCommon = useTranslations('common')
  const router = useRouter()
  const can = useCan()
  const [unknown, setUnknown] = useState<string>()
  const open = async (code: string) => {
    const { findByCode } = await import('#web/lib/scan/find-product.ts')
    try {
      const product = await findByCode(code)
      if (product) router.push(`/products/${product.id}`)
      else setUnknown(code)
    } catch (error) {
      if (error instanceof Error) showToast(wordsOf(error, tCommon), { tone: 'bad' })
    }
  }
  useWedge(
    (code) => {
      const field = document.activeElement
      if (field instanceof HTMLInputElement && isForText(field)) return restore(field, code)
      if (document.querySelector('dialog[open]') === null) void open(code)
    },
    can('products:read'),
    { isLast: true },
  )
  if (unknown === undefined) return null
  return <UnknownCode code={unknown} onClose={() => setUnknown(undefined)} />
}

function isForText({ type, readOnly }: HTMLInputElement): boolean {
  return !readOnly && ['text', 'search'].includes(type)
}
