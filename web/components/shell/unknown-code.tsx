'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { Button } from '#web/components/ui/button.tsx'
import { Dialog } from '#web/components/ui/dialog.tsx'
import { useCan } from '#web/lib/api/use-session.ts'

/** Says that no product has the code that was scanned, and offers to add one with it. */
export function UnknownCode({ code, onClose }: { code: string; onClose: () => void }) {
  const t = useTranslations('shell')
  const tCommon = useTranslations('common')
  const router = useRouter()
  const can = useCan()
  const add = () => {
    onClose()
    router.push(`/products/new?barcode=${encodeURIComponent(code)}`)
  }
  return (
    <Dialog
      title={t('unknownCode')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{tCommon('close')}</Button>
          {can('products:write') && (
            <Button look="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={add}>
              {t('newProduct')}
            </Button>
          )}
        </>
      }
    >
      {/* Isolated, because codes go from left to right in every language. */}
      <p>{t('unknownCodeHelp', { code: `\u2066${code}\u2069` })}</p>
    </Dialog>
  )
}
