'use client'

import { SlidersHorizontal, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { paymentStatuses, paymentTypes } from '#shared/domain/payments/payments.ts'
import { PickSupplier } from '#web/components/pickers/pick-supplier.tsx'
import { SupplierName } from '#web/components/records/record-names.tsx'
import { Button } from '#web/components/ui/button.tsx'
import { SelectField } from '#web/components/ui/field.tsx'
import { useIsNarrow } from '#web/lib/use-media.ts'
import { usePaymentAddress } from './use-payment-address.ts'

/** What of the address narrows the list. */
export const filterNames = ['status', 'type', 'supplier', 'currency', 'overdue', 'due'] as const

export function PaymentFilters() {
  const t = useTranslations('payments')
  const isNarrow = useIsNarrow()
  const { get } = usePaymentAddress()
  const [isShown, setShown] = useState(false)
  const count = filterNames.filter((name) => get(name) !== '').length
  return (
    <div className="flex flex-wrap items-end gap-2">
      {isNarrow && (
        <Button
          icon={<SlidersHorizontal size={16} aria-hidden="true" />}
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          {t('filters', { count })}
        </Button>
      )}
      {(!isNarrow || isShown) && <Fields />}
      <Chips />
    </div>
  )
}

function Fields() {
  const t = useTranslations('payments')
  const { get, set } = usePaymentAddress()
  const due = get('overdue') === 'true' ? 'overdue' : get('due')
  return (
    <div className="grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto">
      <SelectField
        label={t('status')}
        value={get('status')}
        onChange={(event) => set({ status: event.target.value })}
      >
        <option value="">{t('any')}</option>
        {paymentStatuses.map((status) => (
          <option key={status} value={status}>
            {t(`status_${status}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('type')}
        value={get('type')}
        onChange={(event) => set({ type: event.target.value })}
      >
        <option value="">{t('any')}</option>
        {paymentTypes.map((type) => (
          <option key={type} value={type}>
            {t(`type_${type}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t('due')}
        value={due}
        onChange={({ target: { value } }) =>
          set(value === 'overdue' ? { overdue: 'true', due: '' } : { overdue: '', due: value })
        }
      >
        <option value="">{t('any')}</option>
        <option value="overdue">{t('overdue')}</option>
        {[7, 30].map((days) => (
          <option key={days} value={days}>
            {t('dueWithin', { days })}
          </option>
        ))}
      </SelectField>
      <PickSupplier
        label={t('supplier')}
        value={null}
        onChange={({ id }) => set({ supplier: id })}
      />
    </div>
  )
}

/** The filters that no select shows, each to be taken off. */
function Chips() {
  const t = useTranslations('payments')
  const common = useTranslations('common')
  const { get, set } = usePaymentAddress()
  const isAny = filterNames.some((name) => get(name) !== '')
  return (
    <>
      {get('supplier') !== '' && (
        <Button
          icon={<X size={14} aria-hidden="true" />}
          aria-label={t('withoutSupplier')}
          onClick={() => set({ supplier: '' })}
        >
          <SupplierName id={get('supplier')} />
        </Button>
      )}
      {get('currency') !== '' && (
        <Button icon={<X size={14} aria-hidden="true" />} onClick={() => set({ currency: '' })}>
          {get('currency')}
        </Button>
      )}
      {isAny && (
        <Button
          look="quiet"
          onClick={() => set(Object.fromEntries(filterNames.map((name) => [name, ''])))}
        >
          {common('clearFilters')}
        </Button>
      )}
    </>
  )
}
