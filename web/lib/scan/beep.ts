const LOUDNESS = 0.12

let audio: AudioContext | undefined

/** Says by sound and by touch that a code was taken, or that it was not. */
export function beep(tone: 'good' | 'bad' = 'good'): void {
  if ('vibrate' in navigator) navigator.vibrate(tone === 'good' ? 40 : [80, 60, 80])
  if (!('AudioContext' in globalThis)) return
  audio ??= new AudioContext()
  // A page may make sounds only after somebody touched it; the first scan can come before.
  if (audio.state === 'suspended') void audio.resume()
  const start = audio.currentTime
  const length = tone === 'good' ? 0.09 : 0.3
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.frequency.value = tone === 'good' ? 1_760 : 220
  gain.gain.setValueAtTime(LOUDNESS, start)
  gain.gain.exponentialRampToValueAtTime(0.001, start + length)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(start)
  oscillator.stop(start + length)
}
