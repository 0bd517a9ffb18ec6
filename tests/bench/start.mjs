// From `import` to the first decision, each time in a program of its own.
import { execFileSync } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const GRANTS = { ok: true, info: { channel: { scopes: ['chat:write'], resources: { ids: ['C061EG9SL'] } } } }

/** Milliseconds of processor time, in each round. */
export function start(_, folder) {
  const decision = (module) => `
      const { Ledger } = await import(${JSON.stringify(pathToFileURL(`${folder}/${module}`).href)})
      if (!Ledger.from(${JSON.stringify(GRANTS)}).allows('chat.postMessage', 'C061EG9SL')) throw new Error('expected yes')`
  const programs = {
    ledger: decision('ledger/node.mjs'),
    whole: decision('node.mjs'),
    CASL: `
      const { Ability } = await import('@casl/ability')
      const rules = [{ action: 'chat.postMessage', subject: 'channel', conditions: ({ id }) => id === 'C061EG9SL' }]
      const ability = new Ability(rules, { conditionsMatcher: (it) => it, detectSubjectType: ({ kind }) => kind })
      if (!ability.can('chat.postMessage', { kind: 'channel', id: 'C061EG9SL' })) throw new Error('expected yes')`,
  }
  const taken = Object.fromEntries(Object.keys(programs).map((name) => [name, []]))
  for (let round = 0; round < 15; round++) {
    for (const [name, program] of Object.entries(programs)) taken[name].push(once(program))
  }
  return taken
}

function once(program) {
  const spent = 'const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000)'
  const timed = `const before = process.cpuUsage()\n${program}\n${spent}`
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', timed], { cwd, encoding: 'utf8' }))
}
