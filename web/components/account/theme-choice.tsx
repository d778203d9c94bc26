'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '#web/components/ui/class-names.ts'
import { rememberedChoice } from '#web/lib/cookies.ts'
import { applyTheme, isTheme, type Theme, THEME_COOKIE, themes } from '#web/lib/theme.ts'

const icons = { system: Monitor, light: Sun, dark: Moon } as const

const listeners = new Set<() => void>()

function useTheme(): Theme {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed)
      return () => void listeners.delete(changed)
    },
    () => {
      const chosen = rememberedChoice(THEME_COOKIE)
      return isTheme(chosen) ? chosen : 'system'
    },
    () => 'system',
  )
}

/** Light, dark, or as the system; with `words` beside the pictures. */
export function ThemeChoice({ words = false }: { words?: boolean }) {
  const t = useTranslations('shell')
  const current = useTheme()
  const choose = (theme: Theme) => {
    applyTheme(theme)
    for (const listener of listeners) listener()
  }
  return (
    <div
      role="radiogroup"
      aria-label={t('theme')}
      className="inline-flex w-fit rounded-control border border-control bg-surface"
    >
      {themes.map((theme) => {
        const Icon = icons[theme]
        return (
          <label
            key={theme}
            title={t(`theme_${theme}`)}
            className={classNames(
              'inline-flex min-h-8 cursor-pointer items-center gap-1.5 rounded-control px-2 text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-11 pointer-coarse:px-3',
              theme === current ? 'bg-accent-soft font-medium text-accent' : 'text-muted',
            )}
          >
            <input
              type="radio"
              name="theme"
              value={theme}
              checked={theme === current}
              onChange={() => choose(theme)}
              className="sr-only"
            />
            <Icon size={16} aria-hidden="true" />
            <span className={words ? '' : 'sr-only'}>{t(`theme_${theme}`)}</span>
          </label>
        )
      })}
    </div>
  )
}
