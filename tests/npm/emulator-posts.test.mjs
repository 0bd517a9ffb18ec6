// What the emulator posts to the app: the challenge first, signed, again when it was not answered; and
// that nobody waits for an app that is slow or gone.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import test from 'node:test'

import { agreeable, app, call, click, door, emulator, GENERAL, install, installed, LUNCH, OLIVE, until } from './emulator.mjs'

const kick = { command: { type: 'kick', user: OLIVE, conversation: LUNCH } }
const event = ({ body }) => JSON.parse(body).event?.type

test('the address proves itself before it is sent anything', async (t) => {
  const { url, posts } = await app(t)
  await installed(t, { eventsUrl: url })
  await until(() => posts.length === 2)
  assert.equal(JSON.parse(posts[0].body).type, 'url_verification')
  assert.equal(event(posts[1]), 'resources_added')
})

test('the challenge may be answered as text, as a form and as JSON', async (t) => {
  for (const [type, write] of [
    ['text/plain', (challenge) => challenge],
    ['application/x-www-form-urlencoded', (challenge) => `challenge=${challenge}`],
    ['application/json', (challenge) => JSON.stringify({ challenge })],
  ]) {
    const respond = ({ body }, response) => {
      response.setHeader('content-type', type).end(write(JSON.parse(body).challenge ?? ''))
    }
    const { url, posts } = await app(t, respond)
    await installed(t, { eventsUrl: url })
    await until(() => posts.length === 2)
  }
})

test('an address that does not prove itself is sent no event', async (t) => {
  const { url, posts } = await app(t, (_, response) => response.end('hello'))
  const server = await installed(t, { eventsUrl: url })
  await until(() => server.script().inputs.some(({ command }) => command.type === 'unanswered'))
  assert.deepEqual([...new Set(posts.map(({ body }) => JSON.parse(body).type))], ['url_verification'])
})

test('every post is signed with the secret, now', async (t) => {
  const { url, posts } = await app(t)
  const server = await installed(t, { eventsUrl: url, interactiveUrl: url })
  click(server)
  await until(() => posts.length === 3)
  for (const { headers, body } of posts) {
    const at = headers['x-slack-request-timestamp']
    assert.ok(Math.abs(Date.now() / 1000 - at) < 60)
    const hash = createHmac('sha256', server.credentials().signing_secret).update(`v0:${at}:${body}`).digest('hex')
    assert.equal(headers['x-slack-signature'], `v0=${hash}`)
  }
})

test('clicks and slash commands are posted as forms, to addresses of their own', async (t) => {
  const [clicks, commands] = [await app(t), await app(t)]
  const server = await installed(t, { interactiveUrl: clicks.url, commandsUrl: commands.url })
  click(server)
  server.handle({ command: { type: 'interact', user: OLIVE, conversation: LUNCH, by: 'slash_command' } })
  await until(() => clicks.posts.length === 1 && commands.posts.length === 1)
  const payload = JSON.parse(new URLSearchParams(clicks.posts[0].body).get('payload'))
  assert.equal(payload.type, 'interactive_message')
  assert.equal(payload.trigger_id, server.view().triggers.at(-1).id)
  assert.equal(new URLSearchParams(commands.posts[0].body).get('command'), '/train')
})

