// The ledger's quick ways: each gives the answer of the slow one, and tells what is wrong.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { answeredSlowly, envelopes, lookedUp, workload } from '../bench/workload.mjs'
import { imported, project } from './package.mjs'

const { Ledger } = imported
const GONE = JSON.stringify({ type: 'event_callback', event: { type: 'app_uninstalled' } })

test('every quick way answers a hundred thousand questions as the slow second model does', () => {
  const { grants, questions } = workload()
  const ledger = Ledger.from(lookedUp(grants))
  const expected = questions.map((question) => answeredSlowly(grants, question))
  const allowed = expected.filter((answer) => answer).length
  assert.ok(allowed > 40_000 && allowed < 60_000, `${allowed} are allowed`)
  const agree = (name, answer) => questions.forEach((question, index) => {
    if (answer(question, index) !== expected[index]) assert.fail(`${name}: expected ${expected[index]} for ${question}`)
  })
  agree('texts', ([method, channel, user]) => ledger.allows(method, channel, user))
  const handles = [
    Uint32Array.from(questions, ([method]) => ledger.method(method)),
    Uint32Array.from(questions, ([, channel]) => ledger.channel(channel)),
    Uint32Array.from(questions, ([, , user]) => ledger.user(user)),
  ]
  agree('the method prepared', ([, channel, user], index) => ledger.allows(handles[0][index], channel, user))
  // Twice, because an answer that was given may be remembered.
  for (const time of ['the first time', 'again']) {
    agree(`handles, ${time}`, (_, index) => ledger.allows(handles[0][index], handles[1][index], handles[2][index]))
  }
  const bits = ledger.allowsMany(...handles)
  agree('many', (_, index) => ((bits[index >> 3] >> (index & 7)) & 1) === 1)
  const text = questions.map((question) => `${question.join(' ')}\n`).join('')
  for (const lines of [text, new TextEncoder().encode(text)]) assert.deepEqual(ledger.allowsLines(lines), bits)
  // What is remembered of a question is forgotten when an event says otherwise.
  assert.equal(ledger.applyLog(GONE), 1)
  assert.equal(ledger.allowsMany(...handles).some((byte) => byte !== 0), false)
})

test('what a handle answers changes with what the ledger hears', () => {
  const ledger = new Ledger()
  const [post, channel] = [ledger.method('chat.postMessage'), ledger.channel('C061EG9SL')]
  const told = (type) => JSON.stringify({
    type: 'event_callback',
    event: { type, resources: [{ resource: { type: 'channel', grant: { type: 'specific', resource_id: 'C061EG9SL' } }, scopes: ['chat:write'] }] },
  })
  for (const [type, answer] of [['resources_added', true], ['resources_removed', false], ['resources_added', true]]) {
    ledger.applyLog(told(type))
    for (let time = 0; time < 2; time++) assert.equal(ledger.allows(post, channel), answer)
    assert.equal(ledger.allows('chat.postMessage', 'C061EG9SL'), answer)
    for (const user of [undefined, 'U061F7AUR']) assert.equal(ledger.allows(post, 'C061EG9SL', user), answer)
    assert.equal(ledger.allows('chat.postMessage', channel), answer)
  }
  ledger.apply(told('resources_removed'))
  assert.equal(ledger.allows(post, channel), false)
})

