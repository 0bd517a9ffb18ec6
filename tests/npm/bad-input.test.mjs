// Whatever is handed in: an `Error` with a code and a reason, and everything is as it was.
import assert from 'node:assert/strict'
import test from 'node:test'
import { createContext, runInContext } from 'node:vm'

import { imported, required } from './package.mjs'

const { Ledger, Sandbox } = imported
const CLICK = { type: 'interact', user: 'U061F7AUR', conversation: 'C061EG9SL' }

test('no input that makes no sense changes a sandbox', () => {
  const sandbox = new Sandbox()
  sandbox.handle({ command: { type: 'install', user: 'U061F7AUR' } })
  sandbox.handle({ command: { type: 'answer', prompt: 'P1', answer: 'deny' } })
  const look = () => JSON.stringify([sandbox.view(), sandbox.history(), sandbox.script()])
  const before = look()
  for (const [given, code, message] of [
    [undefined, 'bad_input', 'expected an object or JSON text, got `undefined`'],
    [() => {}, 'bad_input', 'expected an object or JSON text, got `function`'],
    [Symbol('x'), 'bad_input', 'expected an object or JSON text, got `symbol`'],
    [5n, 'bad_input', 'expected a value that can be written as JSON'],
    [{ command: { type: 'wait' }, after: 5n }, 'bad_input', 'expected a value that can be written as JSON'],
    [cyclic(), 'bad_input', 'expected a value that can be written as JSON'],
    [null, 'wrong_shape', 'invalid type: null, expected an object'],
    [5, 'wrong_shape', 'invalid type: integer `5`, expected an object'],
    [{}, 'wrong_shape', 'missing field `command`'],
    [new Map(), 'wrong_shape', 'missing field `command`'],
    [{ command: { type: 'wait' }, after: -1 }, 'wrong_shape', '`after`: invalid value: integer `-1`, expected u64'],
    [{ command: { type: 'wait' }, after: NaN }, 'wrong_shape', '`after`: invalid type: null, expected u64'],
    [{ command: { type: 'wait' }, after: 2 ** 60 }, 'too_late', /^`after` is `1152921504606847000` milliseconds/],
    [{ command: { type: 'dance' } }, 'wrong_shape', /^`command.type`: unknown variant `dance`, expected one of/],
    [{ command: { ...CLICK, user: 'olive' } }, 'wrong_shape', /^`command`: `olive` is no Slack id/],
    [{ command: { ...CLICK, user: 'C061EG9SL' } }, 'wrong_shape', /^`command`: `C061EG9SL` is no user id/],
    [{ command: { ...CLICK, button: 1 } }, 'wrong_shape', /^`command`: unknown field `button`/],
    [{ command: CLICK }, 'not_installed', 'the app is not installed: install it first'],
    [{ command: { type: 'answer', prompt: 'P1', answer: 'deny' } }, 'prompt_closed', /^prompt `P1` was already/],
    [{ command: { type: 'answer', prompt: 'P9', answer: 'deny' } }, 'unknown_prompt', /^there is no prompt `P9`/],
    ['', 'empty', 'expected JSON, got nothing'],
    ['{', 'not_json', 'line 1, column 1: EOF while parsing an object'],
    ['{"command":'.repeat(100_000), 'not_json', /expected at most 127 levels of nesting$/],
    ['x'.repeat(10_000_000), 'too_large', 'expected at most 4194304 bytes, got 10000000 or more: split the text'],
    [new Uint8Array([123, 255]), 'bad_input', 'expected UTF-8, got something else after 1 bytes'],
    [sandbox, 'wrong_shape', /unknown field/],
  ]) {
    check(() => sandbox.handle(given), code, message)
    assert.equal(look(), before)
  }
})

test('nothing that is no event changes a ledger', () => {
  const ledger = new Ledger()
  const event = { type: 'event_callback', event: { type: 'app_uninstalled' } }
  const look = () => JSON.stringify([ledger.info(), ledger.grants(), ledger.stage()])
  const before = look()
  for (const [given, code, message] of [
    ['not JSON', 'not_json', /^line 1, column 2: /],
    [{}, 'not_an_event', /there is no `type`$/],
    [[event, 5], 'not_an_event', /got no object$/],
    [{ ...event, event: { type: 'resources_eaten' } }, 'unknown_event', /`resources_eaten` is no event/],
    [{ ...event, event: { type: 'scope_granted', scopes: 'x' } }, 'wrong_shape', /^`event.scopes`: invalid type: string "x"/],
    [{ ...event, event_time: 2 ** 60 }, 'wrong_shape', /^`event_time`: expected seconds before the year 10000/],
    [{ ...event, event: { type: 'user_resource_removed', user: 'U\udc00' } }, 'wrong_shape', /expected whole characters/],
    [cyclic(), 'bad_input', 'expected a value that can be written as JSON'],
    ['['.repeat(1_000) + ']'.repeat(1_000), 'not_an_event', /got no object$/],
    [new Uint8Array(10_000_000), 'too_large', /^expected at most 4194304 bytes/],
  ]) {
    check(() => ledger.apply(given), code, message)
    assert.equal(look(), before)
  }
})

