'use client'

import { useTranslations } from 'use-intl'
import { type EditableField, lockedFields } from '#shared/domain/orders/requirements.ts'
import { hasReached } from '#shared/domain/orders/stages.ts'
import { PickCurrency } from '#web/components/pickers/pick-currency.tsx'
import { PickSupplier } from '#web/components/pickers/pick-supplier.tsx'
import { DecimalField } from '#web/components/ui/decimal-field.tsx'
import { AreaField, TextField } from '#web/components/ui/field.tsx'
import { Card, Fact } from '#web/components/ui/page-header.tsx'
import type { Order } from '../order-data.ts'
import type { OrderDraft } from './order-draft.ts'

export interface FormPartProps {
  draft: OrderDraft
  order: Order | undefined
  companyCurrency: string
  errorOf: (path: string) => string | undefined
  onChange: (change: Partial<OrderDraft>) => void
}

/** Whether the stage lets a field be changed no more. */
export function isLocked(order: Order | undefined, field: EditableField): boolean {
  return order !== undefined && lockedFields(order.stage, [field]).length > 0
}

/** Of whom, in which money and by when. */
export function HeaderFields(props: FormPartProps) {
  const { draft, order, companyCurrency, errorOf, onChange } = props
  const t = useTranslations('orders')
  return (
    <Card className="grid gap-4 p-4 sm:grid-cols-2 lg:grid-cols-4">
      {isLocked(order, 'supplierId') ? (
        <dl className="grid content-start gap-3 sm:col-span-2 sm:grid-cols-2">
          <Fact name={t('supplier')}>{draft.supplier?.name}</Fact>
          <Fact name={t('currency')}>{draft.currency}</Fact>
        </dl>
      ) : (
        <SupplierFields {...props} />
      )}
      <TextField
        type="date"
        label={t('expectedOn')}
        optional
        disabled={isLocked(order, 'expectedOn')}
        value={draft.expectedOn}
        error={errorOf('expectedOn')}
        onChange={(event) => onChange({ expectedOn: event.target.value })}
      />
      <TextField
        label={t('terms')}
        optional
        help={t('termsHelp')}
        disabled={isLocked(order, 'terms')}
        value={draft.terms}
        maxLength={200}
        error={errorOf('terms')}
        onChange={(event) => onChange({ terms: event.target.value })}
      />
      {draft.currency !== companyCurrency && (
        <DecimalField
          label={t('exchangeRate')}
          help={t('exchangeRateHelp', { from: draft.currency, to: companyCurrency })}
          unit={companyCurrency}
          disabled={isLocked(order, 'exchangeRate')}
          value={draft.exchangeRate}
          error={errorOf('exchangeRate')}
          onChange={(exchangeRate) => onChange({ exchangeRate })}
        />
      )}
    </Card>
  )
}

/** The supplier, which brings its currency and terms. */
function SupplierFields({ draft, order, errorOf, onChange }: FormPartProps) {
  const t = useTranslations('orders')
  return (
    <>
      <PickSupplier
        label={t('supplier')}
        value={draft.supplier}
        autoFocus={order === undefined && draft.supplier === null}
        error={errorOf('supplierId')}
        onChange={({ id, name, currency, terms }) =>
          onChange({
            supplier: { id, name },
            ...(currency !== null && {
              currency,
              ...(currency !== draft.currency && { exchangeRate: '1' }),
            }),
            ...(terms !== null && { terms }),
          })
        }
      />
      <PickCurrency
        label={t('currency')}
        value={draft.currency}
        error={errorOf('currency')}
        onChange={(currency) => onChange({ currency, exchangeRate: '1' })}
      />
    </>
  )
}

const days = ['promisedOn', 'readyOn', 'etaOn', 'arrivedOn'] as const
const texts = ['supplierReference', 'carrier', 'tracking', 'customsEntry'] as const

/** What was recorded on its way, to be put right. */
export function WayFields({ draft, order, companyCurrency, errorOf, onChange }: FormPartProps) {
  const t = useTranslations('orders')
  if (!order || !hasReached(order.stage, 'ordered')) return null
  return (
    <Card title={t('onItsWay')}>
      <div className="grid gap-4 p-4 sm:grid-cols-2 lg:grid-cols-4">
        {days.map((name) => (
          <TextField
            key={name}
            type="date"
            label={t(name)}
            optional
            disabled={isLocked(order, name)}
            value={draft[name]}
            error={errorOf(name)}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        ))}
        {texts.map((name) => (
          <TextField
            key={name}
            label={t(name)}
            optional
            disabled={isLocked(order, name)}
            value={draft[name]}
            maxLength={name === 'tracking' ? 200 : 100}
            error={errorOf(name)}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        ))}
        <DecimalField
          label={t('duty')}
          optional
          unit={companyCurrency}
          disabled={isLocked(order, 'duty')}
          value={draft.duty}
          error={errorOf('duty')}
          onChange={(duty) => onChange({ duty })}
        />
      </div>
    </Card>
  )
}

export function NotesField({ draft, errorOf, onChange }: FormPartProps) {
  const t = useTranslations('orders')
  return (
    <AreaField
      label={t('notes')}
      optional
      value={draft.notes}
      maxLength={5000}
      error={errorOf('notes')}
      onChange={(event) => onChange({ notes: event.target.value })}
    />
  )
}
