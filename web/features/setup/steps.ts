/** The steps of the first run, in their order; each has an address. */
export const setupSteps = ['owner', 'company', 'security', 'data', 'done'] as const
export type SetupStep = (typeof setupSteps)[number]

export function isSetupStep(text: string): text is SetupStep {
  return setupSteps.some((step) => step === text)
}

export function addressOf(step: SetupStep): string {
  return step === 'owner' ? '/setup' : `/setup/${step}`
}
