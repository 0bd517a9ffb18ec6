// Bundlers take the package as it is: what Vite and esbuild make of a tiny app runs, in a page and in Node.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import test from 'node:test'

import { inBrowser } from './browser.mjs'
import { installed, project, root } from './package.mjs'

const from = createRequire(join(root, 'tests/recipes/any.js'))

const APP = `
  import { init, Ledger, Sandbox } from 'grantscope'
  await init()
  document.title = new Sandbox().view().app + ' ' + new Ledger().allows('api.test')`
const HANDED_OVER = `
  import { init, Sandbox } from 'grantscope'
  import wasm from 'grantscope/grantscope_bg.wasm'
  await init(wasm)
  document.title = new Sandbox().view().app`
const LEDGER_ALONE = `
  import { init, Ledger } from 'grantscope/ledger'
  await init()
  document.title = new Ledger().allows('api.test')`
const LEDGER_HANDED_OVER = `
  import { init, Ledger } from 'grantscope/ledger'
  import wasm from 'grantscope/ledger_bg.wasm'
  await init(wasm)
  document.title = new Ledger().allows('api.test')`
const PROGRAM = `
  import { Ledger, Sandbox, scenarios } from 'grantscope'
  console.log(new Sandbox().view().app, new Ledger().allows('api.test'), Sandbox.replay(scenarios.kicked).view().app)`
const LEDGER_PROGRAM = `
  import { Ledger } from 'grantscope/ledger'
  console.log(new Ledger().allows('api.test'))`

test('Vite bundles it for a page, with nothing said', async () => {
  const folder = sources('vite-page', { 'index.html': page('/app.js'), 'app.js': APP })
  const { build } = await import(from.resolve('vite'))
  await build({ root: folder, configFile: false, logLevel: 'error' })
  const built = readdirSync(join(folder, 'dist/assets'))
  assert.equal(built.filter((name) => name.endsWith('.wasm')).length, 1, built.join())
  const program = built.find((name) => name.endsWith('.js'))
  assert.doesNotMatch(readFileSync(join(folder, 'dist/assets', program), 'utf8'), /Acting for people/, 'a story that nobody takes')
  assert.equal(await inBrowser(join(folder, 'dist')), 'Lunch Train true')
})

test('Vite bundles the ledger alone, with the small file alone', async () => {
  const folder = sources('vite-ledger', { 'index.html': page('/app.js'), 'app.js': LEDGER_ALONE })
  const { build } = await import(from.resolve('vite'))
  await build({ root: folder, configFile: false, logLevel: 'error' })
  const built = readdirSync(join(folder, 'dist/assets')).filter((name) => name.endsWith('.wasm'))
  assert.match(built.join(), /^ledger_bg-[^,]*$/)
  assert.equal(await inBrowser(join(folder, 'dist')), 'true')
})

test("Vite's server serves it, with nothing said", async (t) => {
  const folder = sources('vite-server', { 'index.html': page('/app.js'), 'app.js': APP })
  const { createServer } = await import(from.resolve('vite'))
  const server = await createServer({ root: folder, configFile: false, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } })
  t.after(() => server.close())
  await server.listen()
  assert.equal(await inBrowser(`http://127.0.0.1:${server.httpServer.address().port}/`), 'Lunch Train true')
})

test('Vite bundles it for a worker', async () => {
  const start = `new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }).onmessage = ({ data }) => { document.title = data }`
  const worker = APP.replace('document.title =', 'const told =') + '\n  postMessage(told)'
  const folder = sources('vite-worker', { 'index.html': page('/start.js'), 'start.js': start, 'worker.js': worker })
  const { build } = await import(from.resolve('vite'))
  await build({ root: folder, configFile: false, logLevel: 'error', worker: { format: 'es' } })
  assert.equal(await inBrowser(join(folder, 'dist')), 'Lunch Train true')
})

test('esbuild bundles it for a page that hands the wasm file over', async () => {
  for (const [name, app, told] of [['page', HANDED_OVER, 'Lunch Train'], ['ledger', LEDGER_HANDED_OVER, 'true']]) {
    const folder = sources(`esbuild-${name}`, { 'index.html': page('/out/app.js'), 'app.js': app })
    esbuild(folder, 'app.js', '--format=esm', '--loader:.wasm=file', '--public-path=/out')
    assert.equal(await inBrowser(folder), told)
  }
})

test('esbuild bundles it for Node, with the package\'s files beside the program or the package left out', () => {
  const ledger = readdirSync(join(installed, 'ledger')).filter((name) => /^ledger_start.*\.wasm$/.test(name))
  assert.equal(ledger.length, 2)
  const all = ['grantscope_bg.wasm', 'scenarios.json', ...ledger.map((name) => `ledger/${name}`)]
  for (const [name, program, files, told] of [
    ['node', PROGRAM, all, 'Lunch Train true Lunch Train\n'],
    ['node-ledger', LEDGER_PROGRAM, all.slice(2), 'true\n'],
  ]) {
    const folder = sources(`esbuild-${name}`, { 'app.mjs': program })
    const bundled = () => execFileSync(process.execPath, ['out/app.mjs'], { cwd: folder, encoding: 'utf8' })
    const out = ['--platform=node', '--format=esm', '--out-extension:.js=.mjs']
    esbuild(folder, 'app.mjs', ...out, '--packages=external')
    assert.equal(bundled(), told)
    esbuild(folder, 'app.mjs', ...out)
    for (const file of files) copyFileSync(join(installed, file), join(folder, 'out', basename(file)))
    assert.equal(bundled(), told)
  }
})

/** A folder of the project that has the package, with an app in it. */
function sources(name, files) {
  const folder = join(project, name)
  mkdirSync(folder, { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  return folder
}

function esbuild(folder, entry, ...flags) {
  const program = join(root, 'tests/recipes/node_modules/.bin/esbuild')
  execFileSync(program, [entry, '--bundle', '--outdir=out', '--log-level=error', ...flags], { cwd: folder })
}

function page(script) {
  return `<!doctype html><title></title><script type="module" src="${script}"></script>`
}
