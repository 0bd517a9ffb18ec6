// `grantscope serve`: flags as options of `createServer`, and a server until Ctrl-C.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fault } from '../emulator/fault.mjs'
import { createServer } from '../server.mjs'

const PORT = 4180
const TEXT = { type: 'string' }
const OPTIONS = {
  port: TEXT,
  cast: TEXT,
  script: TEXT,
  date: TEXT,
  dialect: { type: 'string', multiple: true },
  clock: TEXT,
  'events-url': TEXT,
  'interactive-url': TEXT,
  'commands-url': TEXT,
}

export async function serve(words) {
  const values = flags(words)
  const server = await createServer(wanted(values)).catch((error) => { throw flagged(error, values) })
  process.stdout.write(`${system(server)} is at ${server.url}/api/\nwatch it at ${server.url}/\n`)
  await stopped()
  await server.close()
  return 0
}

/** What is served, as its catalogue calls it. */
function system(server) {
  const { catalogue = 'slack' } = server.script().cast
  if (catalogue === 'slack') return 'Slack for workspace apps'
  return catalogue.title ?? `\`${catalogue}\``
}

function flags(words) {
  try {
    return parseArgs({ args: words, options: OPTIONS }).values
  } catch ({ message }) {
    const [first] = message.split(/\. |\.?\n/)
    throw fault('bad_option', `${first[0].toLowerCase()}${first.slice(1)}: \`grantscope --help\` lists the flags`)
  }
}

function wanted({ port = String(PORT), cast, dialect, 'events-url': eventsUrl, 'interactive-url': interactiveUrl, 'commands-url': commandsUrl, ...same }) {
  const options = { ...same, port: /^\d+$/.test(port) ? Number(port) : port, eventsUrl, interactiveUrl, commandsUrl }
  if (cast !== undefined) options.cast = readCast(cast)
  if (dialect !== undefined) options.dialect = Object.fromEntries(dialect.map(choice))
  return options
}

function readCast(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''))
  } catch (error) {
    throw fault('bad_option', `--cast: ${path}: ${error.message}`, error)
  }
}

function choice(text) {
  const at = text.indexOf('=')
  if (at < 1) throw fault('bad_option', `--dialect: expected NAME=CHOICE, such as rate_limits=off, got \`${text}\``)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** The same error, in the words of the command line. */
function flagged(error, { cast, date, dialect }) {
  if (error.code === 'EADDRINUSE') return fault('bad_option', '--port: it is taken: choose another, or 0 for any')
  // What a flag says goes before what the file says.
  const [, field] = /^`?cast\.?(\w*)/.exec(error.message) ?? []
  if (field === 'date' && date !== undefined) return fault('bad_option', `--date: ${rest(error)}`)
  if (field === 'dialect' && dialect !== undefined) return fault('bad_option', `--dialect: ${rest(error)}`)
  if (field !== undefined && cast !== undefined) return fault('bad_option', `--cast: ${cast}: ${error.message.replace(/^`cast`: /, '').replace(/^(`?)cast\./, '$1')}`)
  if (error.code !== 'bad_option') return error
  const message = error.message.replace(/^`(\w+)`/, (_, name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)
  return fault('bad_option', message)
}

function rest({ message }) {
  return message.replace(/^`?cast[^:]*: /, '')
}

function stopped() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve)
  })
}
