'use client'

import { ChevronRight, Package, PackageOpen, ScanBarcode, TriangleAlert, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SearchField } from '#web/components/data-table/search-field.tsx'
import { LazyCamera } from '#web/components/scan/lazy-camera.tsx'
import { Badge } from '#web/components/ui/badge.tsx'
import { Button, IconButton, LinkButton } from '#web/components/ui/button.tsx'
import { Link } from '#web/components/ui/link.tsx'
import { StageBadge } from '#web/components/ui/stage-badge.tsx'
import { Notice } from '#web/components/ui/notice.tsx'
import { Failure, NoRight, NothingMatches, SkeletonRows } from '#web/components/ui/states.tsx'
import { WorkMode } from '#web/components/work-mode/work-mode.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { beep } from '#web/lib/scan/beep.ts'
import { findByCode } from '#web/lib/scan/find-product.ts'
import { useWedge } from '#web/lib/scan/use-wedge.ts'
import { useAddress } from '#web/lib/use-address.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type OrderSummary, useReceivable } from './receive-data.ts'

/** The orders that goods can come of; a scan of an order or of a product finds the right one. */
export function ReceiveList() {
  const t = useTranslations('receive')
  const [isScanning, setScanning] = useState(false)
  return (
    <WorkMode
      title={t('title')}
      actions={
        <IconButton
          label={t('scan')}
          aria-pressed={isScanning}
          onClick={() => setScanning(!isScanning)}
        >
          <ScanBarcode size={20} aria-hidden="true" />
        </IconButton>
      }
    >
      <Content isScanning={isScanning} onScanned={() => setScanning(false)} />
    </WorkMode>
  )
}

function Content({ isScanning, onScanned }: { isScanning: boolean; onScanned: () => void }) {
  const t = useTranslations('receive')
  const can = useCan()
  const { get, set } = useAddress()
  const [q, productId, productName] = [get('q'), get('product'), get('name')]
  const search = useCallback((value: string) => set({ q: value }), [set])
  const { unknown, onScan } = useScan(set)
  const mayReceive = can('orders:receive')
  useWedge(onScan, mayReceive)
  if (!mayReceive) return <NoRight what={t('whatReceiving')} />
  return (
    <div className="mx-auto grid h-full max-w-3xl content-start gap-3 overflow-y-auto p-3 sm:p-4">
      {isScanning && <LazyCamera onScan={onScan} onClose={onScanned} />}
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label={t('search')} value={q} onChange={search} />
        {productId !== '' && (
          <Button
            className="border-accent! bg-accent-soft! text-accent!"
            icon={<Package size={16} aria-hidden="true" />}
            aria-label={t('allProducts', { name: productName })}
            onClick={() => set({ product: '', name: '' })}
          >
            <span className="max-w-48 truncate">{productName}</span>
            <X size={14} aria-hidden="true" />
          </Button>
        )}
      </div>
      {unknown !== '' && (
        <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
          {t('unknownCode', { code: unknown })}
        </p>
      )}
      <Found q={q} productId={productId} onClear={() => set({ q: '', product: '', name: '' })} />
    </div>
  )
}

/** What a code leads to: the order with that number, or the orders that bring the product. */
function useScan(set: ReturnType<typeof useAddress>['set']) {
  const router = useRouter()
  const [unknown, setUnknown] = useState('')
  const look = async (code: string) => {
    const { items } = await take(api.orders.$get({ query: { q: code, limit: '10' } }))
    const order = items.find(({ number }) => number.toLowerCase() === code.trim().toLowerCase())
    if (order) {
      router.push(`/receive/${order.id}`)
      return true
    }
    const product = await findByCode(code)
    if (!product) return false
    set({ product: product.id, name: product.name, q: '' })
    return true
  }
  const onScan = (code: string) => {
    setUnknown('')
    const tell = (isFound: boolean) => {
      beep(isFound ? 'good' : 'bad')
      if (!isFound) setUnknown(code)
    }
    look(code).then(tell, () => tell(false))
  }
  return { unknown, onScan }
}

function Found({ q, productId, onClear }: { q: string; productId: string; onClear: () => void }) {
  const t = useTranslations('receive')
  const { orders, isPending, error, refetch } = useReceivable(q, productId)
  if (error && orders.length === 0) return <Failure error={error} onRetry={refetch} />
  if (isPending && orders.length === 0) return <SkeletonRows rows={6} />
  if (orders.length === 0) {
    if (q || productId) return <NothingMatches query={q} onClear={onClear} />
    return (
      <Notice
        icon={PackageOpen}
        title={t('nothingComes')}
        actions={<LinkButton href="/orders">{t('seeOrders')}</LinkButton>}
      >
        {t('nothingComesHelp')}
      </Notice>
    )
  }
  return (
    <>
      {error && <Failure strip error={error} onRetry={refetch} />}
      <ul className="grid gap-2">
        {orders.map((order) => (
          <OrderItem key={order.id} order={order} />
        ))}
      </ul>
    </>
  )
}

function OrderItem({ order }: { order: OrderSummary }) {
  const t = useTranslations('receive')
  const format = useFormat()
  const day = order.promisedOn ?? order.expectedOn
  return (
    <li>
      <Link
        href={`/receive/${order.id}`}
        className="flex min-h-16 items-center gap-3 rounded-card border border-border bg-surface p-3 hover:bg-sunken"
      >
        <span className="grid min-w-0 grow gap-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <bdi dir="ltr" className="text-base font-semibold">
              {order.number}
            </bdi>
            <StageBadge stage={order.stage} />
            {order.receiptStatus === 'partial' && <Badge tone="info">{t('partly')}</Badge>}
            {order.onHold && <Badge tone="warn">{t('onHold')}</Badge>}
            {order.late && (
              <Badge tone="bad">
                <TriangleAlert size={12} aria-hidden="true" />
                {t('daysLate', { days: order.daysLate })}
              </Badge>
            )}
          </span>
          <span className="line-clamp-2 text-muted">
            <bdi>{order.supplier.name}</bdi> · {t('lineCount', { count: order.lineCount })}
            {day !== null && ` · ${format.day(day)}`}
          </span>
        </span>
        <ChevronRight
          size={18}
          aria-hidden="true"
          className="shrink-0 text-muted rtl:-scale-x-100"
        />
      </Link>
    </li>
  )
}
