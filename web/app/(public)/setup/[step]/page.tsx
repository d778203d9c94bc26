import { notFound } from 'next/navigation'
import { SetUp } from '#web/features/setup/set-up.tsx'
import { isSetupStep } from '#web/features/setup/steps.ts'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('auth', 'setupTitle')

export default async function SetUpStepPage({ params }: { params: Promise<{ step: string }> }) {
  const { step } = await params
  if (!isSetupStep(step)) notFound()
  return <SetUp step={step} />
}
