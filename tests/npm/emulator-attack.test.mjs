// Whoever finds the port, and whatever is sent: a documented answer or a closed connection, and the
// world stands as it stood.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { join } from 'node:path'
import test from 'node:test'

import { call, emulator, installed, LUNCH, OLIVE, until } from './emulator.mjs'
import { createServer, installed as folder } from './package.mjs'

test('another name of this machine is refused', async (t) => {
  const server = await emulator(t)
  for (const [host, status] of [
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost.evil.example:80', 421],
    ['', 421],
    [`127.0.0.1:${server.port}`, 200],
    ['localhost', 200],
    ['[::1]:8080', 200],
  ]) {
    for (const path of ['/api/api.test', '/_grantscope/view']) {
      assert.equal(await raw(server, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`), status, host)
    }
  }
})

test('a page of another origin cannot come in', async (t) => {
  const server = await emulator(t)
  const consent = `/oauth/authorize?client_id=${server.credentials().client_id}&scope=chat:write`
  for (const [headers, status] of [
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://127.0.0.1:1' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: server.url, 'sec-fetch-site': 'same-origin' }, 200],
    [{}, 200],
  ]) {
    const lines = Object.entries({ host: new URL(server.url).host, ...headers }).map((pair) => `${pair.join(': ')}\r\n`).join('')
    const form = `user=${OLIVE}&answer=deny`
    assert.equal(await raw(server, `POST /_grantscope/reset HTTP/1.0\r\n${lines}\r\n`), status)
    assert.equal(await raw(server, `GET /_grantscope/view HTTP/1.0\r\n${lines}\r\n`), status)
    assert.equal(await raw(server, `POST ${consent} HTTP/1.0\r\n${lines}Content-Length: ${form.length}\r\n\r\n${form}`), status)
  }
})

test('bodies have a largest size, announced or not', async (t) => {
  const server = await installed(t)
  const before = server.script()
  const body = 'x'.repeat((1 << 20) + 1)
  for (const path of ['/api/chat.postMessage', '/_grantscope/command', '/oauth/authorize']) {
    for (const sent of [body, new Blob([body]).stream()]) {
      const answer = await fetch(server.url + path, { method: 'POST', body: sent, duplex: 'half' })
      assert.equal(answer.status, 413)
      assert.match((await answer.json()).message, /^expected a body of at most 1048576 bytes/)
    }
  }
  assert.deepEqual(server.script(), before)
})

test('what is no HTTP is told so and closed', async (t) => {
  const server = await installed(t)
  const before = server.script()
  const host = 'Host: 127.0.0.1\r\n'
  const much = (count) => Array.from({ length: count }, (_, index) => `X-${index}: ${'y'.repeat(100)}\r\n`).join('')
  for (const [sent, status] of [
    ['hello\r\n\r\n', 400],
    [Buffer.from([0, 255, 13, 10, 13, 10]), 400],
    [`GET /api/api.test HTTP/1.1\r\n\r\n`, 400],
    [`GET /api/api.test HTTP/1.1\r\n${host}${much(200)}\r\n`, 431],
    [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, 431],
    [`POST /api/api.test HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`, 400],
    [`POST /api/api.test HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
    [`POST /api/api.test HTTP/1.1\r\n${host}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ]) {
    assert.equal(await raw(server, sent), status, String(sent).slice(0, 60))
  }
  assert.deepEqual(server.script(), before)
})

test('broken escapes and bytes that are no letters are answered as Slack would', async (t) => {
  const server = await installed(t)
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  for (const [path, body, headers, error] of [
    ['/api/chat.postMessage', 'text=%', form, 'invalid_form_data'],
    ['/api/chat.postMessage', 'text=%zz', form, 'invalid_form_data'],
    ['/api/chat.postMessage', 'text=%ff', form, 'invalid_form_data'],
    ['/api/chat.postMessage', Buffer.from([116, 61, 255]), form, 'invalid_form_data'],
    ['/api/chat.postMessage', '{', { 'Content-Type': 'application/json' }, 'invalid_json'],
    ['/api/chat.postMessage', '['.repeat(100_000), { 'Content-Type': 'application/json' }, 'invalid_json'],
    ['/api/%ff%', '', form, 'unknown_path'],
    ['/api/..%2f..%2fetc', '', form, 'unknown_path'],
    ['/api/chat.postMessage?%=%&%ff=1', '', form, 'invalid_arg_name'],
    ['/oauth/authorize?client_id=%ff%&state=%', 'user=%', form, 'text'],
    ['/_grantscope/%2e%2e/view', '{}', form, 'unknown_path'],
  ]) {
    const sent = { method: 'POST', body, headers: { ...headers, Authorization: `Bearer ${server.token}` } }
    const answer = await fetch(server.url + path, sent)
    const told = await answer.text()
    if (told.startsWith('{')) assert.equal(JSON.parse(told).error, error, path)
    else assert.ok(answer.status === 404 || answer.status === 400, `${path}: ${answer.status}`)
  }
  assert.equal((await call(server, 'chat.postMessage', { channel: LUNCH, text: 'Hi' })).ok, true)
})

test('whoever sends slowly is not waited for, and holds up nobody', { timeout: 30_000 }, async (t) => {
  const server = await installed(t)
  const slow = [
    'POST /api/api.test HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nx',
    'GET /api/api.test HTTP/1.1\r\nHost: 127.0.0.1\r\nX-',
  ].map((text) => raw(server, text, false))
  const began = performance.now()
  assert.equal((await call(server, 'api.test')).ok, true)
  assert.ok(performance.now() - began < 1000)
  assert.deepEqual(await Promise.all(slow), [408, 408])
})

test('ten thousand connections leave the world as it is', { timeout: 60_000 }, async (t) => {
  const server = await installed(t)
  const before = server.script()
  let came = 0
  for (let batch = 0; batch < 100; batch++) {
    const sockets = await connected(server, 100)
    came += sockets.filter((socket) => socket.readyState === 'open').length
    for (const socket of sockets.slice(50)) socket.write('POST /api/api.test HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nx')
    sockets.forEach((socket) => socket.destroy())
  }
  assert.ok(came > 9000, `${came} came through`)
  assert.deepEqual(server.script(), before)
  await until(() => posts(server))
})

test('a thousand connections at once are enough, and others are closed', async (t) => {
  const server = await installed(t)
  const sockets = []
  while (sockets.length < 1250) sockets.push(...await connected(server, 50))
  const closed = () => sockets.filter((socket) => socket.destroyed).length
  // A few are those that the app was installed by.
  await until(() => closed() >= 250)
  assert.ok(closed() < 260)
  sockets.forEach((socket) => socket.destroy())
  await until(() => posts(server))
})

test('a model that breaks is made again, and the step is told', async (t) => {
  const breaks = breakable(t)
  const warned = []
  const hear = (warning) => warned.push(warning.message)
  process.on('warning', hear)
  t.after(() => process.off('warning', hear))
  const server = await installed(t)
  const before = server.script()
  const { id: stood } = server.snapshot()
  for (const name of ['exchange', 'sandbox_handle']) {
    breaks.next = name
    const answer = await fetch(`${server.url}/${name === 'exchange' ? 'api/api.test' : '_grantscope/command'}`, {
      method: 'POST',
      body: name === 'exchange' ? '' : '{"command":{"type":"wait"}}',
    })
    assert.equal(answer.status, 500)
    const told = await answer.json()
    assert.equal(told.error, 'broken')
    assert.match(told.message, /^the model broke at step 4: it stands where it stood before$/)
    assert.deepEqual(server.script(), before)
    assert.match(server.requests().at(-1).error, /^the model broke at step 4/)
    await until(async () => (await call(server, 'apps.permissions.info')).ok)
    server.restore(stood)
  }
  assert.equal(warned.filter((message) => message.startsWith('the model broke')).length, 2)
  assert.equal((await call(server, 'chat.postMessage', { channel: LUNCH, text: 'Hi' })).ok, true)
})

test('a script has an end, and memory with it', async () => {
  const { World } = await import(join(folder, 'emulator/world.mjs'))
  const world = await World.open({ script: { header: { version: 1 }, lines: [] }, clock: 'frozen', largest: 50 << 20 })
  const body = Buffer.from(`text=${'x'.repeat(1_000_000)}`)
  const head = 'POST /api/api.test\nContent-Type: application/x-www-form-urlencoded'
  const post = () => world.exchange(head, body)
  for (let count = 0; count < 53; count++) assert.match(post(), /^(200|429)\n/)
  assert.throws(post, { code: 'script_full' })
  assert.ok(world.first > 1, 'what is heavy is forgotten sooner')
  const { header, lines } = world.script()
  world.load({ header, lines: lines.slice(0, 1) })
  assert.match(post(), /^200\n/)
})

test('memory grows in a few large steps, because the engine looks for what it can free at each', async (t) => {
  const { Instance } = WebAssembly
  const memories = []
  WebAssembly.Instance = class extends Instance {
    constructor(...from) {
      super(...from)
      memories.push(this.exports.memory)
    }
  }
  t.after(() => { WebAssembly.Instance = Instance })
  const server = await installed(t, { cast: { dialect: { rate_limits: 'off' } } })
  const [memory] = memories
  const sizes = new Set()
  const post = { type: 'call', method: 'chat.postMessage', arguments: { channel: LUNCH, text: 'x'.repeat(20_000) } }
  for (let count = 0; count < 3000; count++) {
    server.handle({ command: post })
    sizes.add(memory.buffer.byteLength)
  }
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  assert.ok(least > 32 << 20 && most > 1.5 * least, `from ${least} to ${most}`)
  assert.ok(sizes.size < 10, `${sizes.size} sizes`)
})

test('what a server cannot be is told', async () => {
  for (const [options, message] of [
    [{ prot: 1 }, /^`prot`: there is no such option: expected one of port, /],
    [{ port: 70_000 }, /^`port`: expected a number up to 65535, got `70000`/],
    [{ port: '80' }, /^`port`/],
    [{ clock: 'fast' }, /^`clock`: expected `real` or `frozen`, got `fast`/],
    [{ date: 'tomorrow' }, /^`date`: expected a day such as 2018-09-08/],
    [{ eventsUrl: 'localhost:3000' }, /^`eventsUrl`: expected an address such as/],
    [{ cast: { people: [] } }, /^cast.people: expected at least one person/],
    [{ dialect: { rate_limits: 'perhaps' } }, /rate_limits/],
    [{ script: '/' }, /^\/: it cannot be read: EISDIR/],
  ]) {
    await assert.rejects(createServer(options), { message })
  }
})

/** So many sockets, each of which was let in or turned away. */
async function connected({ port }, count) {
  const settled = (socket) => new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1').on('error', () => {}).resume())
  await Promise.all(sockets.map(settled))
  // Those that the system let in are still to be let in by the server, in this same process.
  await new Promise((resolve) => setTimeout(resolve, 10))
  return sockets
}

async function posts(server) {
  const { ok } = await call(server, 'chat.postMessage', { channel: LUNCH, text: 'Hi' }).catch(() => ({}))
  return ok
}

/** The status that bytes are answered with; 0 if the connection was closed without a word. */
function raw({ port }, bytes, end = true) {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('data', (chunk) => { text += chunk })
    socket.on('error', () => {})
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0)))
    socket.write(bytes)
    if (end) socket.end()
  })
}

/** Lets the next call of an export of the model end in a trap, as memory that is used up would. */
function breakable(t) {
  const { Instance } = WebAssembly
  const breaks = { next: undefined }
  WebAssembly.Instance = class extends Instance {
    get exports() {
      return new Proxy({ ...super.exports }, {
        get(made, name) {
          if (name !== breaks.next) return made[name]
          breaks.next = undefined
          return () => { throw new WebAssembly.RuntimeError('unreachable') }
        },
      })
    }
  }
  t.after(() => { WebAssembly.Instance = Instance })
  return breaks
}
