import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

interface Place {
  /** How far the table was scrolled, in pixels. */
  top: number
  active: number
  /** Whether its keys were in use. */
  hadFocus: boolean
}

/** Where somebody was in each list, for as long as the application is open. */
const places = new Map<string, Place>()

/** Where somebody was in a list that they come back to. */
export function placeIn(list: string): Place | undefined {
  return places.get(list)
}

/**
 * The active row of a list. Somebody who comes back to the list is where they were; another list in
 * the same table begins at its top.
 *
 * @param name of the list: what it is filtered and sorted by
 */
export function useKeptPlace(
  name: string,
  scroller: RefObject<HTMLDivElement | null>,
): [active: number, setActive: (active: number) => void] {
  const [active, setActive] = useState(placeIn(name)?.active ?? 0)
  const latest = useRef({ name, active })
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const place = places.get(latest.current.name)
    if (place) {
      box.scrollTop = place.top
      if (place.hadFocus) box.focus({ preventScroll: true })
    }
    return () => {
      places.set(latest.current.name, {
        top: box.scrollTop,
        active: latest.current.active,
        hadFocus: box.contains(document.activeElement),
      })
    }
  }, [scroller])
  useEffect(() => {
    const isOther = latest.current.name !== name
    latest.current = { name, active }
    if (!isOther) return
    if (scroller.current) scroller.current.scrollTop = 0
    setActive(0)
  }, [name, active, scroller])
  return [active, setActive]
}
