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
  const names = ['Ledger', 'Sandbox', 'init', 'scenarios']
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

test('the wasm file is exported', () => {
  const text = "process.stdout.write(require.resolve('grantscope/grantscope_bg.wasm'))"
  assert.equal(run('d.cjs', text), join(installed, 'grantscope_bg.wasm'))
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
