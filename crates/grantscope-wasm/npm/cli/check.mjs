// `grantscope check FILE...`: each scenario is told again and compared with what was expected of it,
// which lies in a folder `expected` beside the scenario's own, or beside it as `NAME.expected.json`.
// What an expectation leaves out is not compared. A file of questions says itself what it expects
// (`inquiry.mjs`), and a permission system of one's own only has to be sound. A file that is broken keeps
// nobody from the others. Not here: writing expectations.
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { fault } from '../emulator/fault.mjs'
import { read } from '../emulator/script-file.mjs'
import { flawsOf, Ledger, Sandbox } from '../node.mjs'
import { load } from './explorer.mjs'
import { inquired } from './inquiry.mjs'
import { line, mistaken } from './mistakes.mjs'
import { replayed } from './replay.mjs'

export async function check(words) {
  const { paths, options } = typed(words)
  let status = 0
  for (const path of paths) {
    try {
      status = Math.max(status, told(path, await checked(path, options)))
    } catch (error) {
      if (!error.code) throw error
      process.stderr.write(`error: ${error.message}\n`)
      status = 2
    }
  }
  return status
}

function typed(words) {
  const { values, positionals } = options(words)
  if (positionals.length === 0) throw fault('bad_option', 'check: expected at least one file')
  if (values.scripts === '') throw fault('bad_option', '--scripts: expected the name of a folder, got ``')
  const names = positionals.map((path) => basename(path))
  const again = names.find((name, index) => names.indexOf(name) < index)
  if (values.scripts && again) throw fault('bad_option', `--scripts: expected files of different names, got \`${again}\` again: write their scripts into two folders`)
  return { paths: positionals, options: values }
}

function options(words) {
  try {
    return parseArgs({ args: words, options: { scripts: { type: 'string' } }, allowPositionals: true })
  } catch ({ message }) {
    const [first] = message.split(/\. |\.?\n/)
    throw fault('bad_option', `${first[0].toLowerCase()}${first.slice(1)}: \`grantscope --help\` lists the flags`)
  }
}

function told(path, { differs, note, lines = [] }) {
  process.stdout.write(`${differs ? 'differs' : 'ok'}  ${[path, differs, note].filter(Boolean).join(': ')}\n`)
  for (const each of lines) process.stdout.write(`    ${each}\n`)
  return differs ? 1 : 0
}

async function checked(path, options) {
  const text = read(path)
  if (text === undefined) throw fault('unreadable', `${path}: there is no such file`)
  return CHECKS[nature(path, text)](path, text, options)
}

const CHECKS = {
  script: scenario,
  questions: inquired,
  catalogue: sound,
}

// Any of these fields says what a file is. In this order: a script has a title, too, and so has a catalogue.
const NATURES = [
  ['questions', ['questions', 'world', 'script']],
  ['script', ['inputs', 'version', 'cast']],
  ['catalogue', ['scopes', 'methods', 'kinds', 'app_home', 'name', 'title']],
]

async function scenario(path, text) {
  try {
    return { differs: difference(expectation(path), story(path)) }
  } catch (error) {
    const { mistakesInScript } = await load()
    const mistakes = JSON.parse(mistakesInScript(whole(text)))
    throw mistakes.length > 0 ? mistaken('bad_script', path, mistakes.map(line)) : error
  }
}

/** Of a script line by line the first as a script of its own, each place where it was. */
function whole(text) {
  const [first] = text.split(/\r?\n/, 1)
  const value = parsed(first)
  return value && !value.inputs ? first.replace(/\}\s*$/, ',"inputs":[]}') : text
}

/** What a file is: a script, whole or line by line, questions or a permission system of one's own. */
function nature(path, text) {
  const [first] = text.split('\n', 1)
  const value = parsed(text) ?? (parsed(first)?.version === undefined ? undefined : { version: 1 })
  if (value === undefined) throw notJson(path, text)
  const found = isObject(value) && NATURES.find(([, fields]) => fields.some((name) => Object.hasOwn(value, name)))
  if (!found) throw fault('bad_file', `${path}: expected a scenario with \`inputs\`, a file with \`questions\`, or a permission system with \`scopes\` and \`methods\`, got none of them`)
  return found[0]
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The mistake in a text that is no JSON, with its place. */
function notJson(path, text) {
  try {
    Sandbox.replay(text)
  } catch (error) {
    const message = error.message.replace(/EOF while parsing (.*)$/, 'expected $1 that ends, got the end of the text')
    return fault(error.code, `${path}: ${message}`, error)
  }
}

/** A mistake in a file, all of them: as long as there is one nothing can be compared. */
function sound(path, text) {
  const { flaws, more } = flawsOf(text)
  if (flaws.length === 0) return { note: 'a permission system, and nothing is wrong with it' }
  // What is wrong with the whole says its place itself.
  const lines = flaws.map(({ path: place, line: number = 0, column, reason }) => line({ place: { line: place && number, column, path: place }, reason }))
  if (more > 0) lines.push(`and ${more} more`)
  throw mistaken('bad_catalogue', path, lines)
}

function expectation(path) {
  const places = [join(dirname(path), '..', 'expected', basename(path)), path.replace(/\.jsonl?$/, '') + '.expected.json']
  const file = places.find((place) => existsSync(place))
  if (!file) throw fault('unreadable', `${path}: there is no expectation: expected ${places.join(' or ')}`)
  try {
    return JSON.parse(read(file))
  } catch (error) {
    throw fault('not_json', `${file}: ${error.message}`, error)
  }
}

/** What a scenario leads to: every outcome, the last view, what Slack and the app think of it. */
function story(path) {
  const { sandbox, outcomes } = replayed(path)
  const view = sandbox.view()
  const info = sandbox.handle({ command: { type: 'call', method: 'apps.permissions.info' } }).reply
  return { outcomes, view, info, ledger: belief(outcomes, sandbox.script().cast.catalogue) }
}

function belief(outcomes, catalogue) {
  const ledger = catalogue === undefined ? new Ledger() : Ledger.from({ catalogue })
  const heard = outcomes
    .flatMap(({ deliveries }) => deliveries)
    .filter(({ type, subscribed, answered }) => type === 'event' && subscribed && answered !== false)
  const entries = ledger.apply(heard.map(({ envelope }) => envelope))
  return { entries, stage: ledger.stage(), grants: ledger.grants(), info: ledger.info() }
}

/** The first difference, with the way to it; nothing if there is none. */
function difference(expected, came) {
  for (const name of Object.keys(expected)) {
    const found = at(name, expected[name], came[name])
    if (found) return found
  }
  return undefined
}

function at(path, expected, came) {
  if (isDeepStrictEqual(expected, came)) return undefined
  if (!isObject(expected) || !isObject(came)) return `${path}: expected ${shown(expected)}, got ${shown(came)}`
  for (const name of new Set([...Object.keys(expected), ...Object.keys(came)])) {
    const found = at(Array.isArray(expected) ? `${path}[${name}]` : `${path}.${name}`, expected[name], came[name])
    if (found) return found
  }
  return `${path}: expected ${shown(expected)}, got ${shown(came)}`
}

function isObject(value) {
  return typeof value === 'object' && value !== null
}

function shown(value) {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
