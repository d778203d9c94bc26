import { accessSync, constants } from 'node:fs'
import { type BrowserServer, chromium, type LaunchOptions } from 'playwright-core'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/**
 * The Chromium of this machine: the one that the variable CHROMIUM names, else where systems put it.
 *
 * @returns undefined when there is none
 */
export function findChromium(
  named: string | undefined = process.env['CHROMIUM'],
): string | undefined {
  return (named ? [named] : usual).find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export function launchOptions(): LaunchOptions {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('no Chromium is installed')
  // Its sandbox refuses to run as root, which containers of CI do.
  const isRoot = process.getuid?.() === 0
  return { executablePath, args: isRoot ? ['--no-sandbox'] : [] }
}

/** One browser for the run, which every test opens a profile of its own in. */
export function startBrowser(): Promise<BrowserServer> {
  return chromium.launchServer(launchOptions())
}
