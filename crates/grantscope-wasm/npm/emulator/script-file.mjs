// A script as a file of lines: first a header, a script without inputs; then one input a line, appended
// as it happens. What `kill -9` leaves of the last line is dropped. A script as one JSON value, as the
// playground and `sandbox.script()` write it, can be read, too.
import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fault } from './fault.mjs'

/** A script without anything in it. */
export function emptyScript(cast) {
  return { header: { version: 1, cast }, lines: [] }
}

/** Reads a script, whichever way it is written; nothing if there is no such file. */
export function readScript(path) {
  const text = read(path)?.replace(/^\ufeff/, '')
  return text ? (whole(text) ?? inLines(text, path)) : undefined
}

/** The same error, with its place in the file. */
export function placed(error, path, { inLines }) {
  const { index, place } = error
  const input = inLines ? `:${index + 2}${place?.column ? `:${place.column}` : ''}` : `: inputs[${index}]`
  const message = inLines ? error.message.replace(/^line 1, column \d+: /, '') : error.message
  return fault(error.code ?? 'bad_input', `${path}${index === undefined ? '' : input}: ${message}`, error)
}

/**
 * Keeps a world's script in a file that nobody else keeps, from now on, and says how to let go of it. Nothing is
 * answered before it is written down. A file that is there stays as it is until something happens.
 */
export function keepScript(world, path) {
  let sound = false
  const rewrite = () => {
    const { header, lines } = world.script()
    // Never half a file: the new one takes the place of the old one at once.
    writeFileSync(`${path}.new`, [JSON.stringify(header), ...lines, ''].join('\n'))
    renameSync(`${path}.new`, path)
    sound = true
  }
  const release = lock(path)
  if (!existsSync(path)) rewrite()
  world.listen((step, line) => {
    if (step === undefined || !sound) return rewrite()
    sound = false
    appendFileSync(path, `${line}\n`)
    sound = true
  })
  return release
}

/** Two servers would write into each other's lines. */
function lock(path) {
  const own = `${path}.lock`
  const holder = lockedBy(own)
  if (holder !== undefined) throw fault('script_in_use', `${path}: process ${holder} keeps it: stop that one, or name another file`)
  try {
    writeFileSync(own, `${process.pid}\n`)
  } catch (error) {
    throw fault('unwritable', `${path}: it cannot be written: ${error.code}`, error)
  }
  locks.add(own)
  return () => {
    if (locks.delete(own)) rmSync(own, { force: true })
  }
}

// Whoever was killed left its lock behind.
function lockedBy(own) {
  if (locks.has(own)) return process.pid
  const pid = Number(read(own))
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return undefined
  try {
    process.kill(pid, 0)
    return pid
  } catch (error) {
    return error.code === 'EPERM' ? pid : undefined
  }
}

const locks = new Set()
process.on('exit', () => locks.forEach((own) => rmSync(own, { force: true })))

export function read(path) {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw fault('unreadable', `${path}: it cannot be read: ${error.code}`, error)
  }
}

function whole(text) {
  const value = parse(text)
  if (!Array.isArray(value?.inputs)) return undefined
  const { inputs, ...header } = value
  return { header, lines: inputs.map((input) => JSON.stringify(input)), inLines: false }
}

function inLines(text, path) {
  const [first, ...lines] = text.split(/\r?\n/)
  const header = parse(first)
  if (typeof header?.version !== 'number') {
    throw fault('not_a_script', `${path}:1: expected a script's first line, such as {"version":1}, got something else`)
  }
  // The last one is empty, whole, or what was written of it when somebody pulled the plug.
  if (parse(lines.at(-1)) === undefined) lines.pop()
  return { header, lines, inLines: true }
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
