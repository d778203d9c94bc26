import { take } from './answer.ts'
import type { SignedIn, User } from './api-types.ts'
import { type Auth, type ClientOptions, createClient } from './client.ts'
import { Unauthenticated } from './problem.ts'

export interface Credentials {
  email: string
  password: string
  /** What the authenticator app shows, asked for when the account has two factors. */
  code?: () => string | Promise<string>
}

/** A person's sign-in, to be given to `createClient` as `auth`. It renews itself for 30 days. */
export interface Session extends Auth {
  readonly user: User
  /** Ends the session on the server. */
  signOut: () => Promise<void>
}

/**
 * Signs a person in. Programs that work by themselves have API tokens instead.
 *
 * @throws Unauthenticated for a wrong password or code, RateLimited after too many of them
 */
export async function signIn(
  options: Omit<ClientOptions, 'auth'>,
  { email, password, code }: Credentials,
): Promise<Session> {
  const { auth } = createClient(options)
  let answer = await take(auth.login.$post({ json: { email, password } }))
  if ('mfaRequired' in answer) {
    if (!code) throw new Error('the account has two factors: say `code`')
    const json = { mfaToken: answer.mfaToken, code: await code() }
    answer = await take(auth.mfa.challenge.$post({ json }))
  }
  return sessionOf(answer, options)
}

function sessionOf(first: SignedIn, options: Omit<ClientOptions, 'auth'>): Session {
  const { auth } = createClient(options)
  let tokens = first
  let renewing: Promise<boolean> | undefined

  async function renewOnce(): Promise<boolean> {
    try {
      tokens = await take(auth.refresh.$post({ json: refreshToken(tokens) }))
      return true
    } catch (error) {
      if (error instanceof Unauthenticated) return false
      throw error
    }
  }
  return {
    user: first.user,
    token: () => tokens.accessToken ?? undefined,
    renew(refused) {
      // Somebody else had it renewed while this request was on its way.
      if (refused !== tokens.accessToken) return Promise.resolve(true)
      // A refresh token is good for one use, so all who find the sign-in run out share one renewal.
      renewing ??= renewOnce().finally(() => (renewing = undefined))
      return renewing
    },
    async signOut() {
      try {
        await take(auth.logout.$post({ json: refreshToken(tokens) }))
      } catch (error) {
        // It has ended already.
        if (!(error instanceof Unauthenticated)) throw error
      }
    },
  }
}

function refreshToken({ refreshToken: token }: SignedIn): { refreshToken?: string } {
  return token === null ? {} : { refreshToken: token }
}
