// Several mistakes in a file as one error: a line for each, with its place. Not here: finding them.
import { fault } from '../emulator/fault.mjs'

/** An error that tells of all, and of one in one line. */
export function mistaken(code, path, lines) {
  if (lines.length === 1) return fault(code, `${path}: ${lines[0]}`)
  return fault(code, `${path}:\n  ${lines.join('\n  ')}`)
}

/** What is wrong and where, in a line. */
export function line({ place: { line: number, column, path }, reason }) {
  const place = number > 0 && `line ${number}, column ${column}`
  return [place, path && `\`${path}\``, reason].filter(Boolean).join(': ')
}
