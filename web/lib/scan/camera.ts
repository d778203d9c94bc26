import type { BarcodeDetector as Detector } from 'barcode-detector/ponyfill'
import { READER_WASM } from './wasm-file.ts'

/** What shops scan; fewer kinds are read faster. */
const kinds = [
  'ean_13',
  'ean_8',
  'upc_a',
  'upc_e',
  'code_128',
  'code_39',
  'itf',
  'qr_code',
  'data_matrix',
] as const
/** One dimension is misread now and then: those codes must be read twice. */
const twoDimensional: readonly string[] = ['qr_code', 'data_matrix']
const BETWEEN_READS_MS = 125

/** Why there is no picture: `insecure` without HTTPS, `denied` when somebody said no. */
export type CameraTrouble = 'insecure' | 'denied' | 'noCamera' | 'failed'

interface Reading {
  rawValue: string
  format: string
}

interface Reader {
  detect: (source: HTMLVideoElement) => Promise<Reading[]>
}

export function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'noCamera'
  return 'failed'
}

/** Opens a lens: the one that was chosen, else one that looks away from the person. */
export async function openLens(deviceId: string | undefined): Promise<MediaStream> {
  const video: MediaTrackConstraints = {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: 'environment' } }),
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ video, audio: false })
  } catch (error) {
    // The lens that was chosen once is not there any more.
    if (deviceId && troubleOf(error) === 'noCamera') return openLens(undefined)
    throw error
  }
}

/** The cameras of this device; they have names once one of them was opened. */
export async function lenses(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
}

/** The light beside a lens, which browsers know but their types do not. */
export function hasTorch(track: MediaStreamTrack): boolean {
  return 'torch' in track.getCapabilities()
}

export async function setTorch(track: MediaStreamTrack, on: boolean): Promise<void> {
  const torch: MediaTrackConstraintSet & { torch: boolean } = { torch: on }
  await track.applyConstraints({ advanced: [torch] })
}

/** The browser's own reader where it knows all kinds, else the one that is loaded from here. */
async function newReader(): Promise<Reader> {
  const own = (globalThis as { BarcodeDetector?: typeof Detector }).BarcodeDetector
  const known = own ? await own.getSupportedFormats() : []
  if (own && kinds.every((kind) => known.includes(kind))) return new own({ formats: [...kinds] })
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill')
  prepareZXingModule({
    overrides: {
      locateFile: (file: string, folder: string) =>
        file.endsWith('.wasm') ? READER_WASM : folder + file,
    },
  })
  return new BarcodeDetector({ formats: [...kinds] })
}

/** Reads codes off a picture that moves, one look at a time, until told to end. */
export async function readCodes(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onCode: (code: string) => void,
): Promise<void> {
  const reader = await newReader()
  let before = ''
  while (!signal.aborted) {
    const [found] = video.readyState >= video.HAVE_CURRENT_DATA ? await reader.detect(video) : []
    const code = found?.rawValue ?? ''
    const isSure = twoDimensional.includes(found?.format ?? '') || code === before
    // The signal may have come while the reader was looking.
    if (code !== '' && isSure && !isAborted(signal)) onCode(code)
    if (code !== '') before = code
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_READS_MS))
  }
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}
