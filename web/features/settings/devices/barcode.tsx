import { code128 } from './code-128.ts'

const HEIGHT = 50

/** A code for scanners: always dark on white, whatever the theme. */
export function Barcode({ text, label }: { text: string; label: string }) {
  const { bars, width } = code128(text)
  return (
    <figure className="grid max-w-sm gap-1">
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        shapeRendering="crispEdges"
        className="w-full rounded-control border border-border bg-[white]"
      >
        {bars.map((bar) => (
          <rect key={bar.at} x={bar.at} y={6} width={bar.width} height={HEIGHT - 12} fill="black" />
        ))}
      </svg>
      <figcaption className="text-center font-mono text-sm">
        <bdi dir="ltr">{text}</bdi>
      </figcaption>
    </figure>
  )
}