test('what is read may ask the ledger that reads it', () => {
  const ledger = new Ledger()
  const asked = []
  const ask = () => {
    asked.push(ledger.allows('api.test'), ledger.allows(ledger.method('api.test'), ledger.channel('C061EG9SL'), ledger.user('U0G9QF9C6')), ledger.stage())
    return { method: 'api.test' }
  }
  assert.equal(ledger.explain({ toJSON: ask }).allowed, true)
  check(() => ledger.apply({ toJSON: ask }), 'not_an_event', /there is no `type`$/)
  assert.deepEqual(asked, [true, true, 'waiting', true, true, 'waiting'])
})

test('what a sandbox wrote down is read again, however long it became', () => {
  const inputs = Array.from({ length: 50_000 }, () => ({ after: 1000, command: { type: 'call', method: 'api.test', arguments: { text: 'x'.repeat(100) } } }))
  const text = JSON.stringify({ version: 1, inputs })
  assert.ok(text.length > 5 << 20)
  const sandbox = Sandbox.replay(text)
  const script = sandbox.script()
  sandbox.free()
  const again = Sandbox.replay(script)
  assert.equal(again.history().length, 50_000)
  again.free()
  check(() => Sandbox.replay(' '.repeat((64 << 20) + 1)), 'too_large', 'expected at most 67108864 bytes, got 67108865 or more: split the text')
})

test('what cannot be a sandbox or a ledger is none', () => {
  for (const [act, code, message] of [
    [() => new Sandbox({ people: [] }), 'bad_cast', 'cast.people: expected at least one person, got none'],
    [() => new Sandbox({ weather: 'fine' }), 'wrong_shape', /^`weather`: unknown field `weather`/],
    [() => Sandbox.replay(), 'bad_input', 'expected an object or JSON text, got `undefined`'],
    [() => Sandbox.replay({ version: 7, inputs: [] }), 'unknown_version', 'version: expected 1, got 7'],
    [() => Sandbox.replay({ version: 1, inputs: [{ command: CLICK }] }), 'not_installed', /^inputs\[0\]: /],
    [() => Ledger.from({ ok: true }), 'wrong_shape', 'missing field `info`'],
    [() => Ledger.from({ info: { ok: true } }), 'wrong_shape', '`info`: missing field `info`'],
    [() => Ledger.from({ usersList: { ok: true } }), 'wrong_shape', '`usersList`: missing field `resources`'],
    [() => Ledger.from({ usersList: { ok: false, resources: [] } }), 'wrong_shape', /^`usersList`: expected the answer of a call that went well, got `"ok": false`/],
    [() => Ledger.from({ ok: false, error: 'account_inactive', info: { channel: { scopes: ['chat:write'] } } }), 'wrong_shape', /^`info`: expected the answer of a call that went well/],
    [() => Ledger.from({ info: { ok: false, info: {} } }), 'wrong_shape', /^`info`: expected the answer of a call that went well/],
    [() => Ledger.from({ infos: {} }), 'wrong_shape', /^`infos`: unknown field `infos`, expected one of `info`, `usersList`, `oauthAccess`$/],
    [() => Ledger.from({ usersList: { ok: true, resources: [], response_metadata: { next_cursor: 'x' } } }), 'wrong_shape', /^`usersList`: expected everybody, got a page with a `next_cursor`/],
    [() => Ledger.from({ usersList: null, users: {} }), 'wrong_shape', /^`users`: unknown field `users`, expected one of `info`, `usersList`, `oauthAccess`$/],
    [() => new Ledger({ catalogue: 'slack' }), 'bad_input', /^expected no options: .*`Ledger.from`$/],
    [() => new Ledger(null), 'bad_input', /^expected no options/],
    [() => new Sandbox().offers(), 'bad_input', 'expected a text, got `undefined`'],
    [() => new Sandbox().explain({ method: 'x' }), 'unknown_method', /^`x` is no method/],
    [() => new Ledger().explain({ method: 'conversations.info', channel: 'x' }), 'unknown_conversation', /`x`/],
    [() => new Ledger().explain({ method: 'conversations.info', channel: 'C\ud800' }), 'not_json', /^expected whole characters/],
    [() => new Ledger().explain({ method: 'conversations.info', channel: deep(200) }), 'not_json', /^expected at most 127 levels of nesting/],
    [() => new Sandbox().viewAt('two'), 'not_json', /^line 1, column 2/],
  ]) {
    check(act, code, message)
  }
})

