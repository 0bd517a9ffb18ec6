// What a server is asked for, checked: the same for `createServer` and for the command line. Not here:
// what a cast may hold, which the model knows.
import { fault } from './fault.mjs'
import { kind } from './shape.mjs'
import { emptyScript, placed, readScript } from './script-file.mjs'
import { World } from './world.mjs'

const KNOWN = new Set(['port', 'cast', 'script', 'date', 'dialect', 'clock', 'eventsUrl', 'interactiveUrl', 'commandsUrl'])
const LATEST_PORT = 65_535

/** A world as the options want it, and where it begins. */
export async function begin(options) {
  if (!isObject(options)) throw fault('bad_option', `expected the options as an object, got ${kind(options)}`)
  for (const name of Object.keys(options)) {
    if (!KNOWN.has(name)) throw bad(name, `there is no such option: expected one of ${[...KNOWN].join(', ')}`)
  }
  const { port = 0, script, clock = 'real', cast, date, dialect } = options
  if (!(Number.isInteger(port) && port >= 0 && port <= LATEST_PORT)) throw bad('port', `expected a number up to ${LATEST_PORT}, got \`${port}\``)
  if (clock !== 'real' && clock !== 'frozen') throw bad('clock', `expected \`real\` or \`frozen\`, got \`${clock}\``)
  for (const [name, value] of Object.entries({ cast, dialect })) {
    if (value !== undefined && !isObject(value)) throw bad(name, `expected an object, got ${kind(value)}`)
  }
  if (script !== undefined && (typeof script !== 'string' || script === '')) throw bad('script', `expected the name of a file, got \`${script}\``)
  const urls = addresses(options)
  const wanted = { ...cast, ...(date !== undefined && { date: seconds(date) }), ...(dialect && { dialect: { ...cast?.dialect, ...dialect } }) }
  const kept = script === undefined ? undefined : readScript(script)
  const begun = emptyScript(kept || clock === 'real' ? wanted : unlimited(wanted))
  const world = await World.open({ script: begun, clock })
  if (kept) load(world, kept, script, Object.keys(wanted).length > 0)
  return { world, begun: { header: world.script().header, lines: [] }, port, script, urls }
}

/** Where time stands still, whoever is told to come back later comes back for ever. */
function unlimited(cast) {
  return { ...cast, dialect: { rate_limits: 'off', ...cast.dialect } }
}

function load(world, kept, path, wanted) {
  const before = JSON.stringify(world.cast())
  try {
    world.load(kept)
  } catch (error) {
    throw placed(error, path, kept)
  }
  if (wanted && JSON.stringify(world.cast()) !== before) {
    throw bad('script', `${path} tells of another cast: leave out \`cast\`, \`date\` and \`dialect\`, or name another file`)
  }
}

function addresses({ eventsUrl, interactiveUrl, commandsUrl }) {
  const given = Object.entries({ eventsUrl, interactiveUrl, commandsUrl }).filter(([, url]) => url !== undefined)
  const named = given.map(([name, url]) => [name, url instanceof URL ? url.href : url])
  for (const [name, url] of named) {
    if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url)) throw bad(name, `expected an address such as http://127.0.0.1:3000/slack, got \`${url}\``)
  }
  return Object.fromEntries(named)
}

/** Seconds since 1970, of a number, a `Date` or a text such as `2018-09-08`. */
function seconds(date) {
  if (typeof date === 'number') return date
  const moment = typeof date === 'string' || date instanceof Date ? new Date(date).getTime() : NaN
  if (Number.isNaN(moment)) throw bad('date', `expected a day such as 2018-09-08, got \`${date}\``)
  return Math.floor(moment / 1000)
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function bad(name, message) {
  return fault('bad_option', `\`${name}\`: ${message}`)
}
