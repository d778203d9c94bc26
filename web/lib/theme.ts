import { rememberChoice } from './cookies.ts'

export const THEME_COOKIE = 'theme'
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Runs before the first paint, so that a page of somebody with a dark system never flashes. */
export const systemThemeScript = `document.documentElement.dataset.theme=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'`

export function isTheme(value: string | undefined): value is Theme {
  return themes.some((theme) => theme === value)
}

/** Shows a theme now, and on the next pages. */
export function applyTheme(theme: Theme): void {
  rememberChoice(THEME_COOKIE, theme)
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset['theme'] = theme === 'system' ? (dark ? 'dark' : 'light') : theme
}