test('allows takes texts, handles of its own, and nothing else', () => {
  for (const { Ledger } of [imported, required]) {
    const ledger = new Ledger()
    for (const [given, code, message] of [
      [[], 'bad_input', 'expected `method` as a text or a handle, got `undefined`'],
      [[null], 'bad_input', 'expected `method` as a text or a handle, got `null`'],
      [[5], 'foreign_handle', 'expected a handle that this ledger gave out, got another number'],
      [[{ length: 2 ** 31 }], 'bad_input', 'expected `method` as a text or a handle, got `object`'],
      [['api.test', 5], 'foreign_handle', 'expected a handle that this ledger gave out, got another number'],
      [['api.test', 0], 'foreign_handle', /got another number$/],
      [['api.test', NaN], 'foreign_handle', /got another number$/],
      [['api.test', 2 ** 32 + 2 ** 23], 'foreign_handle', /got another number$/],
      [['api.test', null, -1], 'foreign_handle', /got another number$/],
      [['api.test', null, {}], 'bad_input', 'expected `user` as a text or a handle, got `object`'],
      [['x'.repeat(1 << 28)], 'too_large', 'expected `method` of at most 1000 characters, got 268435456'],
      [['chat.postMessage', 'x'.repeat(1001)], 'too_large', 'expected `channel` of at most 1000 characters, got 1001'],
      [[ledger.method('chat.postMessage'), 'x'.repeat(1001), 'U061F7AUR'], 'too_large', 'expected `channel` of at most 1000 characters, got 1001'],
      [[ledger.method('reminders.add'), 'C061EG9SL', 'x'.repeat(1001)], 'too_large', 'expected `user` of at most 1000 characters, got 1001'],
      [[ledger.method('chat.postMessage'), 'C061EG9SL', {}], 'bad_input', 'expected `user` as a text or a handle, got `object`'],
      [[ledger.method('chat.postMessage'), 'C061EG9SL', 5], 'foreign_handle', /got another number$/],
      [[ledger.method('chat.postMessage') + 4, 'C061EG9SL', 'U061F7AUR'], 'foreign_handle', /got another number$/],
      [[0.5, 'C061EG9SL', 'U061F7AUR'], 'foreign_handle', /got another number$/],
    ]) {
      check(() => ledger.allows(...given), code, message)
    }
    assert.equal(ledger.allows('', '', ''), false)
    assert.equal(ledger.allows('api.test\0\ud800'), false)
    // What a method is not about is not read, however long it is.
    for (const method of ['api.test', ledger.method('api.test')]) {
      for (const ids of [[null, undefined], ['', ''], ['x'.repeat(1001), 'x'.repeat(1001)]]) assert.equal(ledger.allows(method, ...ids), true)
    }
  }
})

test('what was freed is an error, and harms nobody else', () => {
  const [sandbox, ledger] = [new Sandbox(), new Ledger()]
  const handles = [ledger.method('api.test'), ledger.channel('C061EG9SL')]
  sandbox.free()
  ledger.free()
  const wait = { command: { type: 'wait' } }
  for (const act of [() => sandbox.view(), () => sandbox.handle(wait)]) {
    check(act, 'freed', 'the sandbox was freed: make another one')
  }
  const none = new Uint32Array(1)
  for (const act of [
    () => ledger.allows('api.test'), () => ledger.allows(...handles), () => ledger.allows(handles[0], 'C061EG9SL', 'U061F7AUR'), () => ledger.allowsMany(none, none, none),
    () => ledger.allowsLines('api.test'), () => ledger.applyLog('{}'), () => ledger.apply({}), () => ledger.explain({ method: 'api.test' }),
    () => ledger.method('api.test'), () => ledger.channel('C1'), () => ledger.user('U1'), () => ledger.info(),
  ]) {
    check(act, 'freed', 'the ledger was freed: make another one')
  }
  sandbox.free()
  ledger.free()
  assert.equal(new Sandbox().view().app, 'Lunch Train')
})

test('a ledger of no answers was told nothing yet', () => {
  for (const { Ledger } of [imported, required]) assert.equal(Ledger.from({}).stage(), 'waiting')
})

test('bytes and objects from another realm are read like our own', () => {
  const there = createContext()
  const text = JSON.stringify({ type: 'event_callback', event: { type: 'app_uninstalled' } })
  for (const make of ['JSON.parse(text)', 'Uint8Array.from(bytes)']) {
    const given = runInContext(`(text, bytes) => ${make}`, there)(text, [...Buffer.from(text)])
    assert.equal(new Ledger().apply(given)[0].name, 'app_uninstalled')
  }
})

test('ten thousand refusals do not make memory grow', () => {
  const sandbox = new Sandbox()
  const refuse = () => assert.throws(() => sandbox.handle({ command: { text: 'x'.repeat(10_000) } }))
  for (let count = 0; count < 100; count++) refuse()
  const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external
  for (let count = 0; count < 10_000; count++) refuse()
  const after = process.memoryUsage().arrayBuffers + process.memoryUsage().external
  assert.ok(after - before < 8 << 20, `${after - before} bytes more`)
})

function check(act, code, message) {
  assert.throws(act, (error) => {
    assert.ok(error instanceof Error)
    assert.equal(error.code, code)
    if (message instanceof RegExp) assert.match(error.message, message)
    else assert.equal(error.message, message)
    return true
  })
}

function deep(levels) {
  let value = {}
  for (let level = 0; level < levels; level++) value = { value }
  return value
}

function cyclic() {
  const it = { command: {} }
  it.command.again = it
  return it
}
