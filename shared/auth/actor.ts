import { type Permission, permissions, type Role, rolePermissions } from '../domain/permissions.ts'
import { AppError } from '../errors.ts'

/** Who a request acts for. */
export interface Actor {
  kind: 'anonymous' | 'user' | 'token' | 'system'
  /** The person behind it; null for anonymous and system. */
  userId: string | null
  /** Shown in the audit log. */
  name: string
  role: Role | null
  permissions: ReadonlySet<Permission>
  /** The session of a signed-in person. */
  sessionId: string | null
  /** The API token of a machine. */
  tokenId: string | null
  /** True while the role demands MFA and the person has not set it up: then nothing is permitted. */
  mfaSetupRequired: boolean
}

const nobody = {
  userId: null,
  role: null,
  permissions: new Set<Permission>(),
  sessionId: null,
  tokenId: null,
  mfaSetupRequired: false,
}

export const anonymous: Actor = { ...nobody, kind: 'anonymous', name: 'anonymous' }

/** The process itself: scheduled jobs, the command line of the operator. */
export function systemActor(name: string): Actor {
  return { ...nobody, kind: 'system', name, permissions: new Set(permissions) }
}

/** A person who signed in, or with no session one who proved in another way who they are. */
export function userActor(
  user: { id: string; name: string; role: Role },
  sessionId: string | null,
  mfaSetupRequired: boolean,
): Actor {
  return {
    kind: 'user',
    userId: user.id,
    name: user.name,
    role: user.role,
    permissions: mfaSetupRequired ? nobody.permissions : rolePermissions[user.role],
    sessionId,
    tokenId: null,
    mfaSetupRequired,
  }
}

/** A machine: what its token was scoped to, and never more than its person may do today. */
export function tokenActor(
  user: { id: string; name: string; role: Role },
  token: { id: string; name: string; scopes: readonly string[] },
  mfaSetupRequired: boolean,
): Actor {
  const person = userActor(user, null, mfaSetupRequired)
  const allowed = [...person.permissions].filter((name) => token.scopes.includes(name))
  return {
    kind: 'token',
    userId: user.id,
    name: `${user.name} (${token.name})`,
    role: user.role,
    permissions: new Set(allowed),
    sessionId: null,
    tokenId: token.id,
    mfaSetupRequired,
  }
}

/**
 * The first line of every service.
 * @throws AppError UNAUTHENTICATED without a sign-in, FORBIDDEN without the permission
 */
export function authorize(actor: Actor, permission: Permission): void {
  if (actor.permissions.has(permission)) return
  authorizeSignedIn(actor)
  if (actor.mfaSetupRequired) {
    throw new AppError('FORBIDDEN', 'your role requires two-factor sign-in: set it up first', {
      mfaSetupRequired: true,
    })
  }
  throw new AppError('FORBIDDEN', `this needs the permission ${permission}`, { permission })
}

/** Demands any sign-in; for what everybody may see of themselves. */
export function authorizeSignedIn(actor: Actor): void {
  if (actor.kind === 'anonymous') {
    throw new AppError('UNAUTHENTICATED', 'sign in, or send a bearer token')
  }
}

/**
 * Demands that the actor has every permission of a role: nobody hands out, or rules over, more than
 * they may do themselves. It matters for API tokens, which have a part of their person's rights.
 */
export function authorizeOver(actor: Actor, role: Role): void {
  const missing = [...rolePermissions[role]].filter((name) => !actor.permissions.has(name))
  if (missing.length === 0) return
  throw new AppError('FORBIDDEN', `the role ${role} may do more than this token: sign in instead`, {
    missing,
  })
}

/**
 * Demands a person in a session of their own, for what a machine must not do: passwords, MFA,
 * tokens. Gives the ids that such an actor always has.
 */
export function authorizePerson(actor: Actor): { userId: string; sessionId: string } {
  authorizeSignedIn(actor)
  if (actor.userId === null || actor.sessionId === null) {
    throw new AppError('FORBIDDEN', 'only a person who signed in may do this, not an API token')
  }
  return { userId: actor.userId, sessionId: actor.sessionId }
}
