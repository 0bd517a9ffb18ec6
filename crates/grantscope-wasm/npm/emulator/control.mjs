// What a test does to the world and asks of it: the same for JavaScript (`createServer`) and for
// everybody else (`door.mjs`). Not here: what commands mean.
import { fault } from './fault.mjs'
import { misplaced, object } from './shape.mjs'

const MOST_SNAPSHOTS = 100

/** `begun` is the script that `reset` goes back to. */
export function control(world, log, begun) {
  const snapshots = new Map()
  let taken = 0
  const load = (script) => {
    world.load(script)
    return { steps: world.steps }
  }
  return {
    handle(given) {
      const input = object(typeof given === 'string' ? parsed(given) : given)
      if (input.command?.type === 'fault') mayBreak(world, input.command, 'command.')
      return world.handle(input)
    },
    view: () => world.view(),
    script: () => JSON.parse(scriptText(world.script())),
    markdown: () => world.markdown(),
    explain: (question) => world.explain(question),
    requests: () => log.list(),
    credentials: () => world.credentials(),
    clock(change = {}) {
      setClock(world, object(change, ['mode', 'advance']))
      return world.clock
    },
    fault: (what) => breaks(world, object(what, ['error', 'method', 'calls'])),
    recover: () => world.handle({ command: { type: 'recover' } }),
    reset: () => load(begun),
    snapshot() {
      const id = `S${++taken}`
      snapshots.set(id, world.script())
      if (snapshots.size > MOST_SNAPSHOTS) snapshots.delete(snapshots.keys().next().value)
      return { id, steps: world.steps }
    },
    restore(id) {
      const script = snapshots.get(id)
      if (!script) throw fault('unknown_snapshot', `there is no snapshot \`${id}\`: take one with \`snapshot\`; the newest ${MOST_SNAPSHOTS} are kept`)
      return load(script)
    },
  }
}

/** A script as one JSON text. */
export function scriptText({ header, lines }) {
  return `${JSON.stringify(header).slice(0, -1)},"inputs":[${lines.join()}]}`
}

function setClock(world, { mode, advance }) {
  if (mode !== undefined && mode !== 'real' && mode !== 'frozen') {
    throw misplaced('mode', `expected \`real\` or \`frozen\`, got \`${mode}\``)
  }
  if (advance !== undefined && !(Number.isSafeInteger(advance) && advance >= 0)) {
    throw misplaced('advance', `expected milliseconds, got \`${advance}\``)
  }
  if (advance !== undefined) world.handle({ after: advance, command: { type: 'wait' } })
  if (mode !== undefined) world.clock = mode
}

function breaks(world, { error, method, calls }) {
  mayBreak(world, { method, calls })
  try {
    return world.handle({ command: { type: 'fault', error, method, calls } })
  } catch (mistake) {
    if (mistake.code !== 'wrong_shape') throw mistake
    // Everything else was looked at already.
    throw misplaced('error', mistake.message.replace(/^(line \d+, column \d+: )?`[^`]*`: /, ''))
  }
}

/** A fault that would strike no call is a mistake. `at` is what its fields are in. */
function mayBreak(world, { method, calls }, at = '') {
  if (calls != null && !(Number.isSafeInteger(calls) && calls > 0)) throw misplaced(`${at}calls`, `expected how many calls fail, from 1 on, got \`${calls}\``)
  if (method == null) return
  if (typeof method !== 'string') throw misplaced(`${at}method`, `expected a text, got \`${typeof method}\``)
  try {
    world.explain({ method })
  } catch (error) {
    throw error.code === 'unknown_method' ? Object.assign(error, { place: { path: `${at}method` } }) : error
  }
}

function parsed(text) {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw fault('not_json', `expected an input as an object or as JSON: ${error.message}`, error)
  }
}
