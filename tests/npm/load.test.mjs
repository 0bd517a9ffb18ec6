// The package loads wherever it says that it does: `import`, `require`, a page, a worker.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { inBrowser } from './browser.mjs'
import { imported, installed, required, root, run } from './package.mjs'

const GREET = "process.stdout.write(new Sandbox().view().app + new Ledger().stage())"

test('import is ready at once', () => {
  assert.equal(run('a.mjs', `import { Ledger, Sandbox } from 'grantscope'; ${GREET}`), 'Lunch Trainwaiting')
})

test('require is ready at once', () => {
  const text = `const { Ledger, Sandbox } = require('grantscope'); ${GREET}`
  assert.equal(run('a.cjs', text), 'Lunch Trainwaiting')
})

test('import and require give the same classes and nothing else', () => {
  const names = ['Ledger', 'Sandbox', 'flawsOf', 'init', 'scenarios']
  assert.deepEqual([Object.keys(required).sort(), Object.keys(imported).sort()], [names, names])
  const text = `import * as imported from 'grantscope'; import { createRequire } from 'node:module'
    const required = createRequire(import.meta.url)('grantscope')
    process.stdout.write(String(imported.Sandbox === required.Sandbox))`
  assert.equal(run('b.mjs', text), 'true')
})

test('import and require give the same server', () => {
  const text = `import { createServer } from 'grantscope/server'; import { createRequire } from 'node:module'
    const required = createRequire(import.meta.url)('grantscope/server')
    process.stdout.write(Object.keys(required) + String(createServer === required.createServer))`
  assert.equal(run('e.mjs', text), 'createServertrue')
})

test('import and require give the same assertions', () => {
  const text = `import * as imported from 'grantscope/assert'; import { createRequire } from 'node:module'
    const required = createRequire(import.meta.url)('grantscope/assert')
    process.stdout.write(Object.keys(required) + String(Object.keys(imported).every((name) => imported[name] === required[name])))`
  assert.equal(run('f.mjs', text), 'allowed,delivered,deniedtrue')
})

test('the scenarios are the stories of the playground, and each can be replayed', () => {
  const stories = join(root, 'tests/scenarios/stories')
  const names = readdirSync(stories).map((file) => file.replace('.json', ''))
  assert.deepEqual(Object.keys(imported.scenarios).sort(), names.sort())
  for (const [name, script] of Object.entries(imported.scenarios)) {
    assert.deepEqual(script, JSON.parse(readFileSync(join(stories, `${name}.json`), 'utf8')))
    assert.equal(imported.Sandbox.replay(script).history().length, script.inputs.length)
  }
})

test('nothing is printed while it loads', () => {
  assert.equal(run('c.cjs', "require('grantscope')"), '')
})

test('init does nothing in Node', async () => {
  assert.equal(await imported.init(), undefined)
})

test('the ledger alone is ready at once, and is the same class', () => {
  const text = (from) => `${from}; process.stdout.write(Object.keys(ledger) + new ledger.Ledger().stage() + (ledger.Ledger === grantscope.Ledger))`
  const imports = "import * as ledger from 'grantscope/ledger'; import * as grantscope from 'grantscope'"
  const requires = "const [ledger, grantscope] = [require('grantscope/ledger'), require('grantscope')]"
  for (const [name, from] of [['g.mjs', imports], ['g.cjs', requires]]) assert.equal(run(name, text(from)), 'Ledger,initwaitingtrue')
})