test('an app answers at the response_url, which is the emulator\'s own, and a replay agrees', async (t) => {
  const { url, posts } = await app(t)
  const server = await installed(t, { interactiveUrl: url, clock: 'frozen' }, 'chat:write,channels:history')
  const attachments = JSON.stringify([{ callback_id: 'train', actions: [{ name: 'join', type: 'button', text: 'Join', value: '1' }] }])
  await call(server, 'chat.postMessage', { channel: LUNCH, text: 'All aboard?', attachments })
  click(server)
  const told = server.handle({ command: { type: 'interact', user: OLIVE, conversation: LUNCH, by: 'slash_command' } })
  await until(() => posts.length === 2)
  const byType = (text) => new URLSearchParams(posts.find(({ body }) => body.startsWith(text)).body)
  const clicked = JSON.parse(byType('payload=').get('payload'))
  const commanded = byType('token=').get('response_url')
  assert.ok(clicked.response_url.startsWith(`${server.url}/actions/`), clicked.response_url)
  assert.ok(commanded.startsWith(`${server.url}/commands/`), commanded)
  assert.equal(told.deliveries[0].payload.response_url, commanded)
  assert.equal(clicked.original_message.bot_id, 'B0NKHRW57')

  const respond = async (address, message) => {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    const answer = await fetch(address, { method: 'POST', body: JSON.stringify(message), headers })
    return [answer.status, await answer.json()]
  }
  assert.deepEqual(await respond(clicked.response_url, { text: 'Olive is in.' }), [200, { ok: true }])
  assert.deepEqual(await respond(commanded, { text: 'Three trains', response_type: 'in_channel' }), [200, { ok: true }])
  assert.deepEqual(await respond(clicked.response_url, {}), [200, { ok: false, error: 'no_text' }])
  for (let times = 1; times < 5; times++) await respond(clicked.response_url, { text: `Olive is in, ${times}.` })
  assert.deepEqual(await respond(clicked.response_url, { text: 'Again' }), [404, { ok: false, error: 'used_url' }])
  server.clock({ advance: 30 * 60 * 1000 + 1 })
  assert.deepEqual(await respond(commanded, { text: 'Late' }), [404, { ok: false, error: 'expired_url' }])

  const texts = async () => (await call(server, 'conversations.history', { channel: LUNCH })).messages.map(({ text }) => text)
  assert.deepEqual(await texts(), ['Three trains', 'Olive is in, 4.'])
  const logged = server.requests().filter(({ path }) => path?.startsWith('/actions/'))
  assert.deepEqual([...new Set(logged.map(({ from, status }) => `${from} ${status}`))], ['app 200', 'app 404'])
  const { body: { id } } = await door(server, 'POST', 'snapshot')
  server.restore(id)
  assert.deepEqual(await texts(), ['Three trains', 'Olive is in, 4.'])
})

test('what an app answers to a click in the body is not modelled, and the log says so', async (t) => {
  const { url } = await app(t, ({ body }, response) => (body.startsWith('{') ? agreeable({ body }, response) : response.end('{"text":"Thanks!"}')))
  const server = await installed(t, { eventsUrl: url, interactiveUrl: url })
  click(server)
  server.handle({ command: { type: 'interact', user: OLIVE, conversation: LUNCH, by: 'slash_command' } })
  const posted = await until(() => {
    const list = server.requests().filter(({ to }) => to === 'app')
    return list.length === 4 && list
  })
  const told = 'the answer in the body, of 18 bytes, changes nothing'
  assert.deepEqual(Object.fromEntries(posted.map(({ type, not_modelled }) => [type, not_modelled])), {
    url_verification: undefined, event: undefined, interaction: told, slash_command: told,
  })
})

test('an event that was not answered well is posted again, with the reason', async (t) => {
  for (const [respond, reason] of [
    [(_, response) => response.writeHead(500).end(), 'http_error'],
    [(_, response) => response.destroy(), 'connection_failed'],
    [({ url }, response) => response.writeHead(302, { location: url }).end(), 'too_many_redirects'],
  ]) {
    const { url, posts } = await app(t, failing(respond))
    const server = await installed(t, { eventsUrl: url, clock: 'frozen' })
    await until(() => unanswered(server).length === 2)
    assert.deepEqual(retries(posts), [[undefined, undefined], ['1', reason]])
    server.clock({ advance: 60_000 })
    await until(() => unanswered(server).length === 3)
    server.clock({ advance: 240_000 })
    await until(() => unanswered(server).length === 4)
    assert.deepEqual(retries(posts).slice(2), [['2', reason], ['3', reason]])
    server.clock({ advance: 3_600_000 })
    assert.equal(unanswered(server).length, 4)
    const bodies = new Set(posts.filter(event).map(({ body }) => body))
    assert.equal(bodies.size, 1)
  }
})

test('no answer within three seconds is one that did not come', async (t) => {
  const { url, posts } = await app(t, failing(() => {}))
  const server = await installed(t, { eventsUrl: url })
  await until(() => posts.some(event))
  const began = performance.now()
  assert.equal((await call(server, 'chat.postMessage', { channel: LUNCH, text: 'Hi' })).ok, true)
  assert.ok(performance.now() - began < 1000, 'nobody waits for the app')
  await until(() => unanswered(server).length === 1)
  assert.deepEqual(unanswered(server)[0], { type: 'unanswered', event_id: 'Ev00000001', reason: 'http_timeout' })
})

test('the header stops it', async (t) => {
  const { url, posts } = await app(t, failing((_, response) => response.writeHead(500, { 'X-Slack-No-Retry': '1' }).end()))
  const server = await installed(t, { eventsUrl: url, clock: 'frozen' })
  await until(() => unanswered(server).length === 1)
  server.clock({ advance: 3_600_000 })
  assert.equal(unanswered(server)[0].no_retry, true)
  assert.equal(posts.filter(event).length, 1)
})

