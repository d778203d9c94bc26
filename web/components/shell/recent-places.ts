const NAME = 'stockroom-recent'
const MOST = 6

export interface RecentPlace {
  title: string
  more?: string
  href: string
  group: 'products' | 'suppliers' | 'orders'
}

/** What was opened from the palette of late on this device, the last first. */
export function recentPlaces(): readonly RecentPlace[] {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? '[]') as RecentPlace[]
  } catch {
    return []
  }
}

export function rememberPlace(place: RecentPlace): void {
  const others = recentPlaces().filter(({ href }) => href !== place.href)
  sessionStorage.setItem(NAME, JSON.stringify([place, ...others].slice(0, MOST)))
}
