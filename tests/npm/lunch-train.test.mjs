// The example in examples/lunch-train: its story is told as its README says, by Slack's own clients.
// They come from the tests' lock file, which has the versions of the example's own.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { lend, project, root } from './package.mjs'

const example = join(root, 'examples/lunch-train')
const locked = (folder) => JSON.parse(readFileSync(join(root, folder, 'package-lock.json'), 'utf8')).packages

test('Lunch Train tells its story to the end', () => {
  const sources = readdirSync(example).filter((name) => name.endsWith('.mjs'))
  for (const name of sources) cpSync(join(example, name), join(project, name))
  lend('tests', '@slack')
  const [, promised] = /```text\n(.*?)```/s.exec(readFileSync(join(example, 'README.md'), 'utf8'))
  const options = { cwd: project, encoding: 'utf8', timeout: 30_000 }
  assert.equal(execFileSync(process.execPath, ['story.mjs'], options), promised)
})

test('the app knows nothing of the emulator but two addresses', () => {
  for (const name of ['app.mjs', 'install.mjs', 'permissions.mjs']) {
    const text = readFileSync(join(example, name), 'utf8')
    const imports = [...text.matchAll(/grantscope[^'\s]*/g)].map(([name]) => name)
    assert.deepEqual([...new Set(imports)], name === 'permissions.mjs' ? ['grantscope'] : [], name)
    assert.doesNotMatch(text, /_grantscope|4180/, name)
  }
})

test('the example is locked to the clients that are tested', () => {
  const [theirs, ours] = [locked('examples/lunch-train'), locked('tests')]
  const clients = Object.keys(theirs).filter((name) => /^node_modules\/@slack\/(client|events-api|interactive-messages)$/.test(name))
  assert.equal(clients.length, 3)
  for (const name of clients) assert.equal(theirs[name].version, ours[name].version, name)
  const addresses = Object.entries(theirs).filter(([, { resolved }]) => resolved).map(([name]) => name)
  assert.deepEqual(addresses, ['node_modules/grantscope'])
})
