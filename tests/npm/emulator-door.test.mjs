// The control door: what a test in any language does to the world, over HTTP.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { Ajv2020 as Ajv } from 'ajv/dist/2020.js'

import { app, call, click, door, emulator, installed, LUNCH, OLIVE, until } from './emulator.mjs'
import { createServer, imported, installed as folder } from './package.mjs'

const KICK = { type: 'kick', user: OLIVE, conversation: LUNCH }

test('a command happens, and its outcome comes back', async (t) => {
  const server = await installed(t)
  const { status, body } = await door(server, 'POST', 'command', { command: KICK })
  assert.equal(status, 200)
  assert.equal(body.sentence, 'Olive removed the app from #lunch.')
  assert.equal((await call(server, 'chat.postMessage', { channel: LUNCH, text: 'Hi' })).error, 'no_permission')
})

test('what makes no sense is told, and changes nothing', async (t) => {
  const server = await emulator(t)
  for (const [method, path, sent, status, error] of [
    ['POST', 'command', { command: KICK }, 409, 'not_installed'],
    ['POST', 'command', { command: { type: 'dance' } }, 400, 'wrong_shape'],
    ['POST', 'command', { command: { type: 'wait' }, after: -1 }, 400, 'wrong_shape'],
    ['POST', 'command', { command: { type: 'wait' }, after: 2 ** 60 }, 409, 'too_late'],
    ['POST', 'command', { command: { type: 'fault', error: 'hunger' } }, 400, 'wrong_shape'],
    ['POST', 'command', { command: { type: 'fault', error: 'fatal_error', calls: 0 } }, 400, 'wrong_shape'],
    ['POST', 'command', { command: { type: 'fault', error: 'fatal_error', method: 7 } }, 400, 'wrong_shape'],
    ['POST', 'command', { command: { type: 'fault', error: 'fatal_error', method: 'lunch.eat' } }, 409, 'unknown_method'],
    ['POST', 'command', '{', 400, 'not_json'],
    ['POST', 'command', 'null', 400, 'wrong_shape'],
    ['POST', 'command', Buffer.from([34, 255, 34]), 400, 'not_json'],
    ['POST', 'explain', { method: 'lunch.eat' }, 409, 'unknown_method'],
    ['POST', 'restore', { id: 'S9' }, 404, 'unknown_snapshot'],
    ['POST', 'restore', undefined, 404, 'unknown_snapshot'],
    ['POST', 'clock', { mode: 'fast' }, 400, 'wrong_shape'],
    ['POST', 'clock', { advance: 'long' }, 400, 'wrong_shape'],
    ['POST', 'clock', { advnace: 1 }, 400, 'wrong_shape'],
    ['POST', 'clock', [1], 400, 'wrong_shape'],
    ['POST', 'reset', { hard: true }, 400, 'wrong_shape'],
    ['POST', 'snapshot', { name: 'one' }, 400, 'wrong_shape'],
    ['POST', 'restore', { id: 'S1', now: true }, 400, 'wrong_shape'],
    ['POST', 'faults', { error: 'hunger' }, 400, 'wrong_shape'],
    ['POST', 'faults', { error: 'fatal_error', calls: 0 }, 400, 'wrong_shape'],
    ['POST', 'faults', { error: 'fatal_error', calls: 1, methods: [] }, 400, 'wrong_shape'],
    ['POST', 'faults', { error: 'fatal_error', method: 'lunch.eat' }, 409, 'unknown_method'],
    ['DELETE', 'faults', { error: 'fatal_error' }, 400, 'wrong_shape'],
    ['GET', 'command', undefined, 404, 'unknown_path'],
    ['POST', 'constructor', undefined, 404, 'unknown_path'],
  ]) {
    const body = typeof sent === 'object' && !Buffer.isBuffer(sent) ? JSON.stringify(sent) : sent
    const answer = await fetch(`${server.url}/_grantscope/${path}`, { method, body })
    const told = await answer.json()
    assert.deepEqual([answer.status, told.error, typeof told.message], [status, error, 'string'], path)
    assert.deepEqual(server.script().inputs, [])
  }
})

