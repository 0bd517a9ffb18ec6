// Slack's own clients, as they come from the registry, against the emulator: they must not notice.
import assert from 'node:assert/strict'
import { createServer as createHttpServer } from 'node:http'
import { createRequire } from 'node:module'
import test from 'node:test'

import { answer, castWith, click, emulator, GENERAL, install, LUNCH, OLIVE, POPEYE, until } from './emulator.mjs'

const require = createRequire(import.meta.url)
const old = require('@slack/client')
const current = require('@slack/web-api')
const { createEventAdapter } = require('@slack/events-api')
const { createMessageAdapter } = require('@slack/interactive-messages')

const SCOPES = 'chat:write,conversations:read,users:read'

const at = (server) => `${server.url}/api/`

// What the two do differently: how they are made, and how they act for a person.
const CLIENTS = {
  '@slack/client 4.12.0': {
    make: (server, token, options) => new old.WebClient(token, { slackApiUrl: at(server), logLevel: old.LogLevel.ERROR, ...options }),
    acting: (server, token, user) => {
      const client = new old.WebClient(token, { slackApiUrl: at(server) })
      return (method, fields) => client.apiCall(method, { ...fields, on_behalf_of: user })
    },
    code: old.ErrorCode,
  },
  '@slack/web-api 8.2.0': {
    make: (server, token, options) => new current.WebClient(token, { slackApiUrl: at(server), logLevel: current.LogLevel.ERROR, ...options }),
    acting: (server, token, user) => {
      const client = new current.WebClient(token, { slackApiUrl: at(server), headers: { 'X-Slack-User': user } })
      return (method, fields) => client.apiCall(method, fields)
    },
    code: current.ErrorCode,
  },
}
// The older has names of its own.
const OLD = CLIENTS['@slack/client 4.12.0'].make

for (const [name, { make, acting, code }] of Object.entries(CLIENTS)) {
  test(`${name}: the app is installed by OAuth`, async (t) => {
    const server = await emulator(t)
    const { client_id, client_secret } = server.credentials()
    const came = await exchanged(server, (form) => make(server).oauth.access({ client_id, client_secret, ...form }))
    assert.equal(came.ok, true)
    assert.match(came.access_token, /^xoxa-/)
    assert.equal(came.installer_user.user_id, OLIVE)
    const client = make(server, came.access_token)
    const posted = await client.chat.postMessage({ channel: LUNCH, text: 'All aboard!' })
    assert.equal(posted.message.text, 'All aboard!')
    assert.equal(posted.channel, LUNCH)
  })

  test(`${name}: the app asks for more, and is told no and yes`, async (t) => {
    const { server, client } = await ready(t, make)
    const history = () => client.conversations.history({ channel: LUNCH })
    const refused = { code: code.PlatformError, message: 'An API error occurred: missing_scope' }
    await assert.rejects(history(), refused)
    for (const said of ['deny', { approve: {} }]) {
      const asked = { scopes: 'conversations:history', trigger_id: click(server) }
      assert.equal((await client.apiCall('apps.permissions.request', asked)).ok, true)
      answer(server, said)
      if (said === 'deny') await assert.rejects(history(), refused)
    }
    assert.deepEqual((await history()).messages, [])
    const { info } = await client.apiCall('apps.permissions.info')
    assert.ok(info.channel.scopes.includes('conversations:history'))
  })

  test(`${name}: the app acts for a person who agreed`, async (t) => {
    const { server, client, token } = await ready(t, make)
    const asOlive = acting(server, token, OLIVE)
    const reminder = { text: 'eat', time: 'in 5 minutes' }
    await assert.rejects(asOlive('reminders.add', reminder), /no_permission/)
    await client.apiCall('apps.permissions.users.request', { scopes: 'reminders:write:user', trigger_id: click(server), user: OLIVE })
    answer(server, { approve: {} })
    assert.equal((await asOlive('reminders.add', reminder)).reminder.creator, OLIVE)
    const { resources } = await client.apiCall('apps.permissions.users.list')
    assert.deepEqual(resources, [{ id: OLIVE, scopes: ['reminders:write:user'] }])
  })

  test(`${name}: pages follow one another to the end`, async (t) => {
    const { client } = await ready(t, make, { channels: 'all_except' })
    const pages = []
    let cursor
    do {
      const page = await client.conversations.list({ limit: 2, cursor })
      pages.push(page.channels.map(({ id }) => id))
      cursor = page.response_metadata?.next_cursor
    } while (cursor)
    assert.ok(pages.length > 1)
    assert.ok(pages.flat().includes(LUNCH) && pages.flat().includes(GENERAL))
    await assert.rejects(client.conversations.list({ cursor: 'nonsense' }), /invalid_cursor/)
  })

  test(`${name}: whoever calls too often waits, and is served`, async (t) => {
    const { server, client } = await ready(t, make)
    const waits = []
    client.on('rate_limited', (seconds) => waits.push(Number(seconds)))
    const posts = Array.from({ length: 6 }, (_, index) => client.chat.postMessage({ channel: LUNCH, text: String(index) }))
    assert.deepEqual((await Promise.all(posts)).map(({ ok }) => ok), Array(6).fill(true))
    assert.deepEqual(waits, [1])
    assert.ok(server.requests().some(({ status }) => status === 429))

    const hurried = make(server, server.credentials().access_token, { rejectRateLimitedCalls: true })
    const refused = Array.from({ length: 8 }, () => hurried.chat.postMessage({ channel: LUNCH, text: 'now' }))
    const told = (await Promise.allSettled(refused)).filter(({ status }) => status === 'rejected')
    assert.ok(told.length > 0)
    assert.equal(told[0].reason.code, code.RateLimitedError)
    assert.equal(told[0].reason.retryAfter, 1)
  })

  test(`${name}: what is refused is told with its code`, async (t) => {
    const { server, client } = await ready(t, make)
    for (const [call, error] of [
      [() => client.chat.postMessage({ channel: GENERAL, text: 'Hi' }), 'no_permission'],
      [() => client.chat.postMessage({ channel: 'C99999999', text: 'Hi' }), 'channel_not_found'],
      [() => client.users.info({ user: 'U99999999' }), 'user_not_found'],
      [() => client.apiCall('apps.permissions.request', { scopes: 'channels:read', trigger_id: '1.2.3' }), 'invalid_trigger'],
      [() => client.apiCall('lunch.eat'), 'unknown_method'],
      [() => make(server, 'xoxa-nonsense').users.list(), 'invalid_auth'],
      [() => make(server).apiCall('users.list'), 'not_authed'],
    ]) {
      await assert.rejects(call(), (refused) => {
        assert.equal(refused.code, code.PlatformError)
        assert.deepEqual([refused.data.ok, refused.data.error], [false, error])
        return true
      })
    }
  })
}