test('after each of many changes ten thousand random questions are answered as texts are', () => {
  let state = 7
  const below = (limit) => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1) % limit
  const some = (list) => list[below(list.length)]
  const subsets = (list) => list.filter(() => below(2) === 0)
  const methods = ['api.test', 'chat.postMessage', 'conversations.history', 'conversations.info', 'reminders.add', 'team.info', 'users.info', 'dnd.setSnooze']
  const [channels, people] = [['C', 'G', 'D'].flatMap((initial) => ids(initial, 40)), ids('U', 40)]
  const scopes = ['channels:history', 'chat:write', 'conversations.app_home:create', 'groups:read', 'im:history', 'team:read', 'users:read']
  const resource = () => {
    const grant = below(4) === 0 ? { type: 'wildcard' } : { type: 'specific', resource_id: some(channels) }
    return [{ resource: { type: some(['channel', 'channel', 'group', 'mpim', 'im', 'app_home', 'workspace']), grant }, scopes: subsets(scopes) }]
  }
  const events = [
    () => ({ type: 'resources_added', resources: resource() }),
    () => ({ type: 'resources_removed', resources: resource() }),
    () => ({ type: 'scope_granted', scopes: subsets(scopes), trigger_id: '1.2.a' }),
    () => ({ type: 'user_resource_granted', user: some(people), scopes: subsets(['reminders:write:user', 'dnd:write:user', 'identity:read:user']), trigger_id: '1.2.a' }),
    () => ({ type: 'user_resource_removed', user: some(people) }),
    () => (below(20) === 0 ? { type: 'app_uninstalled' } : { type: 'scope_granted', scopes: ['chat:write'], trigger_id: '1.2.a' }),
  ]
  const ledger = new Ledger()
  const handles = { methods: methods.map((it) => ledger.method(it)), channels: [...channels, ...people].map((it) => ledger.channel(it)), people: people.map((it) => ledger.user(it)) }
  for (let change = 0; change < 120; change++) {
    const event = { type: 'event_callback', event: some(events)() }
    if (change % 2) ledger.apply(event)
    else ledger.applyLog(JSON.stringify(event))
    const asked = Array.from({ length: 10_000 }, () => [below(methods.length), below(handles.channels.length), below(people.length)])
    const bits = ledger.allowsMany(...['methods', 'channels', 'people'].map((name, column) => Uint32Array.from(asked, (question) => handles[name][question[column]])))
    asked.forEach(([method, channel, user], index) => {
      const texts = [methods[method], channels[channel] ?? people[channel - channels.length], people[user]]
      const slow = ledger.allows(...texts)
      if (ledger.allows(handles.methods[method], handles.channels[channel], handles.people[user]) !== slow) assert.fail(`${texts} after ${change}: ${JSON.stringify(event)}`)
      if (((bits[index >> 3] >> (index & 7)) & 1) !== +slow) assert.fail(`in a batch: ${texts} after ${change}: ${JSON.stringify(event)}`)
    })
  }
})

test('an answer counts until the next change, however many changes there are', () => {
  const ledger = new Ledger()
  const [post, channel] = [ledger.method('chat.postMessage'), ledger.channel('C061EG9SL')]
  const user = ledger.user('U061F7AUR')
  const told = (type) => ({ type: 'event_callback', event: { type, resources: [{ resource: { type: 'channel', grant: { type: 'specific', resource_id: 'C061EG9SL' } }, scopes: ['chat:write'] }] } })
  for (let changes = 1_010; changes < 1_040; changes++) {
    ledger.apply(told('resources_added'))
    assert.equal(ledger.allows(post, channel, user), true)
    for (let change = 1; change < changes; change++) ledger.apply(told('resources_removed'))
    assert.equal(ledger.allows(post, channel, user), false, `after ${changes}`)
  }
})

test('there may be more people who granted different scopes than classes', () => {
  const ledger = new Ledger()
  const all = ['chat:write:user', 'dnd:write:user', 'identity.avatar:read:user', 'identity.email:read:user', 'identity:read:user', 'reminders:read:user', 'reminders:write:user']
  const people = ids('U', 100)
  people.forEach((user, number) => ledger.apply({ type: 'event_callback', event: { type: 'user_resource_granted', user, scopes: all.filter((_, at) => (number >> at) & 1), trigger_id: '1.2.a' } }))
  const [method, channel] = [ledger.method('reminders.add'), ledger.channel('C1')]
  const handles = people.map((it) => ledger.user(it))
  for (let time = 0; time < 2; time++) {
    people.forEach((user, number) => assert.equal(ledger.allows(method, channel, handles[number]), (number & 64) === 64, user))
    const bits = ledger.allowsMany(new Uint32Array(100).fill(method), new Uint32Array(100), Uint32Array.from(handles))
    people.forEach((user, number) => assert.equal((bits[number >> 3] >> (number & 7)) & 1, number >> 6, user))
  }
})

