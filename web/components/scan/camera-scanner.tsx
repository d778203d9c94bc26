'use client'

import { Flashlight, FlashlightOff, X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton, Spinner } from '#web/components/ui/button.tsx'
import { controlShape } from '#web/components/ui/field.tsx'
import {
  type CameraTrouble,
  hasTorch,
  lenses,
  openLens,
  readCodes,
  setTorch,
  troubleOf,
} from '#web/lib/scan/camera.ts'
import { CAMERA_REPEAT_MS, RepeatGuard } from '#web/lib/scan/repeat-guard.ts'

const LENS = 'stockroom-lens'
const FLASH_MS = 250

interface CameraScannerProps {
  onScan: (code: string) => void
  onClose: () => void
}

/** A picture of the camera that reads codes, and stays open for the next one. */
export function CameraScanner({ onScan, onClose }: CameraScannerProps) {
  const t = useTranslations('scan')
  const camera = useCamera(onScan)
  return (
    <section
      aria-label={t('title')}
      className="relative overflow-hidden rounded-card border border-border bg-sunken"
    >
      <video
        ref={camera.video}
        muted
        playsInline
        className="block aspect-[16/9] max-h-[40dvh] w-full object-cover"
      />
      <div
        aria-hidden="true"
        className={`pointer-events-none absolute inset-x-[10%] top-1/2 h-0.5 ${camera.flash ? 'scale-y-[8] bg-ok' : 'bg-bad'}`}
      />
      <div className="absolute end-1 top-1 flex gap-1 rounded-control bg-surface">
        {camera.hasLight && (
          <IconButton
            label={t(camera.light ? 'torchOff' : 'torchOn')}
            aria-pressed={camera.light}
            onClick={() => void camera.switchLight()}
          >
            {camera.light ? (
              <FlashlightOff size={18} aria-hidden="true" />
            ) : (
              <Flashlight size={18} aria-hidden="true" />
            )}
          </IconButton>
        )}
        <IconButton label={t('close')} onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </div>
      <Below camera={camera} />
      <p role="status" className="sr-only">
        {camera.last !== '' && t('read', { code: camera.last })}
      </p>
    </section>
  )
}

function Below({ camera }: { camera: ReturnType<typeof useCamera> }) {
  const t = useTranslations('scan')
  const { state, choices, lens } = camera
  if (state === 'starting') {
    return (
      <p className="flex items-center gap-2 p-2 text-muted">
        <Spinner /> {t('starting')}
      </p>
    )
  }
  if (state !== 'running') {
    return (
      <p role="alert" className="p-2 text-bad">
        {t(state)}
      </p>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-2 p-2">
      <p className="grow text-xs text-muted">{t('hint')}</p>
      {choices.length > 1 && (
        <select
          aria-label={t('lens')}
          value={lens}
          onChange={(event) => camera.chooseLens(event.target.value)}
          className={`${controlShape} max-w-48`}
        >
          {choices.map(({ deviceId, label }, index) => (
            <option key={deviceId} value={deviceId}>
              {label || t('lensNumber', { number: index + 1 })}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}

/** The camera while the component is drawn; it rests while the page is hidden. */
function useCamera(onScan: (code: string) => void) {
  const video = useRef<HTMLVideoElement>(null)
  const track = useRef<MediaStreamTrack>(undefined)
  const [state, setState] = useState<'starting' | 'running' | CameraTrouble>('starting')
  const [lens, setLens] = useState(() => localStorage.getItem(LENS) ?? '')
  const [choices, setChoices] = useState<MediaDeviceInfo[]>([])
  const [hasLight, setHasLight] = useState(false)
  const [light, setLight] = useState(false)
  const { take, flash, last } = useReadings(onScan)
  const isHidden = useIsHidden()
  useEffect(() => {
    if (isHidden) return
    const end = new AbortController()
    const run = async (element: HTMLVideoElement) => {
      const stream = await openLens(lens === '' ? undefined : lens)
      end.signal.addEventListener('abort', () => stream.getTracks().forEach((one) => one.stop()))
      if (end.signal.aborted) return stream.getTracks().forEach((one) => one.stop())
      element.srcObject = stream
      await element.play()
      track.current = stream.getVideoTracks()[0]
      setLight(false)
      setHasLight(track.current !== undefined && hasTorch(track.current))
      setChoices(await lenses())
      setState('running')
      await readCodes(element, end.signal, take)
    }
    const fail = (error: unknown) => {
      if (!end.signal.aborted) setState(troubleOf(error))
    }
    if (!window.isSecureContext) setState('insecure')
    else if (video.current) run(video.current).catch(fail)
    return () => end.abort()
  }, [lens, take, isHidden])
  const chooseLens = (id: string) => {
    localStorage.setItem(LENS, id)
    setState('starting')
    setLens(id)
  }
  const switchLight = async () => {
    if (!track.current) return
    await setTorch(track.current, !light)
    setLight(!light)
  }
  return { video, state, lens, choices, chooseLens, hasLight, light, switchLight, flash, last }
}

/** What is read: each code once, however long it is held before the camera. */
function useReadings(onScan: (code: string) => void) {
  const [guard] = useState(() => new RepeatGuard(CAMERA_REPEAT_MS))
  const [flash, setFlash] = useState(false)
  const [last, setLast] = useState('')
  const latest = useRef(onScan)
  useEffect(() => {
    latest.current = onScan
  })
  useEffect(() => {
    if (!flash) return
    const timer = setTimeout(() => setFlash(false), FLASH_MS)
    return () => clearTimeout(timer)
  }, [flash])
  const take = useCallback(
    (code: string) => {
      if (!guard.isNew(code, performance.now())) return
      setFlash(true)
      setLast(code)
      latest.current(code)
    },
    [guard],
  )
  return { take, flash, last }
}

function useIsHidden(): boolean {
  const [isHidden, setHidden] = useState(false)
  useEffect(() => {
    const look = () => setHidden(document.hidden)
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return isHidden
}
