'use client'

import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { Card } from '#web/components/ui/page-header.tsx'
import { api, take } from '#web/lib/api/client.ts'
import { useCan } from '#web/lib/api/use-session.ts'
import { useStages, useStockStatus } from './today-data.ts'

const names = ['products', 'stock', 'supplier', 'order', 'people'] as const
type Step = (typeof names)[number]

const ways: Readonly<
  Record<
    Step,
    readonly {
      text: 'addProduct' | 'importProducts' | 'countStock' | 'addSupplier' | 'newOrder' | 'invite'
      href: string
    }[]
  >
> = {
  products: [
    { text: 'addProduct', href: '/products/new' },
    { text: 'importProducts', href: '/products/import' },
  ],
  stock: [{ text: 'countStock', href: '/stock/counts' }],
  supplier: [{ text: 'addSupplier', href: '/suppliers?new=1' }],
  order: [{ text: 'newOrder', href: '/orders/new' }],
  people: [{ text: 'invite', href: '/settings/people' }],
}

/** What a new shop does first; the next step is the one with the button. */
export function FirstSteps() {
  const t = useTranslations('today')
  const { done, allowed } = useSteps()
  const next = names.find((name) => !done[name] && allowed[name])
  return (
    <Card className="mx-auto max-w-2xl">
      <div className="grid gap-1 border-b border-border p-4 sm:p-6">
        <h2 className="text-base font-semibold">{t('welcome')}</h2>
        <p className="text-muted">{t('welcomeHelp')}</p>
      </div>
      <ol className="divide-y divide-border">
        {names.map((name, index) => (
          <li
            key={name}
            className="flex gap-3 p-4 sm:px-6"
            aria-current={name === next ? 'step' : undefined}
          >
            <span
              aria-hidden="true"
              className={`grid size-7 shrink-0 place-items-center rounded-full text-sm font-medium tabular-nums ${done[name] ? 'bg-ok-soft text-ok' : 'bg-sunken text-muted'}`}
            >
              {done[name] ? <Check size={16} /> : index + 1}
            </span>
            <div className="grid grow gap-2">
              <div>
                <h3 className={`font-medium ${done[name] ? 'text-muted' : ''}`}>
                  {t(`step_${name}`)}
                  {done[name] && (
                    <span className="ms-2 text-xs font-normal text-ok">{t('stepDone')}</span>
                  )}
                </h3>
                {!done[name] && <p className="text-muted">{t(`step_${name}Help`)}</p>}
              </div>
              {!done[name] && allowed[name] && (
                <div className="flex flex-wrap gap-2">
                  {ways[name].map(({ text, href }, way) => (
                    <LinkButton
                      key={href}
                      href={href}
                      look={name === next && way === 0 ? 'primary' : 'plain'}
                    >
                      {t(text)}
                    </LinkButton>
                  ))}
                </div>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function useSteps(): { done: Record<Step, boolean>; allowed: Record<Step, boolean> } {
  const can = useCan()
  const { data: status } = useStockStatus()
  const { data: stages } = useStages()
  const { data: suppliers } = useQuery({
    queryKey: ['supplier', 'any'],
    queryFn: ({ signal }) =>
      take(api.suppliers.$get({ query: { limit: '1' } }, { init: { signal } })),
    enabled: can('suppliers:read'),
  })
  const { data: users } = useQuery({
    queryKey: ['user', 'any'],
    queryFn: ({ signal }) => take(api.users.$get({ query: { limit: '2' } }, { init: { signal } })),
    enabled: can('users:read'),
  })
  return {
    done: {
      products: (status?.products ?? 0) > 0,
      stock: (status?.units ?? 0) > 0,
      supplier: (suppliers?.items.length ?? 0) > 0,
      order: stages?.some(({ orders }) => orders > 0) ?? false,
      people: (users?.items.length ?? 0) > 1,
    },
    allowed: {
      products: can('products:write'),
      stock: can('inventory:adjust'),
      supplier: can('suppliers:write'),
      order: can('orders:write'),
      people: can('users:write'),
    },
  }
}