test('a handle is the same whenever it is asked for, and belongs to one ledger', () => {
  const [ours, others] = [new Ledger(), new Ledger()]
  const handles = [ours.method('chat.postMessage'), ours.channel('C061EG9SL'), ours.user('U061F7AUR')]
  assert.deepEqual([ours.method('chat.postMessage'), ours.channel('C061EG9SL'), ours.user('U061F7AUR')], handles)
  assert.equal(ours.allows(...handles), false)
  fails(() => others.allows(...handles), { code: 'foreign_handle' })
  fails(() => others.allows('chat.postMessage', handles[1]), { code: 'foreign_handle' })
  fails(() => ours.allows(handles[1], handles[1]), { code: 'foreign_handle' })
  fails(() => ours.allows('chat.postMessage', handles[0]), { code: 'foreign_handle' })
  const many = handles.map((handle) => Uint32Array.of(0, handle))
  fails(() => others.allowsMany(...many.map((it) => it.subarray(1))), { code: 'foreign_handle', message: 'expected handles that this ledger gave out, got another at [0]' })
  fails(() => ours.allowsMany(...many), { code: 'foreign_handle' })
  for (const made of [handles[0] + 1, handles[0] - 1, handles[0] + 4]) fails(() => ours.allows(made, ...handles.slice(1)), { code: 'foreign_handle' })
  for (const made of [handles[1] + 2, handles[1] + 0.5, handles[1] + 2 ** 32, 0]) fails(() => ours.allows(handles[0], made, handles[2]), { code: 'foreign_handle' })
  assert.equal(ours.allows(handles[0], handles[1]), false)
  // Also once an answer is remembered: by another number its place among the answers could be reached.
  for (let part = 1; part < 64; part++) {
    for (const made of [handles[0] + part / 64, handles[0] - part / 64]) fails(() => ours.allows(made, handles[1]), { code: 'foreign_handle' })
  }
  fails(() => ours.method('chat.post'), { code: 'unknown_method' })
  fails(() => ours.channel('general'), { code: 'bad_input' })
  fails(() => ours.user(5), { code: 'bad_input' })
})

test('among many known handles a foreign one is told, wherever it stands', () => {
  const [ours, others] = [new Ledger(), new Ledger()]
  const [method, channel, user] = [ours.method('chat.postMessage'), ours.channel('C061EG9SL'), ours.user('U061F7AUR')]
  const batch = () => [method, channel, user].map((handle) => new Uint32Array(24).fill(handle))
  assert.deepEqual(ours.allowsMany(...batch()), new Uint8Array(3))
  const made = {
    methods: [0, 1, channel, method + 4, method - 4, method + 2 ** 26, others.method('chat.postMessage')],
    channels: [method, channel - 1, user + 1, channel + 2 ** 26, 2 ** 31, 2 ** 32 - 1, others.channel('C061EG9SL')],
  }
  for (const [column, numbers] of [made.methods, made.channels, made.channels].entries()) {
    for (const number of numbers) {
      for (const index of [0, 1, 2, 3, 4, 5, 6, 7, 8, 23]) {
        const columns = batch()
        columns[column][index] = number
        fails(() => ours.allowsMany(...columns), { code: 'foreign_handle', message: `expected handles that this ledger gave out, got another at [${index}]` })
      }
    }
  }
})

test('who is not named is nobody, in a batch as alone', () => {
  const ledger = Ledger.from({ ok: true, info: { channel: { scopes: ['chat:write'], resources: { ids: ['C1'] } } } })
  const [method, test, channel] = [ledger.method('chat.postMessage'), ledger.method('api.test'), ledger.channel('C1')]
  const columns = [[method, channel], [method, 0], [test, channel], [test, 0]]
  for (let time = 0; time < 3; time++) {
    const asked = Array.from({ length: 32 }, (_, index) => columns[index % 4])
    const bits = ledger.allowsMany(Uint32Array.from(asked, ([it]) => it), Uint32Array.from(asked, ([, it]) => it), new Uint32Array(32))
    assert.deepEqual(bits, new Uint8Array(4).fill(0b1101_1101))
    assert.deepEqual(columns.map(([of, at]) => ledger.allows(of, at || undefined)), [true, false, true, true])
  }
})

test('a handle belongs to one ledger of however many, in whichever permission system', () => {
  const ours = new Ledger()
  const handles = [ours.method('chat.postMessage'), ours.channel('C061EG9SL')]
  for (let number = 0; number < 1000; number++) {
    const other = number % 100 === 0 ? Ledger.from({ catalogue: 'file-sharing' }) : new Ledger()
    const own = other.user('U1')
    fails(() => other.allows(...handles), { code: 'foreign_handle' })
    fails(() => ours.allows('chat.postMessage', own), { code: 'foreign_handle' })
    other.free()
  }
})

