'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { LinkButton } from '#web/components/ui/button.tsx'
import { whenOpened } from '#web/components/ui/when-opened.tsx'
import { useCan, useMe } from '#web/lib/api/use-session.ts'
import { useLive } from '#web/lib/live/use-live.ts'
import { useShortcutListener, useShortcuts } from '#web/lib/shortcuts.ts'
import { destinations, workModes } from './navigation.ts'
import { LeaveQuestion } from './leave-question.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { Rail } from './rail.tsx'
import { Scanned } from './scanned.tsx'
import { SignedInOnly } from './signed-in-only.tsx'

const Palette = whenOpened(() => import('./palette.tsx').then((module) => module.Palette))
const KeySheet = whenOpened(() => import('./key-sheet.tsx').then((module) => module.KeySheet))
const MoveStock = whenOpened(() =>
  import('#web/components/stock-actions/move-stock.tsx').then((module) => module.MoveStock),
)

type Overlay = 'palette' | 'keys' | 'transfer' | null

/** What is around every page of those who are signed in. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <SignedInOnly>
      <Frame>{children}</Frame>
    </SignedInOnly>
  )
}

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('shell')
  const [overlay, setOverlay] = useState<Overlay>(null)
  const { data: me } = useMe()
  const can = useCan()
  useLive(can('events:read'))
  useShortcutListener()
  usePlaceShortcuts()
  useShortcuts([
    { keys: 'mod+k', label: t('openPalette'), run: () => setOverlay('palette') },
    { keys: '?', label: t('showKeys'), run: () => setOverlay('keys') },
  ])
  return (
    <div className="flex h-dvh flex-col md:flex-row print:h-auto">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:z-50 focus:rounded-control focus:bg-accent focus:px-3 focus:py-2 focus:text-on-accent"
      >
        {t('skipToContent')}
      </a>
      <Rail onSearch={() => setOverlay('palette')} onKeys={() => setOverlay('keys')} />
      <main
        id="content"
        tabIndex={-1}
        className="min-h-0 min-w-0 grow overflow-y-auto px-3 pb-4 outline-none sm:px-6 print:overflow-visible"
      >
        {me?.mfaSetupRequired && (
          <p className="mt-3 flex flex-wrap items-center gap-3 rounded-card bg-warn-soft p-3 text-warn">
            {t('mfaNeeded')}
            <LinkButton href="/settings/account">{t('setUpMfa')}</LinkButton>
          </p>
        )}
        {children}
      </main>
      <PhoneBar onSearch={() => setOverlay('palette')} />
      <LeaveQuestion />
      <Scanned />
      {overlay === 'palette' && (
        <Palette onClose={() => setOverlay(null)} onTransfer={() => setOverlay('transfer')} />
      )}
      {overlay === 'transfer' && <MoveStock onClose={() => setOverlay(null)} />}
      {overlay === 'keys' && <KeySheet onClose={() => setOverlay(null)} />}
    </div>
  )
}

/** `G` and a letter for every place that the person may go to. */
function usePlaceShortcuts(): void {
  const t = useTranslations('shell')
  const router = useRouter()
  const path = usePathname()
  const can = useCan()
  useShortcuts(
    [...destinations, ...workModes]
      .filter(({ key, needs }) => key !== undefined && (needs === undefined || can(needs)))
      .map(({ key, place, href }) => ({
        keys: `g ${key ?? ''}`,
        label: t('goTo', { page: t(place) }),
        run: () => {
          if (path !== href) router.push(href)
        },
      })),
  )
}