test('a retry is posted when the clock gets there by itself', async (t) => {
  let failures = 2
  const { url, posts } = await app(t, failing((post, response) => {
    response.writeHead(failures-- > 0 ? 500 : 200).end()
  }))
  const server = await installed(t, { eventsUrl: url })
  await until(() => unanswered(server).length === 2)
  server.handle({ after: 59_900, command: { type: 'wait' } })
  await until(() => posts.filter(event).length === 3)
  assert.equal(posts.at(-1).headers['x-slack-retry-num'], '2')
})

test('events come in their order', async (t) => {
  const { url, posts } = await app(t)
  const server = await installed(t, { eventsUrl: url })
  for (let count = 0; count < 10; count++) {
    server.handle(kick)
    server.handle({ command: { type: 'invite', user: OLIVE, conversation: LUNCH } })
  }
  await until(() => posts.filter(event).length === 21)
  const ids = posts.filter(event).map(({ body }) => JSON.parse(body).event_id)
  assert.deepEqual(ids, [...ids].sort())
})

test('an app that is not there yet is found when it is', async (t) => {
  const spare = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => spare.once('listening', resolve))
  const { port } = spare.address()
  await new Promise((resolve) => spare.close(resolve))
  const server = await installed(t, { eventsUrl: `http://127.0.0.1:${port}/slack`, clock: 'frozen' })
  await until(() => unanswered(server).length === 2)
  assert.equal(unanswered(server)[0].reason, 'connection_failed')

  const bodies = []
  const late = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => { body += chunk }).on('end', () => {
      bodies.push(body)
      agreeable({ body }, response)
    })
  })
  await new Promise((resolve) => late.listen(port, '127.0.0.1', resolve))
  t.after(() => late.close())
  server.clock({ advance: 60_000 })
  await until(() => bodies.some((body) => event({ body }) === 'resources_added'))
})

test('what is on its way when the world begins again counts no more', async (t) => {
  const held = []
  const { url } = await app(t, failing((_, response) => held.push(response)))
  const server = await installed(t, { eventsUrl: url })
  await until(() => held.length === 1)
  server.reset()
  await new Promise((resolve) => held[0].on('close', resolve).writeHead(500).end())
  // What comes of the next world is told after what came of this one.
  server.token = await install(server, { scope: 'chat:write', channels: 'chosen', channel: LUNCH })
  await until(() => held.length === 2)
  assert.deepEqual(server.requests().filter(({ reason }) => reason === 'http_error'), [])
  assert.deepEqual(unanswered(server), [])
})

test('while the script has the endpoint fail, nothing is sent', async (t) => {
  const { url, posts } = await app(t)
  const server = await installed(t, { eventsUrl: url, clock: 'frozen' })
  await until(() => posts.some(event))
  const answers = (how) => server.handle({ command: { type: 'endpoint', answers: how } })
  answers({ fails: { reason: 'http_timeout' } })
  server.handle(kick)
  await until(() => server.requests().filter(({ reason }) => reason === 'endpoint_fails').length === 2)
  assert.equal(posts.filter(event).length, 1)
  answers('ok')
  server.clock({ advance: 60_000 })
  await until(() => posts.filter(event).length === 2)
  assert.equal(posts.at(-1).headers['x-slack-retry-reason'], 'http_timeout')
})

test('the log tells what was posted, and what came of it', async (t) => {
  const { url } = await app(t)
  const server = await installed(t, { eventsUrl: url })
  server.handle({ command: { type: 'invite', user: OLIVE, conversation: GENERAL } })
  const { status, type, to, body } = await until(async () => {
    const { body: requests } = await door(server, 'GET', 'requests')
    return requests.findLast(({ event_id }) => event_id === 'Ev00000002')
  })
  assert.deepEqual({ status, type, to }, { status: 200, type: 'event', to: 'app' })
  assert.equal(event({ body }), 'resources_added')

})

/** Agrees to the challenge, and to nothing else. */
function failing(respond) {
  return (post, response) => (event(post) ? respond(post, response) : agreeable(post, response))
}

function unanswered(server) {
  return server.script().inputs.map(({ command }) => command).filter(({ type }) => type === 'unanswered')
}

/** A redirected post comes more than once. */
function retries(posts) {
  const told = posts.filter(event).map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])
  return told.filter(([num], index) => index === 0 || told[index - 1][0] !== num)
}
