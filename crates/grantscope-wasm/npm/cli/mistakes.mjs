// Several mistakes in a file as one error: a line for each, with its place. Not here: finding them.
import { fault } from '../emulator/fault.mjs'

/** So many are told. */
const MOST = 100

/** An error that tells of all, and of one in one line. */
export function mistaken(code, path, lines) {
  if (lines.length === 1) return fault(code, `${path}: ${lines[0]}`)
  const rest = lines.length - MOST
  const told = rest > 0 ? [...lines.slice(0, MOST), `and ${rest} more`] : lines
  return fault(code, `${path}:\n  ${told.join('\n  ')}`)
}

/** What is wrong and where, in a line. */
export function line({ place: { line: number, column, path }, reason }) {
  const place = number > 0 && `line ${number}, column ${column}`
  return [place, path && `\`${path}\``, reason].filter(Boolean).join(': ')
}
