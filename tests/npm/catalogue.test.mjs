// Another permission system than Slack's through the installed package: a sandbox, a ledger, what is wrong
// with one, and the command line.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { imported, project, required, root, run } from './package.mjs'

const { sound, shape, beyond } = JSON.parse(readFileSync(join(root, 'tests/catalogues/mistakes.json'), 'utf8'))
const flawed = ({ with: fields = {}, without = [] }) => Object.fromEntries(Object.entries({ ...sound, ...fields }).filter(([name]) => !without.includes(name)))
const ROOM = 'C061EG9SL'

function installed({ Sandbox }, catalogue, scopes) {
  const sandbox = new Sandbox({ catalogue })
  sandbox.handle({ command: { type: 'install', user: 'U061F7AUR', scopes, through: 'settings' } })
  const { deliveries } = sandbox.handle({ command: { type: 'answer', prompt: 'P1', answer: { approve: { channels: { all_except: ['C01234BCD'] } } } } })
  return { sandbox, events: deliveries.map(({ envelope }) => envelope) }
}

for (const [way, module] of Object.entries({ imported, required })) {
  const { Ledger, flawsOf } = module

  test(`${way}: sandbox and ledger of a system of one's own agree`, () => {
    const { sandbox, events } = installed(module, sound, ['lamps:switch'])
    const ledger = Ledger.from({ catalogue: sound })
    ledger.apply(events)
    // What was excluded while granting no event tells.
    assert.equal(ledger.allows('lamps.on', 'C01234BCD'), true)
    ledger.apply(sandbox.handle({ command: { type: 'call', method: 'apps.permissions.info' } }).reply)
    for (const channel of [ROOM, 'C01234BCD']) {
      assert.equal(sandbox.explain({ method: 'lamps.on', channel }).allowed, channel === ROOM)
      assert.equal(ledger.allows('lamps.on', channel), channel === ROOM)
      assert.equal(ledger.allows(ledger.method('lamps.on'), ledger.channel(channel)), channel === ROOM)
      assert.equal(ledger.explain({ method: 'lamps.on', channel }).allowed, channel === ROOM)
    }
    assert.deepEqual([...ledger.allowsLines(`lamps.on ${ROOM}\nlamps.on C01234BCD\nlamps.help\n`)], [0b101])
    const several = (name, ...all) => Uint32Array.from(all, (it) => ledger[name](it))
    assert.deepEqual([...ledger.allowsMany(several('method', 'lamps.on', 'lamps.on'), several('channel', ROOM, 'C01234BCD'), new Uint32Array(2))], [0b01])
    assert.ok(ledger instanceof Ledger)
    assert.deepEqual(sandbox.script().cast.catalogue, sound)
  })

  test(`${way}: what is Slack's is unknown to it, in any form`, () => {
    const ledger = Ledger.from({ catalogue: sound })
    assert.equal(ledger.allows('chat.postMessage', ROOM), false)
    assert.equal(ledger.allows('api.test'), true)
    assert.throws(() => ledger.method('chat.postMessage'), { code: 'unknown_method' })
    assert.throws(() => ledger.allows('x'.repeat(2000)), { code: 'too_large' })
    assert.throws(() => ledger.allows('chat.postMessage', 7), { code: 'foreign_handle' })
    assert.equal(new Ledger().allows('lamps.help'), false)
  })

  test(`${way}: a ledger of it starts from what was looked up`, () => {
    const { sandbox } = installed(module, 'file-sharing', ['files:read'])
    const info = sandbox.handle({ command: { type: 'call', method: 'apps.permissions.info' } }).reply
    const ledger = Ledger.from({ catalogue: 'file-sharing', info })
    assert.equal(ledger.allows('files.list', ROOM), true)
    assert.equal(ledger.allows('files.upload', ROOM), false)
    assert.throws(() => Ledger.from({ catalogue: 'file-sharing', inf: info }), { code: 'wrong_shape' })
  })

  test(`${way}: everything that is wrong is told`, () => {
    assert.deepEqual(flawsOf(sound), { flaws: [], more: 0 })
    assert.deepEqual(flawsOf('file-sharing'), { flaws: [], more: 0 })
    for (const mistake of [...shape, ...beyond]) {
      const { flaws } = flawsOf(flawed(mistake))
      assert.ok(flaws.some(({ path, reason }) => `${path}: ${reason}` === mistake.says), `${mistake.says}: ${JSON.stringify(flaws)}`)
    }
    const several = flawed({ with: { title: '', methods: [{ name: 'lamps.on', needs: 'resource', scopes: ['lamps:dim'] }] } })
    assert.throws(() => new module.Sandbox({ catalogue: several }), ({ message }) => /title: expected.*methods\[0\]\.scopes\[0\]: expected/.test(message))
    assert.throws(() => Ledger.from({ catalogue: 'dance' }), /expected a catalogue, or one of `slack`, `file-sharing`, got `dance`/)
  })
}

test('the ledger alone says that it knows no other system', () => {
  const program = `import { Ledger } from 'grantscope/ledger'
    try { Ledger.from({ catalogue: 'file-sharing' }) } catch (error) { console.log(error.code, error.message) }`
  assert.match(run('ledger-alone.mjs', program), /^bad_input expected the whole package/)
})

test('the command line tells what is wrong with a file, line by line, and that nothing is', () => {
  const cli = join(project, 'node_modules/.bin/grantscope')
  const check = (catalogue) => {
    const file = join(project, 'lamps.json')
    writeFileSync(file, JSON.stringify(catalogue))
    return spawnSync(cli, ['check', file], { encoding: 'utf8' })
  }
  assert.match(check(sound).stdout, /^ok .*lamps\.json: a permission system, and nothing is wrong with it\n$/)
  const { status, stderr } = check(flawed({ with: { title: '', kinds: [7] } }))
  assert.equal(status, 2)
  assert.match(stderr, /lamps\.json:\n {2}title: expected[^\n]*\n {2}kinds\[0\]: expected an object/)
})
