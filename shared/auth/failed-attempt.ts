import { AppError } from '../errors.ts'

/**
 * A wrong password, code or reset token: the kind of refusal that is counted, because somebody may
 * be guessing. Other refusals of the same endpoints, such as a malformed body, are not.
 */
export class FailedAttemptError extends AppError {
  override name = 'FailedAttemptError'
}

/** A sign-in that did not succeed; the same sentence whatever was wrong. */
export function failedSignIn(message: string): FailedAttemptError {
  return new FailedAttemptError('UNAUTHENTICATED', message)
}

/** A signed-in person, or the holder of a link, gave something wrong in one field. */
export function wrongField(path: string, message: string): FailedAttemptError {
  const errors = [{ path, message, code: 'wrong' }]
  return new FailedAttemptError('INVALID', `${path}: ${message}`, { errors })
}