test('@slack/client 4.12.0: its names for the methods of workspace apps', async (t) => {
  const { server, client } = await ready(t, OLD)
  assert.equal((await client.apps.permissions.info()).ok, true)
  assert.equal((await client.apps.permissions.resources.list()).ok, true)
  assert.equal((await client.apps.permissions.scopes.list()).ok, true)
  const trigger_id = click(server)
  assert.equal((await client.apps.permissions.request({ scopes: 'team:read', trigger_id })).ok, true)
  answer(server, { approve: {} })
  assert.equal((await client.team.info()).team.domain, 'sweethaven')
})

test('@slack/web-api 8.2.0: its own way through the pages', async (t) => {
  const { client } = await ready(t, CLIENTS['@slack/web-api 8.2.0'].make, { channels: 'all_except' })
  const ids = []
  for await (const { channels } of client.paginate('conversations.list', { limit: 1 })) ids.push(channels.map(({ id }) => id))
  assert.deepEqual(ids.map(({ length }) => length), [1, 1, 1])
  assert.ok(ids.flat().includes(GENERAL))
})

test('@slack/client 4.12.0: a token that expired is renewed unseen', async (t) => {
  const server = await emulator(t, { cast: castWith({ rotation: true }) })
  const { client_id, client_secret } = server.credentials()
  await install(server, { scope: 'users:read', channels: 'none' })
  const { refresh_token } = server.credentials()
  const client = OLD(server, undefined, { clientId: client_id, clientSecret: client_secret, refreshToken: refresh_token })
  const tokens = []
  client.on('token_refreshed', ({ access_token }) => tokens.push(access_token))
  assert.equal((await client.users.list()).members.length > 0, true)
  server.handle({ after: 3_600_001, command: { type: 'wait' } })
  assert.equal((await client.users.info({ user: POPEYE })).user.id, POPEYE)
  assert.equal(new Set(tokens).size, tokens.length)
  assert.ok(tokens.length >= 1)
  assert.equal(tokens.at(-1), server.credentials().access_token)
})

