const ISSUER = 'Stockroom'
/** A code counts half a minute early and late, for clocks that differ and fingers that are slow. */
const TOLERANCE_SECONDS = 30

/** Loaded on first use: most processes start more often than somebody types a code. */
const otplib = () => import('otplib/functional')

/** A new secret for an authenticator app, base32, and the address that its QR code carries. */
export async function newTotpSecret(email: string): Promise<{ secret: string; url: string }> {
  const { generateSecret, generateURI } = await otplib()
  const secret = generateSecret()
  return { secret, url: generateURI({ issuer: ISSUER, label: email, secret }) }
}

/** A QR code as an SVG data URL, for the `src` of an image. */
export async function qrCodeOf(text: string): Promise<string> {
  const { default: qrcode } = await import('qrcode')
  const svg = await qrcode.toString(text, { type: 'svg', errorCorrectionLevel: 'M' })
  return `data:image/svg+xml;base64,${btoa(svg)}`
}

/** The 30-second step (RFC 6238) that a code belongs to, or null when it is wrong just now. */
export async function totpStep(secret: string, code: string, now: Date): Promise<number | null> {
  const { verify } = await otplib()
  const epoch = Math.floor(now.getTime() / 1000)
  try {
    const result = await verify({ secret, token: code, epoch, epochTolerance: TOLERANCE_SECONDS })
    return result.valid && 'timeStep' in result ? result.timeStep : null
  } catch {
    // A code of the wrong length or with letters in it throws; it is only a wrong code.
    return null
  }
}
