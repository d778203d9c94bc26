/** What is called without a sign-in, or makes one: there a refusal is no sign-in that ran out. */
const signIns = /\/api\/auth\/(login|refresh|logout|setup|mfa\/challenge|password\/(forgot|reset))$/

/**
 * Sends a request; when the sign-in has run out it is renewed, and the request sent once more.
 *
 * @param renew tells whether there is a sign-in again
 */
export async function withRenewal(
  url: string,
  send: () => Promise<Response>,
  renew: () => Promise<boolean>,
): Promise<Response> {
  const response = await send()
  if (response.status !== 401 || signIns.test(url) || !(await renew())) return response
  return send()
}
