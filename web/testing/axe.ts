import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds serious or critical on a page as it is now, one line for each place. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Without frames there is nothing that a second page would be needed for.
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode().analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary, html }) => {
        const why = failureSummary?.split('\n').slice(1, 3).join(' ').trim() ?? ''
        return `${id}: ${target.join(' ')} ${html.slice(0, 160)}: ${why}`
      }),
    )
}

/** Boxes that can be scrolled sideways though a page should fit the screen. */
export function sidewaysScrolls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [
      document.documentElement,
      ...document.querySelectorAll<HTMLElement>('main, [role=grid], dialog[open]'),
    ]
    // What a box inside cuts off or scrolls by itself makes nothing wider.
    const isOwn = (child: Element, box: Element) => {
      for (let up = child.parentElement; up && up !== box; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== 'visible') return false
      }
      return true
    }
    return boxes
      .filter((box) => box.scrollWidth > box.clientWidth + 1)
      .map((box) => {
        const edge = box.getBoundingClientRect()
        const widest = [...box.querySelectorAll<HTMLElement>('*')].find((child) => {
          const { right, left, width } = child.getBoundingClientRect()
          const isOutside = right > edge.right + 1 || left < edge.left - 1
          return width > 0 && isOutside && isOwn(child, box)
        })
        const culprit = widest ? `: ${widest.outerHTML.slice(0, 160)}` : ''
        return `<${box.tagName.toLowerCase()}> is ${box.clientWidth} px wide and holds ${box.scrollWidth}${culprit}`
      })
  })
}
