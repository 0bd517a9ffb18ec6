// A chart of times, longest last, on a scale of powers of ten. It has its own background, so that it can
// be read on any page.
const WIDTH = 720
const LABELS = 330
const LINE = 24
const TOP = 40
const OURS = '#1264a3'
const OTHERS = '#8d8d8d'

/** The times of everybody as an SVG. */
export function chart(times) {
  const rows = Object.entries(times).sort(([, one], [, other]) => one - other)
  const longest = Math.ceil(Math.log10(Math.max(...Object.values(times))))
  const across = (time) => ((WIDTH - LABELS - 80) * Math.max(0, Math.log10(time))) / longest
  const bars = rows.map(([name, time], index) => {
    const y = TOP + index * LINE
    const width = across(time).toFixed(1)
    return `  <text x="${LABELS - 8}" y="${y + 15}" text-anchor="end">${name}</text>
  <rect x="${LABELS}" y="${y + 4}" width="${width}" height="14" fill="${name.startsWith('ledger') ? OURS : OTHERS}"/>
  <text x="${(LABELS + Number(width) + 6).toFixed(1)}" y="${y + 15}">${Math.round(time).toLocaleString('en-US')}</text>`
  })
  const height = TOP + rows.length * LINE + 12
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12" fill="#1d1c1d" role="img" aria-label="Nanoseconds for a decision in Node">
  <rect width="${WIDTH}" height="${height}" fill="#ffffff"/>
  <text x="16" y="22" font-size="14">Nanoseconds for a decision in Node, each step ten times the one before</text>
${bars.join('\n')}
</svg>
`
}
