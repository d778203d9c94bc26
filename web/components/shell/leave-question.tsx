'use client'

import { useSyncExternalStore } from 'react'
import { whenOpened } from '#web/components/ui/when-opened.tsx'

const SignOutQuestion = whenOpened(() =>
  import('#web/components/outbox/sign-out-question.tsx').then((module) => module.SignOutQuestion),
)

interface Question {
  /** How many entries wait on this device. */
  count: number
  leave: () => Promise<void>
}

let asked: Question | null = null
const listeners = new Set<() => void>()

/** Asks whether to sign out although something waits to be sent; the shell draws the question. */
export function askBeforeLeaving(question: Question | null): void {
  asked = question
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function LeaveQuestion() {
  const question = useSyncExternalStore(
    subscribe,
    () => asked,
    () => null,
  )
  if (!question) return null
  return (
    <SignOutQuestion
      count={question.count}
      onLeave={question.leave}
      onClose={() => askBeforeLeaving(null)}
    />
  )
}