test('the world can be looked at, and asked why', async (t) => {
  const server = await installed(t)
  assert.equal((await door(server, 'GET', 'view')).body.installed, true)
  const { body } = await door(server, 'POST', 'explain', { method: 'chat.postMessage', channel: LUNCH })
  assert.equal(body.allowed, true)
  const script = (await door(server, 'GET', 'script')).body
  assert.deepEqual(script, server.script())
  assert.deepEqual(imported.Sandbox.replay(script).view().grants, server.view().grants)
  assert.equal((await door(server, 'GET', 'credentials')).body.access_token, server.token)
})

test('the world goes back to the beginning, and to where it stood', async (t) => {
  const server = await installed(t, { clock: 'frozen' })
  const before = server.script()
  const { body: { id } } = await door(server, 'POST', 'snapshot')
  await door(server, 'POST', 'command', { command: KICK })
  assert.deepEqual((await door(server, 'POST', 'reset')).body, { steps: 0 })
  assert.equal(server.view().installed, false)
  assert.deepEqual((await door(server, 'POST', 'restore', { id })).body, { steps: before.inputs.length })
  assert.deepEqual(server.script(), before)
  assert.equal((await call(server, 'chat.postMessage', { channel: LUNCH, text: 'Hi' })).ok, true)
})

test('a mistake is told with the place that the sender knows', async (t) => {
  const server = await emulator(t)
  for (const [path, sent, place] of [
    ['faults', { error: 'zzz' }, 'error'],
    ['faults', { error: 'fatal_error', calls: -1 }, 'calls'],
    ['faults', { error: 'fatal_error', method: 'lunch.eat' }, 'method'],
    ['clock', { advnace: 1 }, 'advnace'],
    ['restore', { ident: 'S1' }, 'ident'],
  ]) {
    assert.equal((await door(server, 'POST', path, sent)).body.place.path, place)
  }
})

test('in JavaScript, too, what makes no sense is an error with a code', async (t) => {
  const server = await emulator(t)
  for (const [act, code] of [
    [() => server.handle(), 'wrong_shape'],
    [() => server.handle('{'), 'not_json'],
    [() => server.clock(null), 'wrong_shape'],
    [() => server.clock('frozen'), 'wrong_shape'],
    [() => server.fault(), 'wrong_shape'],
    [() => server.fault({ error: 'fatal_error', calls: 0.5 }), 'wrong_shape'],
  ]) {
    assert.throws(act, { code })
  }
  for (const options of [null, 5, [], { cast: 5 }, { cast: [] }, { cast: null }, { dialect: 'off' }, { script: '' }]) {
    await assert.rejects(createServer(options), { code: 'bad_option' })
  }
  assert.deepEqual(server.script().inputs, [])
  assert.equal(server.handle('{"command":{"type":"wait"}}').sentence, 'Time passed.')
})

test('the newest hundred snapshots are kept', async (t) => {
  const server = await emulator(t)
  for (let count = 0; count < 101; count++) server.snapshot()
  assert.equal((await door(server, 'POST', 'restore', { id: 'S1' })).status, 404)
  assert.equal((await door(server, 'POST', 'restore', { id: 'S2' })).status, 200)
  assert.equal((await door(server, 'POST', 'restore', { id: 'S101' })).status, 200)
})

test('the log has calls of the app with their status, and nothing that is `null`', async (t) => {
  const { url, posts } = await app(t)
  const server = await installed(t, { eventsUrl: url, interactiveUrl: url })
  click(server)
  await until(() => posts.length > 1)
  await door(server, 'POST', 'clock', { advnace: 1 })
  await fetch(`${server.url}/oauth/authorize?client_id=x`, { method: 'POST', body: 'user=nobody&answer=approve' })
  const { body } = await door(server, 'GET', 'requests')
  const calls = body.filter(({ from }) => from === 'app')
  assert.ok(calls.every(({ path, status }) => path.startsWith('/api/') && status > 0), JSON.stringify(calls))
  assert.ok(body.some(({ to, type }) => to === 'app' && type === 'interaction'))
  assert.deepEqual(body.filter((entry) => Object.values(entry).includes(null)), [])
})

