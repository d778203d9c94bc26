/** The form under which an e-mail address is unique and found: trimmed, lower case. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase()
}
