import { ForgotPassword } from '#web/features/auth/forgot-password.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('auth', 'forgotTitle')

export default function ForgotPasswordPage() {
  return <ForgotPassword />
}
