// The sandbox in Node: a script replayed, and a jump to a step of a long one.
import { middle, rounds } from './rounds.mjs'

const INPUTS = 10_000
const STEPS = 100_000
const [OLIVE, LUNCH] = ['U061F7AUR', 'C061FA5PB']

/** Inputs in a second, and the milliseconds of a jump. */
export function sandbox({ Sandbox }) {
  const text = JSON.stringify(script(INPUTS))
  const { replay } = rounds({ replay: { count: INPUTS, run: () => Sandbox.replay(text).free() } })
  const long = Sandbox.replay(JSON.stringify(script(STEPS)))
  const jumps = Array.from({ length: 101 }, (_, jump) => {
    const start = performance.now()
    long.viewAt((jump * 61_803) % STEPS)
    return performance.now() - start
  })
  long.free()
  return { 'inputs in a second': 1e9 / middle(replay), 'milliseconds of a jump': middle(jumps) }
}

/** An app that is installed, then kicked and invited again and again. */
function script(inputs) {
  const commands = [
    { type: 'install', user: OLIVE, scopes: ['chat:write'], through: 'settings' },
    { type: 'answer', prompt: 'P1', answer: { approve: { channels: { chosen: [LUNCH] } } } },
  ]
  while (commands.length < inputs) commands.push({ type: commands.length % 2 === 0 ? 'kick' : 'invite', user: OLIVE, conversation: LUNCH })
  return { version: 1, inputs: commands.map((command) => ({ after: 1000, command })) }
}
