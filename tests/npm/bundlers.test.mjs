// Bundlers take the package as it is: what Vite and esbuild make of a tiny app runs, in a page and in Node.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
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
const PROGRAM = `
  import { Sandbox } from 'grantscope'
  console.log(new Sandbox().view().app)`

test('Vite bundles it for a page, with nothing said', async () => {
  const folder = sources('vite-page', { 'index.html': page('/app.js'), 'app.js': APP })
  const { build } = await import(from.resolve('vite'))
  await build({ root: folder, configFile: false, logLevel: 'error' })
  const built = readdirSync(join(folder, 'dist/assets'))
  assert.equal(built.filter((name) => name.endsWith('.wasm')).length, 1, built.join())
  assert.equal(await inBrowser(join(folder, 'dist')), 'Lunch Train true')
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
  const folder = sources('esbuild-page', { 'index.html': page('/out/app.js'), 'app.js': HANDED_OVER })
  esbuild(folder, 'app.js', '--format=esm', '--loader:.wasm=file', '--public-path=/out')
  assert.equal(await inBrowser(folder), 'Lunch Train')
})

test('esbuild bundles it for Node, with the wasm file beside the program or the package left out', () => {
  const folder = sources('esbuild-node', { 'app.mjs': PROGRAM })
  const bundled = () => execFileSync(process.execPath, ['out/app.mjs'], { cwd: folder, encoding: 'utf8' })
  const out = ['--platform=node', '--format=esm', '--out-extension:.js=.mjs']
  esbuild(folder, 'app.mjs', ...out, '--packages=external')
  assert.equal(bundled(), 'Lunch Train\n')
  esbuild(folder, 'app.mjs', ...out)
  copyFileSync(join(installed, 'grantscope_bg.wasm'), join(folder, 'out/grantscope_bg.wasm'))
  assert.equal(bundled(), 'Lunch Train\n')
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