test('@slack/events-api 3.0.1: it takes the challenge, believes the signature and hears the events', async (t) => {
  const heard = []
  const eventsUrl = await receiver(t, 'a secret of ours', heard)
  const server = await emulator(t, { eventsUrl, cast: castWith({ signing_secret: 'a secret of ours' }) })
  await install(server, { scope: 'chat:write', channels: 'chosen', channel: LUNCH })
  server.handle({ command: { type: 'kick', user: OLIVE, conversation: LUNCH } })
  await until(() => heard.length === 2)
  assert.deepEqual(heard, ['resources_added', 'resources_removed'])
  await until(() => posts(server).length === 3)
  assert.deepEqual(posts(server).map(({ status }) => status), [200, 200, 200])
})

test('@slack/interactive-messages 2.0.2: it answers later, and @slack/client 4.12.0 as an incoming webhook would', async (t) => {
  const adapter = createMessageAdapter('a secret of ours')
  const addresses = []
  adapter.action('train', ({ response_url }, respond) => {
    addresses.push(response_url)
    void respond({ text: 'Olive is in.' })
  })
  const receiver = createHttpServer(adapter.requestListener())
  await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  t.after(() => receiver.close())
  const interactiveUrl = `http://127.0.0.1:${receiver.address().port}/`
  const server = await emulator(t, { cast: castWith({ signing_secret: 'a secret of ours' }), dialect: { rate_limits: 'off' }, interactiveUrl })
  const token = await install(server, { scope: 'chat:write,conversations:history', channels: 'chosen', channel: LUNCH })
  const client = OLD(server, token)
  const attachments = [{ text: 'Join?', callback_id: 'train', actions: [{ name: 'join', type: 'button', text: 'Join', value: '1' }] }]
  await client.chat.postMessage({ channel: LUNCH, text: 'All aboard?', attachments })
  click(server)
  const texts = async () => (await client.conversations.history({ channel: LUNCH })).messages.map(({ text }) => text)
  await until(async () => (await texts())[0] === 'Olive is in.')
  const sent = await new old.IncomingWebhook(addresses[0]).send({ text: 'Popeye, too.', replace_original: false, response_type: 'in_channel' })
  assert.deepEqual(sent.text, { ok: true })
  assert.deepEqual(await texts(), ['Popeye, too.', 'Olive is in.'])
})

test('@slack/events-api 3.0.1: it does not believe another secret', async (t) => {
  const heard = []
  const eventsUrl = await receiver(t, 'a secret of ours', heard)
  const server = await emulator(t, { eventsUrl })
  await until(() => posts(server).length === 1)
  assert.deepEqual(posts(server).map(({ type, status, reason }) => [type, status, reason]), [['url_verification', 404, 'http_error']])
})

/** An emulator with the app installed by OAuth, and a client that has its token. */
async function ready(t, make, chosen = { channels: 'chosen', channel: LUNCH }) {
  const server = await emulator(t)
  const token = await install(server, { scope: SCOPES, ...chosen })
  return { server, token, client: make(server, token) }
}

/** What a browser brings back from the consent page, exchanged by a client. */
async function exchanged(server, exchange) {
  const redirect_uri = 'http://127.0.0.1:9/back'
  const asked = new URLSearchParams({ client_id: server.credentials().client_id, scope: SCOPES, redirect_uri })
  const body = new URLSearchParams({ user: OLIVE, answer: 'approve', channels: 'chosen', channel: LUNCH })
  const page = `${server.url}/oauth/authorize?${asked}`
  const { headers } = await fetch(page, { method: 'POST', body, redirect: 'manual' })
  return exchange({ code: new URL(headers.get('location')).searchParams.get('code'), redirect_uri })
}

/** An app that hears events, and does not know but its secret; its address. */
async function receiver(t, secret, heard) {
  const adapter = createEventAdapter(secret)
  for (const name of ['resources_added', 'resources_removed']) adapter.on(name, ({ type }) => heard.push(type))
  adapter.on('error', () => {})
  const server = await adapter.start(0)
  t.after(() => adapter.stop())
  return `http://127.0.0.1:${server.address().port}/slack/events`
}

function posts(server) {
  return server.requests().filter(({ to }) => to === 'app')
}
