'use client'

import { useTranslations } from 'use-intl'
import { Card, Fact } from '#web/components/ui/page-header.tsx'
import { useFormat } from '#web/lib/use-format.ts'
import { useCountryName } from './country-name.ts'
import type { Supplier } from './supplier.ts'
import { TermsInWords } from './terms-in-words.tsx'

export function FactsCard({ supplier }: { supplier: Supplier }) {
  const t = useTranslations('suppliers')
  const common = useTranslations('common')
  const format = useFormat()
  const countryName = useCountryName()
  const { code, email, phone, address, country, currency, leadTimeDays, terms, notes } = supplier
  const none = <span className="text-muted">{common('none')}</span>
  return (
    <Card title={t('facts')}>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 p-4">
        <Fact name={t('code')}>{code === null ? none : <bdi dir="ltr">{code}</bdi>}</Fact>
        <Fact name={t('country')}>{country === null ? none : countryName(country)}</Fact>
        <Fact className="max-sm:col-span-2" name={t('email')}>
          {email === null ? none : <Mail address={email} />}
        </Fact>
        <Fact name={t('phone')}>{phone === null ? none : <Phone number={phone} />}</Fact>
        <Fact name={t('currency')}>{currency ?? none}</Fact>
        <Fact name={t('leadTimePromised')}>
          {leadTimeDays === null ? none : t('days', { count: leadTimeDays })}
        </Fact>
        <Fact className="col-span-2" name={t('terms')}>
          {terms === null ? none : <bdi>{terms}</bdi>}
          <TermsInWords terms={terms} />
        </Fact>
        {address !== null && (
          <Fact className="col-span-2 whitespace-pre-line" name={t('address')}>
            {address}
          </Fact>
        )}
        {notes !== null && (
          <Fact className="col-span-2 whitespace-pre-line" name={t('notes')}>
            {notes}
          </Fact>
        )}
        <Fact name={t('since')}>{format.instant(supplier.createdAt)}</Fact>
      </dl>
    </Card>
  )
}

const reach =
  'inline-flex min-h-6 max-w-full items-center break-all text-accent hover:underline pointer-coarse:min-h-11'

export function Mail({ address }: { address: string }) {
  return (
    <a href={`mailto:${address}`} className={reach}>
      <bdi dir="ltr">{address}</bdi>
    </a>
  )
}

export function Phone({ number }: { number: string }) {
  return (
    <a href={`tel:${number.replaceAll(/[^\d+]/g, '')}`} className={reach}>
      <bdi dir="ltr">{number}</bdi>
    </a>
  )
}
