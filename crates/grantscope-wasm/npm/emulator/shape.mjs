// What is handed over from outside, looked at before the model does: whether it is an object, and has no fields
// but those that are known. Not here: what fields may hold.
import { fault } from './fault.mjs'

/** The same object. Refuses what is none, and fields that are not `known` (left out: the model knows them). */
export function object(value, known) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault('wrong_shape', `expected an object, got ${kind(value)}`)
  const foreign = known && Object.keys(value).find((name) => !known.includes(name))
  if (foreign === undefined) return value
  throw misplaced(foreign, `unknown field \`${foreign}\`, ${known.length > 0 ? `expected ${known.map((name) => `\`${name}\``).join(', ')}` : 'expected none'}`)
}

/** A mistake at a field. */
export function misplaced(path, message) {
  return Object.assign(fault('wrong_shape', `\`${path}\`: ${message}`), { place: { path } })
}

export function kind(value) {
  if (value === null) return '`null`'
  return Array.isArray(value) ? 'an array' : `\`${typeof value}\``
}