test('what was prepared is answered alike with one handle, two or three', () => {
  const added = (id) => ({ type: 'event_callback', event: { type: 'resources_added', resources: [{ resource: { type: 'channel', grant: { type: 'specific', resource_id: id } }, scopes: ['chat:write'] }] } })
  const ledger = new Ledger()
  ledger.apply(added('C1'))
  const [post, test, yes, no, user] = [ledger.method('chat.postMessage'), ledger.method('api.test'), ledger.channel('C1'), ledger.channel('C2'), ledger.user('U1')]
  for (let time = 0; time < 3; time++) {
    for (const nobody of [undefined, null, user]) {
      assert.deepEqual([ledger.allows(post, yes, nobody), ledger.allows(post, no, nobody)], [true, false])
      assert.deepEqual([ledger.allows(post, undefined, nobody), ledger.allows(post, null, nobody)], [ledger.allows('chat.postMessage'), ledger.allows('chat.postMessage')])
    }
    assert.equal(ledger.allows(test), true)
  }
  assert.equal(ledger.allows(post, String(yes)), false)
  fails(() => ledger.allows(post, {}), { code: 'bad_input' })
})

test('asking leaves nothing behind that had to be collected', () => {
  const program = `
    import { Ledger } from 'grantscope'
    const ledger = Ledger.from({ ok: true, info: { channel: { scopes: ['chat:write'], resources: { ids: ['C061EG9SL'] } } } })
    const [post, channel] = [ledger.method('chat.postMessage'), ledger.channel('C061EG9SL')]
    for (let at = 0; at < 20_000; at++) ledger.allows(post, ledger.channel('C' + at))
    const ask = (times) => {
      for (; times > 0; times--) {
        ledger.allows('chat.postMessage', 'C061EG9SL', 'U1')
        ledger.allows(post, 'C061EG9SL')
        ledger.allows(post, 'C061EG9SL', 'U1')
        ledger.allows(post, channel)
      }
    }
    ask(200_000)
    console.log('begun')
    ask(2_000_000)
    console.log('done')`
  writeFileSync(join(project, 'asking.mjs'), program)
  const told = execFileSync(process.execPath, ['--trace-gc', 'asking.mjs'], { cwd: project, encoding: 'utf8' })
  const meanwhile = told.slice(told.indexOf('begun'), told.indexOf('done'))
  const collected = meanwhile.match(/Scavenge|Mark-Compact/g) ?? []
  // An object for each question would be collected some eighty times.
  assert.ok(collected.length < 5, `collected ${collected.length} times`)
})

test('what is slow about handles is longer than what an engine compiles into whoever asks', () => {
  const node = (...options) => execFileSync(process.execPath, options, { cwd: project, encoding: 'utf8' })
  const numberIn = (text, pattern) => {
    const found = pattern.exec(text)
    assert.ok(found, `expected ${pattern} in what this Node says of itself: another V8, in which to look for what says so`)
    return Number(found[1])
  }
  const most = numberIn(node('--v8-options'), /--max-inlined-bytecode-size .*?default: .*?(\d+)/s)
  const program = `import { Ledger } from 'grantscope/ledger'; const ledger = new Ledger(); ledger.allows(ledger.method('api.test'))`
  writeFileSync(join(project, 'long.mjs'), program)
  const length = numberIn(node('--print-bytecode', '--print-bytecode-filter=decided', 'long.mjs'), /Bytecode length: (\d+)/)
  assert.ok(length > most, `\`decided\` has ${length} bytes, and what has up to ${most} is compiled into its callers: write out there what it calls`)
})

test('what is no id is allowed nothing, however much of one it has', () => {
  const ledger = Ledger.from({ ok: true, info: { channel: { scopes: ['chat:write'], resources: { ids: ['C1', 'C0123456', 'C061FA5PB', 'C01234567AB'] } } } })
  const check = (text) => {
    assert.equal(ledger.allows('chat.postMessage', text), false, JSON.stringify(text))
    for (const user of [undefined, 'U061F7AUR']) assert.equal(ledger.allows(ledger.method('chat.postMessage'), text, user), false, JSON.stringify(text))
    assert.throws(() => ledger.explain({ method: 'chat.postMessage', channel: text }), ({ code }) => ['bad_input', 'not_json', 'unknown_conversation'].includes(code))
  }
  for (const id of ['C1', 'C0123456', 'C061FA5PB', 'C01234567AB']) {
    assert.equal(ledger.allows('chat.postMessage', id), true)
    for (const odd of ['\0', '\0\0', 'é', 'é5', '\ud800', '\u0100', ' ', '\u{1f600}', 'c']) {
      for (const text of [id + odd, odd + id, id.slice(0, 1) + odd + id.slice(1)]) check(text)
    }
  }
  for (const text of ['', '\0', 'C0123456ÿÿÿÿ', 'C0123456\uffff\0\uffff\0', 'C1'.padEnd(12, '\0')]) check(text)
})

