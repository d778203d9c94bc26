'use client'

import { PackageX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { Notice } from '#web/components/ui/notice.tsx'

export function MissingProduct() {
  const t = useTranslations('products')
  return (
    <Notice
      icon={PackageX}
      title={t('unknownProduct')}
      actions={
        <>
          <LinkButton href="/products?deleted=1">{t('showDeleted')}</LinkButton>
          <LinkButton href="/products">{t('allProducts')}</LinkButton>
        </>
      }
    >
      {t('unknownProductHelp')}
    </Notice>
  )
}
