'use client'

import { Banknote } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { paymentSorts } from '#shared/domain/list-sorts.ts'
import { addDays } from '#shared/domain/days.ts'
import { isOpen, paymentStatuses, paymentTypes } from '#shared/domain/payments/payments.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NothingMatches } from '#web/components/ui/states.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useList } from '#web/lib/api/use-list.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { usePaymentColumns } from './payment-columns.tsx'
import { PaymentFilters, filterNames } from './payment-filters.tsx'
import { usePaymentAddress } from './use-payment-address.ts'

/** All payments, what is due first at the top, narrowed by what the address says. */
export function PaymentList() {
  const t = useTranslations('payments')
  const { get, set, open } = usePaymentAddress()
  const list = usePaymentsOfAddress()
  const columns = usePaymentColumns()
  const isFiltered = filterNames.some((name) => get(name) !== '')
  const clear = () => set(Object.fromEntries(filterNames.map((name) => [name, ''])))
  return (
    <>
      <PaymentFilters />
      <DataTable
        label={t('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        sort={get('sort') || 'dueOn'}
        onSort={(sort) => set({ sort: sort === 'dueOn' ? '' : sort })}
        onOpen={({ id }) => open(id)}
        empty={
          isFiltered ? (
            <NothingMatches onClear={clear} />
          ) : (
            <Notice icon={Banknote} title={t('noneYet')}>
              {t('noneYetHelp')}
            </Notice>
          )
        }
      />
    </>
  )
}

function usePaymentsOfAddress() {
  const { get } = usePaymentAddress()
  const format = useFormat()
  const within = Number(get('due'))
  const status = paymentStatuses.find((name) => name === get('status'))
  const type = paymentTypes.find((name) => name === get('type'))
  const sort = paymentSorts.find((name) => name === get('sort'))
  const query = {
    ...(status && { status }),
    ...(type && { type }),
    ...(sort && { sort }),
    ...(get('supplier') && { supplierId: get('supplier') }),
    ...(get('currency') && { currency: get('currency') }),
    ...(get('overdue') === 'true' && { overdue: 'true' as const }),
    ...(within > 0 && { dueFrom: format.today(), dueTo: addDays(format.today(), within) }),
  }
  const list = useList(['payment', 'list', query], (cursor, signal) =>
    take(
      api.payments.$get(
        { query: { ...query, limit: '50', ...(cursor && { cursor }) } },
        { init: { signal } },
      ),
    ),
  )
  // What is due soon is what is still to be paid, unless somebody asks for a status.
  const isOpenOnly = within > 0 && status === undefined
  const items = isOpenOnly ? list.items.filter((payment) => isOpen(payment.status)) : list.items
  const { hasNextPage, more } = list
  const isHidden = items.length === 0 && hasNextPage
  useEffect(() => {
    if (isHidden) more()
  })
  return { ...list, items, isPending: list.isPending || isHidden }
}