test('each class reads its own wasm files when it first needs them, and no other, as the stories are read', () => {
  const text = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    const { readFileSync } = fs
    const read = []
    fs.readFileSync = (file, ...rest) => {
      if (/[.](wasm|json)$/.test(file)) read.push(String(file).split('/').pop().replace(/-[0-9a-f]{16}/, ''))
      return readFileSync(file, ...rest)
    }
    syncBuiltinESMExports()
    const { Ledger, Sandbox, scenarios } = await import('grantscope')
    const told = [read.join()]
    const decided = () => Ledger.from('{"ok":true,"info":{}}').allows('api.test')
    const explained = () => new Ledger().explain({ method: 'api.test' })
    for (const use of [() => new Ledger(), decided, explained, explained, () => new Sandbox(), () => new Sandbox(), () => scenarios.kicked, () => scenarios.posting]) {
      use()
      told.push(read.join())
    }
    console.log(JSON.stringify(told))`
  const [first, rest, whole] = ['ledger_start_bg.wasm', 'ledger_start_rest.wasm', 'grantscope_bg.wasm']
  const [two, three] = [[first, rest], [first, rest, whole]].map(String)
  const all = `${three},scenarios.json`
  assert.deepEqual(JSON.parse(run('h.mjs', text)), ['', first, first, two, two, three, three, all, all])
})

test('a ledger whose other file is not there says why each time, and still decides', () => {
  const text = `
    import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    const { readFileSync } = fs
    let isThere = false
    fs.readFileSync = (file, ...rest) => {
      if (String(file).includes('_rest-') && !isThere) throw new Error('no such file')
      return readFileSync(file, ...rest)
    }
    syncBuiltinESMExports()
    const { Ledger } = await import('grantscope/ledger')
    const ledger = new Ledger()
    const said = (act) => {
      try {
        return String(act())
      } catch (error) {
        return error.code + ': ' + error.cause.message
      }
    }
    const asked = () => [said(() => ledger.stage()), said(() => ledger.apply('[]')), said(() => ledger.allows('api.test'))]
    const before = [...asked(), ...asked()]
    isThere = true
    console.log(JSON.stringify([before, asked()]))`
  const missing = ['incomplete: no such file', 'incomplete: no such file', 'true']
  assert.deepEqual(JSON.parse(run('i.mjs', text)), [[...missing, ...missing], ['waiting', '', 'true']])
})

// What is said by each way to use the package when what it reads is broken, one kind of broken after the other, and then whole.
const saidWith = (kinds, which) => JSON.parse(run('j.mjs', `
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  const { readFileSync } = fs
  const KINDS = {
    missing: () => { throw new Error('no such file') },
    damaged: () => Buffer.from('half of i'),
    foreign: () => Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
    whole: undefined,
  }
  let broken
  fs.readFileSync = (file, ...rest) => (broken && ${which}.test(file) ? broken() : readFileSync(file, ...rest))
  syncBuiltinESMExports()
  const { flawsOf, Ledger, Sandbox, scenarios } = await import('grantscope')
  const acts = [
    () => new Ledger().allows('api.test'),
    () => new Sandbox().view().app,
    () => flawsOf('file-sharing').more,
    () => Ledger.from({ catalogue: 'file-sharing' }).allows('api.test'),
    () => scenarios.kicked.version,
  ]
  const said = (act) => {
    try {
      return String(act())
    } catch ({ code, message, cause }) {
      return [code, message.match(/at .([^\`]*)./)?.[1].split('/').pop(), cause instanceof Error]
    }
  }
  console.log(JSON.stringify(${JSON.stringify(kinds)}.map((kind) => {
    broken = KINDS[kind]
    return acts.map(said)
  })))`))

test('whatever file of the package is not there or damaged, it is said why, each time, until it is there', () => {
  const [ledger, whole, stories] = ['ledger_start_bg.wasm', 'grantscope_bg.wasm', 'scenarios.json'].map((file) => ['incomplete', file, true])
  const told = ['true', 'Lunch Train', '0', 'true', '1']
  const none = [ledger, whole, whole, ledger, stories]
  assert.deepEqual(saidWith(['missing', 'missing', 'damaged', 'whole'], /[.](wasm|json)$/), [none, none, none, told])
  const notWhole = ['true', whole, whole, whole, '1']
  assert.deepEqual(saidWith(['missing', 'damaged', 'whole'], /grantscope_bg[.]wasm$/), [notWhole, notWhole, told])
  // Another wasm file in the place of one of these: the program has to start anew.
  assert.deepEqual(saidWith(['foreign', 'foreign', 'whole'], /grantscope_bg[.]wasm$/), [notWhole, notWhole, notWhole])
})

test('the wasm files are exported', () => {
  for (const [name, file] of [['grantscope_bg.wasm', 'grantscope_bg.wasm'], ['ledger_bg.wasm', 'ledger/ledger_bg.wasm']]) {
    const text = `process.stdout.write(require.resolve('grantscope/${name}'))`
    assert.equal(run('d.cjs', text), join(installed, file))
  }
})

test('a page loads it as a module', async () => {
  const greeting = await told(`
    <script type="importmap">{ "imports": { "grantscope": "/web.mjs" } }</script>
    <script type="module">
      import { init, Ledger, Sandbox } from 'grantscope'
      await Promise.all([init(), init()])
      document.title = new Sandbox().view().app + ' ' + new Ledger().allows('api.test')
    </script>`)
  assert.equal(greeting, 'Lunch Train true')
})

test('a worker loads it as a module', async () => {
  const greeting = await told(`
    <script type="module">
      const worker = new Worker('/worker.mjs', { type: 'module' })
      worker.onmessage = ({ data }) => { document.title = data }
    </script>`)
  assert.equal(greeting, 'Lunch Train')
})

test('a page and a worker load the ledger alone, and fetch nothing else', async () => {
  const ask = `
    import { init, Ledger } from '/ledger/web.mjs'
    await Promise.all([init(), init()])
    const ledger = new Ledger()
    const answers = [ledger.allows('api.test'), ledger.allows(ledger.method('api.test')), ledger.stage()]
    const fetched = performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop()).filter((name) => name.endsWith('.wasm'))
    const told = [...answers, ...fetched].join(' ')`
  const files = { '/asks.mjs': `${ask}; postMessage(told)` }
  const page = `<script type="module">${ask}; document.title = told</script>`
  const expected = 'true true waiting ledger_bg.wasm'
  assert.equal(await inBrowser(installed, { '/index.html': page }), expected)
  const worker = `<script type="module">new Worker('/asks.mjs', { type: 'module' }).onmessage = ({ data }) => { document.title = data }</script>`
  assert.equal(await inBrowser(installed, { '/index.html': worker, ...files }), expected)
})

test('who forgets init is told', async () => {
  const greeting = await told(`
    <script type="module">
      import { Ledger, Sandbox } from '/web.mjs'
      import { Ledger as Alone } from '/ledger/web.mjs'
      const uses = [() => new Ledger(), () => Ledger.from({}), () => new Sandbox(), () => new Alone()]
      document.title = uses.map((use) => { try { return String(use()) } catch ({ code, message }) { return code + ': ' + message } }).join(' | ')
    </script>`)
  const said = (name) => `not_started: \`${name}\` was used before the wasm file was there: \`await init()\` first`
  assert.equal(greeting, ['Ledger', 'Ledger', 'Sandbox', 'Ledger'].map(said).join(' | '))
})

test('a class that extends one of these keeps its own methods', () => {
  class Ours extends imported.Ledger { twice() { return [this.stage(), this.stage()] } }
  class Play extends imported.Sandbox { app() { return this.view().app } }
  assert.deepEqual(new Ours().twice(), ['waiting', 'waiting'])
  assert.equal(new Play().app(), 'Lunch Train')
  for (const [made, Class] of [[new Ours(), imported.Ledger], [new Play(), imported.Sandbox]]) assert.ok(made instanceof Class)
})

test('a ledger starts from one answer as it came, with others beside it', () => {
  const info = { team: { scopes: ['users:read'], resources: { ids: ['T1'] } } }
  const usersList = { ok: true, resources: [{ id: 'U1', scopes: ['reminders:write:user'] }], response_metadata: { next_cursor: '' } }
  for (const answers of [{ ok: true, info, usersList }, { info: { ok: true, info }, usersList }]) {
    for (const told of [answers, JSON.stringify(answers)]) {
      const ledger = imported.Ledger.from(told)
      assert.deepEqual([ledger.allows('users.info', null, null), ledger.allows('reminders.add', null, 'U1'), ledger.allows('reminders.add', null, 'U2')], [true, true, false])
    }
  }
})

test('init can be tried again when the file could not be fetched', async () => {
  const greeting = await told(`
    <script type="module">
      import { init, Sandbox } from '/web.mjs'
      const missing = await init('/missing.wasm').catch(() => 'missing')
      await init('/grantscope_bg.wasm')
      document.title = missing + ' ' + new Sandbox().view().app
    </script>`)
  assert.equal(greeting, 'missing Lunch Train')
})

const WORKER = `
  import { init, Sandbox } from '/web.mjs'
  await init()
  postMessage(new Sandbox().view().app)`

/** What a page of the package's own folder tells. */
function told(page) {
  return inBrowser(installed, { '/index.html': page, '/worker.mjs': WORKER })
}
