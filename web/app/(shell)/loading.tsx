import { PageOnTheWay } from '#web/components/shell/page-on-the-way.tsx'

export default function Loading() {
  return <PageOnTheWay />
}
