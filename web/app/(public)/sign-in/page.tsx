import { SignIn } from '#web/features/auth/sign-in.tsx'
import { pageTitle } from '#web/lib/i18n/page-title.ts'

export const generateMetadata = () => pageTitle('auth', 'signIn')

export default function SignInPage() {
  return <SignIn />
}
