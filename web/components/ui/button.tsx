import { Link } from '#web/components/ui/link.tsx'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

const looks: Readonly<Record<Look, string>> = {
  primary: 'bg-accent text-on-accent border-transparent hover:brightness-95',
  plain: 'bg-surface text-text border-control hover:bg-sunken',
  quiet: 'bg-transparent text-text border-transparent hover:bg-sunken',
  danger: 'bg-surface text-bad border-bad hover:bg-bad-soft',
}

const shape =
  'inline-flex items-center justify-center gap-2 min-h-8 pointer-coarse:min-h-11 px-3 rounded-control border text-sm font-medium whitespace-nowrap select-none disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55'

interface Shared {
  look?: Look
  icon?: ReactNode
  children?: ReactNode
  /** A key that does the same, shown beside the words. */
  shortcut?: string
}

interface ButtonProps extends Shared, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** Being worked on: it says so, and takes no second press. */
  busy?: boolean
}

/** `children` say the verb and the thing: "Receive 12 items". */
export function Button({
  look = 'plain',
  icon,
  busy = false,
  shortcut,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={classNames(shape, looks[look], className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
      {shortcut !== undefined && <Shortcut keys={shortcut} />}
    </button>
  )
}

interface LinkButtonProps extends Shared {
  href: string
  className?: string
}

/** A link that looks like a button: it leads somewhere, a button does something. */
export function LinkButton({ look = 'plain', icon, children, href, className }: LinkButtonProps) {
  return (
    <Link href={href} className={classNames(shape, looks[look], className)}>
      {icon}
      {children}
    </Link>
  )
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does, in words: for those who hear it, and in its tooltip. */
  label: string
  children: ReactNode
}

export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={classNames(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-text disabled:opacity-50 pointer-coarse:size-11',
        className,
      )}
    >
      {children}
    </button>
  )
}

export function Shortcut({ keys }: { keys: string }) {
  return (
    <kbd
      aria-hidden="true"
      dir="ltr"
      className="shrink-0 rounded-control border border-current px-1 font-sans text-xs font-normal whitespace-nowrap pointer-coarse:hidden"
    >
      {keys}
    </kbd>
  )
}

export function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-4 animate-spin rounded-full border-2 border-current border-e-transparent motion-reduce:animate-none"
    />
  )
}
