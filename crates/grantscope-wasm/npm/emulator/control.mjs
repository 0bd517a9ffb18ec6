// What a test does to the world and asks of it: the same for JavaScript (`createServer`) and for
// everybody else (`door.mjs`). Not here: what commands mean.
import { fault } from './fault.mjs'

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
    handle: (input) => world.handle(input),
    view: () => world.view(),
    script: () => JSON.parse(scriptText(world.script())),
    markdown: () => world.markdown(),
    explain: (question) => world.explain(question),
    requests: () => log.list(),
    credentials: () => world.credentials(),
    clock(change = {}) {
      setClock(world, change)
      return world.clock
    },
    fault: (what) => world.handle({ command: { ...what, type: 'fault' } }),
    recover: () => world.handle({ command: { type: 'recover' } }),
    reset: () => load(begun),
    snapshot() {
      if (snapshots.size === MOST_SNAPSHOTS) throw fault('too_many_snapshots', `there are ${MOST_SNAPSHOTS} snapshots already`)
      const id = `S${++taken}`
      snapshots.set(id, world.script())
      return { id, steps: world.steps }
    },
    restore(id) {
      const script = snapshots.get(id)
      if (!script) throw fault('unknown_snapshot', `there is no snapshot \`${id}\`: take one with \`snapshot\``)
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
    throw fault('wrong_shape', `\`mode\`: expected \`real\` or \`frozen\`, got \`${mode}\``)
  }
  if (advance !== undefined && !(Number.isSafeInteger(advance) && advance >= 0)) {
    throw fault('wrong_shape', `\`advance\`: expected milliseconds, got \`${advance}\``)
  }
  if (advance !== undefined) world.handle({ after: advance, command: { type: 'wait' } })
  if (mode !== undefined) world.clock = mode
}
