// Another permission system than Slack's through the installed package: a sandbox, a ledger, what is wrong
// with one, and the command line.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { imported, project, required, root, run } from './package.mjs'

const { sound, shape, beyond, written } = JSON.parse(readFileSync(join(root, 'tests/catalogues/mistakes.json'), 'utf8'))
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
    assert.equal(ledger.constructor, Ledger)
    assert.throws(() => new ledger.constructor({ catalogue: sound }), { code: 'bad_input', message: /^expected no options/ })
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
      assert.deepEqual(flaws.map(({ path, reason }) => `${path}: ${reason}`), [mistake.says])
    }
    for (const { text, says } of written) assert.deepEqual(flawsOf(text).flaws.map(({ path, reason }) => `${path}: ${reason}`), [says])
    const several = flawed({ with: { title: '', methods: [{ name: 'lamps.on', needs: 'resource', scopes: ['lamps:dim'] }] } })
    assert.throws(() => new module.Sandbox({ catalogue: several }), ({ message }) => /title: expected.*methods\[0\]\.scopes\[0\]: expected/.test(message))
    assert.throws(() => Ledger.from({ catalogue: 'dance' }), /expected a catalogue, or one of `slack`, `file-sharing`, got `dance`/)
  })
}

for (const [way, { Ledger, Sandbox, flawsOf }] of Object.entries({ imported, required })) {
  const text = JSON.stringify(sound)
  const forms = { object: sound, text, marked: `\ufeff${text}`, bytes: new TextEncoder().encode(text) }

  test(`${way}: a system comes as an object or as a text, and a text may begin with a mark`, () => {
    for (const catalogue of [forms.object, forms.text, forms.marked]) {
      assert.deepEqual(flawsOf(catalogue), { flaws: [], more: 0 })
      assert.equal(JSON.stringify(new Sandbox({ catalogue }).script().cast.catalogue), text)
      assert.equal(Ledger.from({ catalogue }).allows('lamps.help'), true)
    }
    assert.deepEqual(flawsOf(forms.bytes), { flaws: [], more: 0 })
    assert.equal(JSON.stringify(new Sandbox(`\ufeff{"catalogue":${text}}`).script().cast.catalogue), text)
  })

  test(`${way}: a ledger of it starts from an answer that says which system it is of, in any form`, () => {
    const { sandbox } = installed({ Sandbox }, sound, ['lamps:switch'])
    const info = sandbox.handle({ command: { type: 'call', method: 'apps.permissions.info' } }).reply
    const starts = [{ catalogue: sound, ...info }, { catalogue: sound, info }, { catalogue: text, ...info }]
    const texts = starts.map((start) => JSON.stringify(start))
    const bytes = new TextEncoder().encode(texts[0])
    for (const start of [...starts, ...texts, `\ufeff${texts[0]}`, bytes, bytes.buffer]) {
      const ledger = Ledger.from(start)
      assert.equal(ledger.allows('lamps.on', ROOM), true)
      assert.equal(ledger.allows('lamps.on', 'C01234BCD'), false)
      assert.equal(ledger.allows('chat.postMessage', ROOM), false)
    }
    // Of Slack's, as a text: one answer, or several.
    const slacks = installed({ Sandbox }, 'slack', ['chat:write'])
    const answer = slacks.sandbox.handle({ command: { type: 'call', method: 'apps.permissions.info' } }).reply
    for (const start of [answer, { info: answer }]) {
      for (const form of [start, JSON.stringify(start), `\ufeff${JSON.stringify(start)}`]) assert.deepEqual(Ledger.from(form).info(), Ledger.from(answer).info())
    }
    assert.throws(() => Ledger.from('{"info"'), { code: 'not_json' })
  })

  test(`${way}: what is no system at all is told as that`, () => {
    const first = (given) => flawsOf(given).flaws[0].reason
    assert.equal(first('[1]'), 'expected an object, got a list')
    assert.equal(first('7'), 'expected an object, got a number')
    assert.equal(first(''), 'expected a catalogue as JSON, got nothing')
    assert.equal(first('{'), 'line 1, column 1: expected a catalogue as JSON, and an object that ends, got the end of the text')
    assert.equal(first('{"name": "lamps" "title": "Lamps"}'), 'line 1, column 18: expected a catalogue as JSON, and here `,` or `}`')
    assert.equal(first(' '.repeat((4 << 20) + 1)), 'expected a catalogue of at most 4194304 bytes, got more: it has room for 120 scopes, 200 methods and words of 120 characters; leave out what is none of these')
    assert.match(first('dance'), /^expected a catalogue, or one of `slack`, `file-sharing`, got `dance`$/)
    assert.throws(() => new Sandbox({ catalogue: '[1]' }), ({ message }) => /expected a catalogue, or one of `slack`, `file-sharing`, got `\[1\]`/.test(message))
    assert.throws(() => new Sandbox({ catalogue: '{' }), ({ message }) => /expected a catalogue as JSON, and an object that ends, got the end/.test(message))
  })

  test(`${way}: of a text each mistake has its line and column, of an object its path alone`, () => {
    const flawed = { ...sound, title: '', app_home: ['lamps:raed'] }
    const lines = JSON.stringify(flawed, null, 2)
    for (const given of [lines, `\ufeff${lines}`]) {
      const [title, home] = flawsOf(given).flaws
      assert.deepEqual([title.path, title.line, title.column], ['title', 3, 12])
      assert.deepEqual([home.path, home.line, home.column], ['app_home[0]', lines.split('\n').findIndex((line) => line.includes('lamps:raed')) + 1, 5])
      assert.match(home.reason, /got `lamps:raed`: did you mean `lamps:read`\?$/)
    }
    assert.deepEqual(flawsOf(flawed).flaws.map(({ line, column }) => [line, column]), [[undefined, undefined], [undefined, undefined]])
  })

  test(`${way}: whoever drives is told of a mistake in the words of the system`, () => {
    const { sandbox } = installed({ Sandbox }, sound, ['lamps:switch'])
    const command = { type: 'create_conversation', user: 'U061F7AUR', name: 'NO', private: false }
    assert.throws(() => sandbox.handle({ command }), ({ code, message }) => code === 'bad_name' && /is no name for a room:/.test(message))
    assert.throws(() => new Sandbox().handle({ command }), ({ code, message }) => code === 'bad_name' && /is no name for a channel:/.test(message))
  })
}