test('the same event is heard once, whatever its id is made of', () => {
  const event = { type: 'resources_added', resources: [{ resource: { type: 'channel', grant: { type: 'wildcard' } }, scopes: ['chat:write'] }] }
  const ledger = new Ledger()
  const ids = ['Ev1-', 'Ev2i', 'Ev1_', 'Ev3V', 'evt-1', 'evt-2', 'é', 'è']
  for (const again of [false, true]) {
    for (const event_id of ids) {
      const [{ repeated }] = ledger.apply({ type: 'event_callback', event_id, event })
      assert.equal(repeated, again, event_id)
    }
  }
  // An empty id names no event, and neither does none.
  for (const event_id of ['', '', undefined, undefined]) assert.equal(ledger.apply({ type: 'event_callback', event_id, event })[0].repeated, false)
})

test('arrays of handles are as long as each other', () => {
  const ledger = new Ledger()
  const of = (length) => new Uint32Array(length)
  assert.deepEqual(ledger.allowsMany(of(0), of(0), of(0)), new Uint8Array(0))
  fails(() => ledger.allowsMany(of(2), of(1), of(2)), { code: 'unequal_lengths', message: 'expected as many `channels` as `methods`, which are 2, got 1' })
  fails(() => ledger.allowsMany(of(2), of(2), of(3)), { code: 'unequal_lengths' })
  fails(() => ledger.allowsMany([1], of(1), of(1)), { code: 'bad_input' })
  fails(() => ledger.allowsMany(of(1), of(1)), { code: 'bad_input' })
})

test('questions as lines say which line is none', () => {
  const ledger = new Ledger()
  assert.deepEqual(ledger.allowsLines('api.test\nchat.postMessage C061EG9SL\napi.test - U061F7AUR'), Uint8Array.of(0b101))
  const broken = fails(() => ledger.allowsLines('api.test\n\napi.test'), { code: 'bad_query' })
  assert.equal(broken.place.line, 2)
  fails(() => ledger.allowsLines(5), { code: 'bad_input' })
})

test('of a log that breaks twice the first error is told, with what was taken in', () => {
  const ledger = new Ledger()
  const inner = Object.getOwnPropertySymbols(Ledger.prototype).find(({ description }) => description === 'inner')
  const calls = Ledger.prototype[inner]
  const { applyPiece, endLog } = calls
  const throws = (message) => () => { throw new Error(message) }
  try {
    calls.endLog = throws('the end')
    fails(() => ledger.applyLog(GONE), { message: 'the end', applied: 1 })
    calls.applyPiece = throws('a piece')
    fails(() => ledger.applyLog(GONE), { message: 'a piece', applied: 0 })
  } finally {
    Object.assign(calls, { applyPiece, endLog })
  }
})

test('a log may be longer than what is read at once, and is taken in up to where it is broken', () => {
  const lines = envelopes(20_000, workload()).map((it) => JSON.stringify(it))
  const [whole, one] = [new Ledger(), new Ledger()]
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`)
  assert.ok(bytes.length > 4 << 20)
  assert.equal(whole.applyLog(bytes), lines.length)
  lines.forEach((line) => one.apply(line))
  assert.deepEqual(whole.info(), one.info())
  assert.deepEqual(whole.grants(), one.grants())

  const half = new Ledger()
  const error = fails(() => half.applyLog([...lines.slice(0, 12_345), '{"type":"nonsense"}', ...lines.slice(12_345)].join('\n')), { code: 'not_an_event' })
  assert.equal(error.applied, 12_345)
  assert.equal(error.place.line, 12_346)
  assert.match(error.message, /^line 12346, column 1: /)
  const expected = new Ledger()
  expected.applyLog(lines.slice(0, 12_345).join('\n'))
  assert.deepEqual(half.info(), expected.info())
  fails(() => half.applyLog(Uint8Array.of(10, 255)), { code: 'bad_input', applied: 0 })
  fails(() => half.applyLog({}), { code: 'bad_input' })
  assert.equal(half.applyLog('\n\n'), 0)
})

function ids(initial, count) {
  return Array.from({ length: count }, (_, number) => `${initial}0${number.toString(36).toUpperCase().padStart(7, '0')}`)
}

function fails(act, expected) {
  let thrown
  assert.throws(act, (error) => {
    thrown = error
    return true
  })
  for (const [name, value] of Object.entries(expected)) assert.equal(thrown[name], value, thrown.message)
  return thrown
}
