/** What is wrong with an address that cannot be taken apart; it may hold a password, so it is not told. */
export const UNREADABLE_URL =
  'is not a valid URL: write signs such as / # @ % in name and password as %2F %23 %40 %25'

const furtherHosts = /,[^/?@]*(?=[/?]|$)/

/**
 * Takes an address of PostgreSQL apart as postgres.js does, which knows several hosts.
 * @throws TypeError, URIError when it cannot be
 */
export function checkDatabaseUrl(text: string): void {
  if (text.startsWith('sqlite:')) return
  const { username, password } = new URL(text.replace(furtherHosts, ''))
  decodeURIComponent(username + password)
}
