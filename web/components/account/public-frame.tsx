import type { ReactNode } from 'react'
import { classNames } from '#web/components/ui/class-names.ts'
import { LanguageChoice } from './language-choice.tsx'
import { ThemeChoice } from './theme-choice.tsx'

const PRODUCT_NAME = 'Stockroom'

interface PublicFrameProps {
  title: ReactNode
  /** What stands above the title: the steps of a wizard. */
  above?: ReactNode
  children: ReactNode
  wide?: boolean
}

/** What is around the pages of those who are not signed in yet. */
export function PublicFrame({ title, above, children, wide = false }: PublicFrameProps) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] gap-4 p-4">
      <p className="flex items-center gap-2 font-semibold">
        <span aria-hidden="true" className="size-5 rounded-control bg-accent" />
        {PRODUCT_NAME}
      </p>
      <main
        className={classNames(
          'grid w-full content-start gap-4 self-start justify-self-center sm:self-center',
          wide ? 'max-w-2xl' : 'max-w-sm',
        )}
      >
        {above}
        <div className="grid gap-4 rounded-card border border-border bg-surface p-4 sm:p-6">
          <h1 className="text-title font-semibold">{title}</h1>
          {children}
        </div>
      </main>
      <footer className="flex flex-wrap items-center justify-center gap-3">
        <LanguageChoice />
        <ThemeChoice />
      </footer>
    </div>
  )
}
