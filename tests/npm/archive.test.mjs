// The archive itself: what is in it, how large it is, and what the tools of the trade say of it.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

import { archive, installed, root, run } from './package.mjs'

// Bytes with gzip. What an app loads in production may not be larger; of the rest it is what it is today, and a
// little: whoever makes it larger should notice.
const LEDGER = 100_000
const WHOLE = 330_000
// Bytes as they are: an engine reads and validates all of them before the first decision.
const START = 140_000

for (const [file, most] of [['ledger/ledger_bg.wasm', LEDGER], ['grantscope_bg.wasm', WHOLE]]) {
  test(`${file} has at most ${most} bytes, compressed`, () => {
    const compressed = gzipSync(readFileSync(join(installed, file)), { level: 9 }).length
    assert.ok(compressed <= most, `${compressed} bytes`)
  })
}

test(`what a decision starts in Node has at most ${START} bytes`, () => {
  const { length } = readFileSync(join(installed, 'ledger/ledger_start_bg.wasm'))
  assert.ok(length <= START, `${length} bytes`)
})

test('no call of a ledger gives back several numbers, for which an engine compiles a function before the first decision', () => {
  for (const module of ['ledger/node.mjs', 'ledger/web.mjs']) {
    const text = readFileSync(join(installed, module), 'utf8')
    // How the glue takes a number that a call gave back, and one of several.
    assert.match(text, /\bret >>> 0|return wasm\.\w+\(/)
    assert.doesNotMatch(text, /\bret\[\d\]/)
  }
})

test('nothing is in it that does not belong there', () => {
  assert.deepEqual(readdirSync(installed).sort(), [
    'CHANGELOG.md',
    'LICENSE-APACHE',
    'LICENSE-MIT',
    'README.md',
    'assert',
    'assert.cjs',
    'assert.d.cts',
    'assert.d.ts',
    'assert.mjs',
    'cli',
    'cli.mjs',
    'emulator',
    'grantscope_bg.wasm',
    'grantscope_bg.wasm.d.ts',
    'index.d.cts',
    'index.d.ts',
    'ledger',
    'ledger_bg.wasm.d.ts',
    'msw',
    'msw.cjs',
    'msw.d.cts',
    'msw.d.ts',
    'msw.mjs',
    'node.cjs',
    'node.mjs',
    'package.json',
    'page',
    'scenarios.json',
    'server.cjs',
    'server.d.cts',
    'server.d.ts',
    'server.mjs',
    'wasm.d.cts',
    'web.mjs',
  ])
})

test('no wasm file names a folder of the machine that compiled it', () => {
  const files = readdirSync(installed, { recursive: true }).filter((name) => name.endsWith('.wasm'))
  assert.equal(files.length, 6)
  for (const file of files) {
    const bytes = readFileSync(join(installed, file))
    for (const folder of ['/registry/src/', root]) assert.equal(bytes.includes(folder), false, `${file} names ${folder}`)
  }
  assert.ok(readFileSync(join(installed, 'grantscope_bg.wasm')).includes('registry/'), 'panics still say in which library they are')
})

test('the ledger has a folder of its own', () => {
  const files = readdirSync(join(installed, 'ledger')).map((name) => name.replace(/-[0-9a-f]{16}/, '-BUILD'))
  assert.deepEqual(files.sort(), [
    'index.d.cts',
    'index.d.ts',
    'ledger_bg.wasm',
    'ledger_start_bg.wasm',
    'ledger_start_rest-BUILD.wasm',
    'node.cjs',
    'node.mjs',
    'web.mjs',
  ])
})

test('publint has nothing to report', async () => {
  const bytes = readFileSync(archive)
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), [])
})

test('are the types wrong? no', () => {
  const attw = fileURLToPath(new URL('../node_modules/@arethetypeswrong/cli/dist/index.js', import.meta.url))
  const told = JSON.parse(execFileSync(process.execPath, [attw, archive, '--format', 'json'], { encoding: 'utf8' }))
  assert.deepEqual(told.problems ?? {}, {})
})

test('the programs of the README do what their comments say', () => {
  const readme = readFileSync(join(installed, 'README.md'), 'utf8')
  const programs = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, program]) => program)
  assert.equal(programs.length, 8)
  programs.forEach((program, index) => {
    const promised = [...program.matchAll(/^console\.log\(.*?\n?\/\/ (.*)$|^console\.log\(.*\) \/\/ (.*)$/gm)]
    assert.equal(run(`readme-${index}.mjs`, program), promised.map((it) => `${it[1] ?? it[2]}\n`).join(''))
  })
})
