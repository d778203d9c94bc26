import { ResetPassword } from '#web/features/auth/reset-password.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('auth', 'choosePassword')

export default function ResetPasswordPage() {
  return <ResetPassword />
}
