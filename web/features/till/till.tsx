'use client'

import { ScanBarcode } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MAIN_LOCATION_ID } from '#shared/domain/locations.ts'
import { useLocations } from '#web/components/pickers/pick-location.tsx'
import { LazyCamera } from '#web/components/scan/lazy-camera.tsx'
import { controlShape } from '#web/components/ui/field.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { NoRight } from '#web/components/ui/states.tsx'
import { WorkMode } from '#web/components/work-mode/work-mode.tsx'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { moveCurrent, totalsOf } from './cart.ts'
import { DiscountDialog, HeldDialog } from './till-dialogs.tsx'
import { TillLines } from './till-lines.tsx'
import { ReceiptCard, TillPanel } from './till-panel.tsx'
import { TillSearch } from './till-search.tsx'
import { type Till as TillState, useTill } from './use-till.ts'
import { useTillKeys } from './use-till-keys.ts'

const PLACE = 'stockroom-till-location'

/** The till: scan, look, sell. It goes on without a connection. */
export function Till() {
  const t = useTranslations('till')
  return (
    <WorkMode title={t('till')}>
      <Desk />
    </WorkMode>
  )
}

function Desk() {
  const t = useTranslations('till')
  const can = useCan()
  const { data: me } = useMe()
  const [place, setPlace] = useState(() => localStorage.getItem(PLACE) ?? MAIN_LOCATION_ID)
  if (!me) return null
  if (!can('inventory:write')) return <NoRight what={t('what')} />
  const choose = (id: string) => {
    localStorage.setItem(PLACE, id)
    setPlace(id)
  }
  return <Work userId={me.user.id} place={place} onPlace={choose} />
}

interface WorkProps {
  userId: string
  place: string
  onPlace: (id: string) => void
}

function Work({ userId, place, onPlace }: WorkProps) {
  const till = useTill(userId, place)
  const [overlay, setOverlay] = useState<'discount' | 'held' | null>(null)
  const [isCameraOpen, setCameraOpen] = useState(false)
  const { cart } = till
  const line = cart.lines.find(({ product }) => product.id === cart.current)
  const discount = () => line && setOverlay('discount')
  const close = () => {
    setOverlay(null)
    till.backToField()
  }
  useTillKeys({
    F2: toQuantity,
    F4: discount,
    F8: till.hold,
    F9: till.pay,
    Delete: till.removeCurrent,
  })
  return (
    <div className="flex h-full min-h-0 flex-col md:grid md:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-h-0 grow flex-col gap-2 p-2 sm:p-3">
        <TillSearch
          field={till.field}
          typed={till.typed}
          onType={till.setTyped}
          onEnter={till.findTyped}
          onChoose={till.choose}
          onStep={(by) => till.change((now) => moveCurrent(now, by))}
          isCameraOpen={isCameraOpen}
          onCamera={() => setCameraOpen(!isCameraOpen)}
        />
        {isCameraOpen && (
          <LazyCamera onScan={(code) => till.find(code)} onClose={() => setCameraOpen(false)} />
        )}
        <Trouble words={till.trouble} />
        <Lines till={till} />
      </div>
      <aside className="screen-only flex shrink-0 flex-col gap-3 border-border bg-surface p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-md:border-t md:overflow-y-auto md:border-s md:p-4">
        <Place value={place} onChange={onPlace} />
        <div className="md:mt-auto">
          <Panel till={till} onDiscount={discount} onShowHeld={() => setOverlay('held')} />
        </div>
      </aside>
      {overlay === 'discount' && line && (
        <DiscountDialog line={line} onChange={till.change} onClose={close} />
      )}
      {overlay === 'held' && (
        <HeldDialog held={till.held} onResume={till.resume} onDrop={till.drop} onClose={close} />
      )}
    </div>
  )
}

interface PanelProps {
  till: TillState
  onDiscount: () => void
  onShowHeld: () => void
}

function Panel({ till, onDiscount, onShowHeld }: PanelProps) {
  if (till.receipt) {
    return (
      <ReceiptCard
        receipt={till.receipt}
        undoing={till.isUndoing}
        error={till.undoError}
        onUndo={till.undo}
        onNext={till.next}
      />
    )
  }
  return (
    <TillPanel
      totals={totalsOf(till.cart)}
      lineCount={till.cart.lines.length}
      heldCount={till.held.length}
      busy={till.isPaying}
      error={till.error}
      onPay={till.pay}
      onQuantity={toQuantity}
      onDiscount={onDiscount}
      onHold={till.hold}
      onShowHeld={onShowHeld}
    />
  )
}

function Lines({ till }: { till: TillState }) {
  const t = useTranslations('till')
  const isEmpty = till.cart.lines.length === 0
  return (
    <div className="min-h-0 grow overflow-y-auto rounded-card border border-border bg-surface">
      {isEmpty ? (
        <Notice icon={ScanBarcode} title={t('emptyTitle')}>
          <p>{t('emptyHelp')}</p>
        </Notice>
      ) : (
        <TillLines
          cart={till.cart}
          onChange={till.change}
          shortages={till.shortages}
          showFaults={till.showFaults}
          onDone={till.backToField}
        />
      )}
    </div>
  )
}

/** Why what was scanned or typed was not added. */
function Trouble({ words }: { words: string | null }) {
  return (
    <div role="alert">
      {words !== null && (
        <p className="rounded-control bg-bad-soft px-3 py-2 font-medium text-bad">{words}</p>
      )}
    </div>
  )
}

/** Where the goods are that this till sells; nothing where there is one location only. */
function Place({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useTranslations('till')
  const { data } = useLocations()
  const active = data?.items.filter((one) => one.active || one.id === value) ?? []
  if (active.length < 2) return null
  return (
    <label className="flex items-center gap-2">
      <span className="whitespace-nowrap text-muted">{t('from')}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={controlShape}
      >
        {active.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** To the quantity of the line that was scanned last. */
function toQuantity(): void {
  document.querySelector<HTMLInputElement>('[data-quantity=current]')?.focus()
}