test('something breaks at Slack, and works again', async (t) => {
  const server = await installed(t)
  const post = async () => (await call(server, 'chat.postMessage', { channel: LUNCH, text: 'Hi' })).error
  await door(server, 'POST', 'faults', { error: 'fatal_error', calls: 1 })
  assert.deepEqual([await post(), await post()], ['fatal_error', undefined])
  await door(server, 'POST', 'faults', { error: 'service_unavailable' })
  assert.deepEqual([await post(), await post()], ['service_unavailable', 'service_unavailable'])
  await door(server, 'DELETE', 'faults')
  assert.equal(await post(), undefined)
})

test('the clock is told, set and stopped', async (t) => {
  const server = await emulator(t, { date: 1536408000 })
  const stopped = (await door(server, 'POST', 'clock', { mode: 'frozen' })).body
  const { body } = await door(server, 'POST', 'clock', { advance: 5000 })
  assert.deepEqual(body, { mode: 'frozen', now: stopped.now + 5000 })
  assert.deepEqual((await door(server, 'GET', 'clock')).body, body)
})

test('the log tells of calls, and is no longer than a thousand', async (t) => {
  const server = await installed(t, { dialect: { rate_limits: 'off' } })
  for (let count = 0; count < 1100; count++) await call(server, 'api.test')
  const { body } = await door(server, 'GET', 'requests')
  assert.equal(body.length, 1000)
  const { method, path, status, step, number } = body.at(-1)
  assert.deepEqual({ method, path, status }, { method: 'POST', path: '/api/api.test', status: 200 })
  assert.equal(step, server.script().inputs.length)
  assert.equal(number, 1101)
})

