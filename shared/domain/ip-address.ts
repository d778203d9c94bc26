/** Networks of IPv4 that are nobody's public servers (IANA special-purpose registry). */
const closedV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  // Azure's platform service, which has a public address.
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map((network) => {
  const [start = '', bits = ''] = network.split('/')
  return { start: v4Number(start) ?? 0, size: 2 ** (32 - Number(bits)) }
})

/**
 * Whether an address, as text, belongs to a public server: not private, loopback, link-local,
 * carrier-grade NAT, multicast, reserved, nor the metadata service of a cloud. What is no address is
 * not public either.
 */
export function isPublicAddress(text: string): boolean {
  const v4 = v4Number(text)
  if (v4 !== undefined) return isPublicV4(v4)
  const groups = v6Groups(text)
  return groups !== undefined && isPublicV6(groups)
}

/** Whether a text is an IP address at all. */
export function isAddress(text: string): boolean {
  return v4Number(text) !== undefined || v6Groups(text) !== undefined
}

function isPublicV4(address: number): boolean {
  return !closedV4.some(({ start, size }) => address >= start && address < start + size)
}

function isPublicV6(groups: readonly number[]): boolean {
  const [first = 0, second = 0] = groups
  const embedded = (groups[6] ?? 0) * 65_536 + (groups[7] ?? 0)
  const leading = groups.slice(0, 6).join()
  // Mapped IPv4 (::ffff:0:0), and IPv4 behind the NAT64 of an IPv6 network (64:ff9b::).
  if (leading === '0,0,0,0,0,65535') return isPublicV4(embedded)
  if (leading === '100,65435,0,0,0,0') return isPublicV4(embedded)
  // Of what is public, 2000::/3: Teredo and other protocols, documentation, 6to4, documentation.
  const isSpecial =
    (first === 0x2001 && (second < 0x0200 || second === 0x0db8)) ||
    first === 0x2002 ||
    (first === 0x3fff && second < 0x1000)
  return first >= 0x2000 && first < 0x4000 && !isSpecial
}

function v4Number(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number)
  if (!parts || parts.some((part) => part > 255)) return undefined
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}

/** The eight groups of an IPv6 address; undefined when it is none, or has a zone. */
function v6Groups(text: string): number[] | undefined {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return undefined
  const [before, after] = [groupsOf(head), tail === undefined ? [] : groupsOf(tail)]
  if (!before || !after) return undefined
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  return [...before, ...Array.from({ length: missing }, () => 0), ...after]
}

function groupsOf(text: string): number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 ? v4Number(part) : undefined
    if (v4 !== undefined) groups.push(Math.floor(v4 / 65_536), v4 % 65_536)
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}
