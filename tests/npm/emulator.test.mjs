// An app's life with the emulator, over HTTP: it is installed, asks for more, acts for people.
import assert from 'node:assert/strict'
import test from 'node:test'

import { answer, call, click, emulator, install, installed, LUNCH, OLIVE, POPEYE, until } from './emulator.mjs'
import { imported } from './package.mjs'

const PAGE = 'scope=chat%3Awrite&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fback&state=a%26b'

test('a person installs the app on the consent page', async (t) => {
  const server = await emulator(t)
  const { client_id } = server.credentials()
  const page = `${server.url}/oauth/authorize?client_id=${client_id}&${PAGE}`
  const shown = await fetch(page)
  const html = await shown.text()
  assert.match(html, /Lunch Train asks to be installed/)
  assert.match(html, /<code>chat:write<\/code>/)
  assert.match(html, /value="C061FA5PB"> #lunch/)
  assert.doesNotMatch(html, /<script|style=/)
  assert.match(shown.headers.get('content-security-policy'), /^default-src 'none'/)
  assert.deepEqual(server.script().inputs, [])
  assert.match(await install(server, { scope: 'chat:write' }), /^xoxa-/)
  assert.equal(server.view().installed, true)
})

test('whoever declines is sent back with an error', async (t) => {
  const server = await emulator(t)
  const { client_id } = server.credentials()
  const sent = await consent(server, `client_id=${client_id}&${PAGE}`, { user: OLIVE, answer: 'deny' })
  assert.equal(sent.headers.get('location'), 'http://127.0.0.1:9/back?error=access%5Fdenied&state=a%26b')
})

test('a consent that makes no sense is told, and changes nothing', async (t) => {
  const server = await emulator(t)
  const asked = `client_id=${server.credentials().client_id}&${PAGE}`
  for (const [query, form, status, told] of [
    [asked, { user: 'olive', answer: 'approve' }, 400, /`user`: `olive` is no Slack id/],
    [asked, { user: OLIVE, answer: 'perhaps' }, 400, /expected `approve` or `deny`, got `perhaps`/],
    [asked, { user: OLIVE, answer: 'approve', channels: 'some' }, 400, /got `some`/],
    [asked, { user: 'U00000000', answer: 'approve' }, 400, /unknown_person/],
    [`${asked}&single_channel=1`, { user: OLIVE, answer: 'approve' }, 400, /choose_one_channel/],
    [asked.replace('client_id=1', 'client_id=2'), { user: OLIVE, answer: 'approve' }, 400, /invalid_client_id/],
  ]) {
    const sent = await consent(server, query, form)
    assert.equal(sent.status, status)
    assert.match(await sent.text(), told)
    assert.deepEqual(server.script().inputs, [])
  }
})

test('names in the world are no HTML', async (t) => {
  const cast = new imported.Sandbox().script().cast
  const server = await emulator(t, { cast: { ...cast, app: { ...cast.app, name: '<script>alert("&")</script>' } } })
  const html = await (await fetch(`${server.url}/oauth/authorize?client_id=${cast.app.client_id}&${PAGE}`)).text()
  assert.doesNotMatch(html, /<script/)
  assert.match(html, /&#60;script&#62;alert\(&#34;&#38;&#34;\)/)
})

test('the app asks for more, and is told yes and no', async (t) => {
  const server = await installed(t)
  const history = () => call(server, 'conversations.history', { channel: LUNCH })
  assert.equal((await history()).error, 'missing_scope')
  for (const [said, event, error] of [['deny', 'scope_denied', 'missing_scope'], [{ approve: {} }, 'scope_granted', undefined]]) {
    const trigger_id = click(server)
    assert.deepEqual(await call(server, 'apps.permissions.request', { scopes: 'conversations:history', trigger_id }), { ok: true })
    assert.equal((await call(server, 'apps.permissions.request', { scopes: 'conversations:history', trigger_id })).error, 'trigger_exchanged')
    assert.equal(answer(server, said).deliveries[0].envelope.event.type, event)
    assert.equal((await history()).error, error)
  }
})

test('the app acts for a person who agreed', async (t) => {
  const server = await installed(t)
  const remind = (headers) => call(server, 'reminders.add', { text: 'eat', time: 'in 5 minutes' }, headers)
  assert.equal((await remind({})).error, 'user_not_specified')
  assert.equal((await remind({ 'X-Slack-User': OLIVE })).error, 'no_permission')
  const asked = { scopes: 'reminders:write:user', trigger_id: click(server), user: OLIVE }
  assert.deepEqual(await call(server, 'apps.permissions.users.request', asked), { ok: true })
  answer(server, { approve: {} })
  assert.equal((await remind({ 'X-Slack-User': OLIVE })).reminder.creator, OLIVE)
  assert.equal((await remind({ 'X-Slack-User': POPEYE })).error, 'no_permission')
})

test('a Request is answered with a Response, and kept like any input', async () => {
  const sandbox = new imported.Sandbox()
  sandbox.handle({ command: { type: 'install', user: OLIVE, scopes: ['chat:write'], through: 'settings' } })
  sandbox.handle({ command: { type: 'answer', prompt: 'P1', answer: { approve: {} } } })
  const { access_token } = sandbox.credentials()
  const request = new Request('https://slack.com/api/apps.permissions.info', { headers: { authorization: `Bearer ${access_token}` } })
  const response = await sandbox.fetch(request, { after: 1500 })
  assert.ok(response instanceof Response)
  assert.equal((await response.json()).info.app_home.resources.ids.length, 1)
  assert.deepEqual(sandbox.script().inputs.at(-1), {
    after: 1500,
    command: { type: 'call', method: 'apps.permissions.info', token: 'current' },
  })
  assert.equal((await sandbox.fetch(new Request('https://slack.com/api/api.test', { method: 'DELETE' }))).status, 405)
  for (const [given, options, code] of [[undefined, {}, 'bad_input'], ['/api/api.test', {}, 'bad_input'], [request.clone(), { after: -1 }, 'wrong_shape'], [request.clone(), { aftre: 5 }, 'bad_option'], [request.clone(), null, 'bad_option']]) {
    await assert.rejects(sandbox.fetch(given, options), { code })
  }
})

test('time passes by itself, or only when it is told to', async (t) => {
  const real = await installed(t)
  const trigger_id = click(real)
  real.handle({ after: 3001, command: { type: 'wait' } })
  assert.equal((await call(real, 'apps.permissions.request', { scopes: 'channels:read', trigger_id })).error, 'invalid_trigger')
  const began = real.clock().now
  await new Promise((resolve) => setTimeout(resolve, 30))
  assert.ok(real.clock().now - began >= 25)

  const frozen = await installed(t, { clock: 'frozen', date: '2018-09-08' })
  await new Promise((resolve) => setTimeout(resolve, 30))
  assert.equal(frozen.clock().now, Date.UTC(2018, 8, 8))
  assert.equal(frozen.clock({ advance: 60_000 }).now, Date.UTC(2018, 8, 8, 0, 1))
})

test('calls past the limit are told when to come back', async (t) => {
  const server = await installed(t, { clock: 'frozen', dialect: { rate_limits: 'on' } })
  const post = () => fetch(`${server.url}/api/chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}` },
    body: new URLSearchParams({ channel: LUNCH, text: 'All aboard!' }),
  })
  const answers = await Promise.all(Array.from({ length: 6 }, post))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 200, 200, 429])
  assert.equal(answers.find(({ status }) => status === 429).headers.get('retry-after'), '1')
})

function consent(server, query, form) {
  return fetch(`${server.url}/oauth/authorize?${query}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
}

test('what is looked at stands as time has passed, and is as it was', async (t) => {
  const server = await installed(t)
  click(server)
  await until(() => server.view().triggers[0].left < 3000)
  await until(() => (server.view().triggers[0]?.left ?? 0) === 0)
  assert.ok(server.view().time >= server.clock().now - 1000)
  assert.equal(server.script().inputs.at(-1).command.type, 'interact', 'looking is no step')
})

test('where time stands still nothing comes too often, unless that is asked for', async (t) => {
  const posts = async (options) => {
    const server = await installed(t, { clock: 'frozen', ...options })
    const answers = []
    for (let count = 0; count < 12; count++) answers.push(await call(server, 'chat.postMessage', { channel: LUNCH, text: 'Hi' }))
    return answers.every(({ ok }) => ok)
  }
  assert.equal(await posts({}), true)
  assert.equal(await posts({ dialect: { rate_limits: 'on' } }), false)
  assert.equal(await posts({ cast: { dialect: { rate_limits: 'on' } } }), false)
})