test('the steps come as they happen, from where one asks', async (t) => {
  const server = await installed(t)
  const stream = await fetch(`${server.url}/_grantscope/steps?since=1`)
  assert.equal(stream.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  const told = events(stream)
  server.handle({ command: KICK })
  server.reset()
  await until(() => told.some(({ name }) => name === 'reset'))
  assert.deepEqual(told.map(({ name, id }) => [name, numberOf(id)]), [
    ['open', 1], ['step', 2], ['step', 3], ['step', 4], ['reset', 0],
  ])
  assert.equal(told[3].data.outcome.sentence, 'Olive removed the app from #lunch.')
  assert.equal(told[3].data.number, 4)
})

test('a long story is told to its end', async (t) => {
  const server = await emulator(t, { clock: 'frozen' })
  for (let count = 0; count < 2500; count++) server.handle({ after: 1, command: { type: 'wait' } })
  assert.equal(server.script().inputs.length, 2500)
  const { id } = server.snapshot()
  server.reset()
  server.restore(id)
  assert.equal(server.clock().now, 1536408002500)
  const told = events(await fetch(`${server.url}/_grantscope/steps?since=0`))
  await until(() => told.some(({ id }) => numberOf(id) === 2500))
  assert.equal(told[0].data.first, numberOf(told[1].id))
})

test('who comes back is told when the steps are others meanwhile, and else hears what was missed', async (t) => {
  const comesBack = async (server, id) => {
    const told = events(await fetch(`${server.url}/_grantscope/steps`, { headers: { 'last-event-id': id } }))
    await until(() => told.length > 1)
    return told.slice(1).map(({ name, id }) => [name, numberOf(id)])
  }
  const before = await installed(t)
  const told = events(await fetch(`${before.url}/_grantscope/steps?since=0`))
  await until(() => told.length > 2)
  const [, { id }] = told
  assert.deepEqual((await comesBack(before, id))[0], ['step', 2])
  await before.close()
  const after = await installed(t, { port: before.port })
  assert.deepEqual(await comesBack(after, id), [['reset', after.script().inputs.length]])
  after.reset()
  assert.deepEqual(await comesBack(after, id), [['reset', 0]])
})

test('the description names every path, and nothing else', async (t) => {
  const server = await emulator(t)
  const described = await (await fetch(`${server.url}/_grantscope/openapi.json`)).json()
  const module = readFileSync(join(folder, 'emulator/door.mjs'), 'utf8')
  const routes = [...module.matchAll(/'(GET|POST|DELETE) ([\w.]+)'/g)].map(([, method, path]) => `${method} ${path}`)
  const named = Object.entries(described.paths).flatMap(([path, methods]) => {
    return Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/_grantscope/', '')}`)
  })
  assert.deepEqual(routes.filter((route) => route !== 'GET consent.css').sort(), named.sort())
})

test('what comes is what the description says, refusals too', async (t) => {
  const server = await installed(t)
  const described = await (await fetch(`${server.url}/_grantscope/openapi.json`)).json()
  const ajv = new Ajv({ strict: false, validateFormats: false })
  ajv.addSchema(described, 'door')
  const large = { text: 'x'.repeat(1 << 20) }
  for (const [method, path, sent, status] of [
    ['GET', 'view', undefined, 200],
    ['GET', 'script', undefined, 200],
    ['GET', 'requests', undefined, 200],
    ['GET', 'credentials', undefined, 200],
    ['GET', 'clock', undefined, 200],
    ['POST', 'clock', { advance: 1 }, 200],
    ['POST', 'clock', { advnace: 1 }, 400],
    ['POST', 'explain', { method: 'chat.postMessage', channel: LUNCH }, 200],
    ['POST', 'explain', { method: 'lunch.eat' }, 409],
    ['POST', 'explain', {}, 400],
    ['POST', 'faults', { error: 'fatal_error', calls: 1 }, 200],
    ['POST', 'faults', { error: 'zzz' }, 400],
    ['POST', 'faults', { error: 'fatal_error', method: 'lunch.eat' }, 409],
    ['DELETE', 'faults', undefined, 200],
    ['DELETE', 'faults', [], 400],
    ['POST', 'command', { command: KICK }, 200],
    ['POST', 'command', { command: { type: 'dance' } }, 400],
    ['POST', 'command', { command: { type: 'wait' }, after: 2 ** 60 }, 409],
    ['POST', 'command', large, 413],
    ['POST', 'snapshot', undefined, 200],
    ['POST', 'snapshot', [], 400],
    ['POST', 'restore', { id: 'S1' }, 200],
    ['POST', 'restore', { id: 'S0' }, 404],
    ['POST', 'restore', { ident: 'S1' }, 400],
    ['POST', 'reset', undefined, 200],
    ['POST', 'reset', [], 400],
  ]) {
    const { status: came, body } = await door(server, method, path, sent)
    const what = `${method} ${path}: ${came}`
    assert.equal(came, status, what)
    const { responses } = described.paths[`/_grantscope/${path}`][method.toLowerCase()]
    assert.ok(responses[status], `${what} is not described`)
    const response = responses[status].$ref ? described.components.responses[responses[status].$ref.split('/').at(-1)] : responses[status]
    const { schema } = response.content['application/json']
    const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"door#/')))
    assert.ok(validate(body), `${what}: ${ajv.errorsText(validate.errors)}`)
  }
})

/** Which step an event's id is of: before it stands of which world. */
function numberOf(id) {
  return Number(/^\d+-(\d+)$/.exec(id)[1])
}

/** The events of a stream, as they come. */
function events(stream) {
  const told = []
  const read = async () => {
    let text = ''
    for await (const chunk of stream.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
        const fields = Object.fromEntries(text.slice(0, end).split('\n').map((line) => line.split(/: (.*)/s)))
        told.push({ name: fields.event, id: fields.id, data: JSON.parse(fields.data ?? 'null') })
      }
    }
  }
  read().catch(() => {})
  return told
}
