/** The programs that people use, told apart in this order: each says that it is the next one too. */
const programs: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//, 'curl'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

export interface Device {
  /** Such as Firefox; null when it is not known. */
  program: string | null
  /** Such as Windows; null when it is not known. */
  system: string | null
  isHandheld: boolean
}

/** What a browser's own words say about the device that it is on. */
export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? ''
  const first = (known: typeof programs) =>
    known.find(([pattern]) => pattern.test(text))?.[1] ?? null
  return {
    program: first(programs),
    system: first(systems),
    isHandheld: /iPhone|iPad|Android|Mobile/.test(text),
  }
}