test('the ledger alone says that it knows no other system', () => {
  const program = `import { Ledger } from 'grantscope/ledger'
    for (const start of [{ catalogue: 'file-sharing' }, '{"catalogue":"file-sharing"}']) {
      try { Ledger.from(start) } catch (error) { console.log(error.code, error.message) }
    }`
  assert.match(run('ledger-alone.mjs', program), /^bad_input expected the whole package.*\nbad_input expected the whole package/)
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
  assert.match(stderr, /lamps\.json:\n {2}line 1, column 25: `title`: expected[^\n]*\n {2}line 1, column 37: `kinds\[0\]`: expected an object/)
})

test('the command line tells what is wrong with a file that cannot be read, or is nothing that it knows', () => {
  const check = (text) => {
    const file = join(project, 'file.json')
    writeFileSync(file, text)
    return spawnSync(join(project, 'node_modules/.bin/grantscope'), ['check', file], { encoding: 'utf8' })
  }
  const pretty = JSON.stringify(sound, null, 2)
  const { scopes, methods, ...rest } = sound
  for (const [text, told] of [
    [pretty.replace('"title": "Lamps",', '"title": "Lamps"'), /^error: .*file\.json: line 4, column \d+: expected `,` or `}`\n$/],
    ['', /^error: .*file\.json: expected JSON, got nothing\n$/],
    ['{"name": [', /^error: .*file\.json: line 1, column 10: expected a list that ends, got the end of the text\n$/],
    [JSON.stringify({ ...rest, scope: scopes, method: methods }), /file\.json:\n {2}line 1, column 1: `scopes`: expected at least one scope, got none\n {2}line 1, column 1: `methods`: expected at least one[^\n]*\n {2}line 1, column \d\d+: `scope`: expected one of the fields/],
    [pretty.replace('"title"', '"name": "other", "title"'), /file\.json: line 2, column \d+: `name`: expected each field once, got it again\n$/],
    ['[1]', /^error: .*file\.json: expected a scenario with `inputs`, a file with `questions`, or a permission system with `scopes` and `methods`, got none of them\n$/],
    ['{"colour":"red"}', /got none of them\n$/],
    ['{"version":1,"inputs":[]}', /^error: .*file\.json: there is no expectation: expected /],
  ]) {
    const { status, stderr, stdout } = check(text)
    assert.match(stderr, told)
    assert.deepEqual([status, stdout], [2, ''])
  }
  assert.match(check(`\ufeff${pretty}`).stdout, /^ok .*a permission system, and nothing is wrong with it\n$/)
})
