// The handlers of `grantscope/msw`, in either version of MSW that the package says it works with: the
// clients of Slack do not notice. What MSW 3 has of Node 22 and Node 20 lacks is one function.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'

import { LUNCH, OLIVE } from './emulator.mjs'
import { imported, lend, project } from './package.mjs'

Promise.withResolvers ??= () => {
  const it = {}
  it.promise = new Promise((resolve, reject) => Object.assign(it, { resolve, reject }))
  return it
}

lend('tests/recipes', 'msw')
lend('tests/recipes', 'msw-3')
writeFileSync(join(project, 'msw.mjs'), "export { http } from 'msw'; export { setupServer } from 'msw/node'; export { handlers } from 'grantscope/msw'")
writeFileSync(join(project, 'msw-3.mjs'), `
import { http } from 'msw-3'
import { handlersWith } from './node_modules/grantscope/msw/handlers.mjs'
export { setupServer } from 'msw-3/node'
export const handlers = handlersWith(http)`)

const require = createRequire(join(project, 'program.cjs'))
const VERSIONS = {
  'MSW 2, imported': await import(join(project, 'msw.mjs')),
  'MSW 2, required': { ...require('msw/node'), ...require('grantscope/msw') },
  'MSW 3': await import(join(project, 'msw-3.mjs')),
}
const { WebClient } = createRequire(import.meta.url)('@slack/web-api')
const OldClient = createRequire(import.meta.url)('@slack/client').WebClient
// They warn that the methods are old.
const QUIET = { logLevel: 'error' }

for (const [name, msw] of Object.entries(VERSIONS)) {
  test(`${name}: Slack's clients install the app and call Slack`, () => answered(msw, {}, async (sandbox) => {
    const { client_id, client_secret } = sandbox.script().cast.app
    const redirect_uri = 'https://app.example/back'
    const page = `https://slack.com/oauth/authorize?${new URLSearchParams({ client_id, scope: 'chat:write', redirect_uri })}`
    assert.match(await (await fetch(page)).text(), /Lunch Train/)
    const form = new URLSearchParams({ user: OLIVE, answer: 'approve', channels: 'chosen', channel: LUNCH })
    const { headers } = await fetch(page, { method: 'POST', body: form, redirect: 'manual' })
    const code = new URL(headers.get('location')).searchParams.get('code')
    const { access_token } = await new WebClient(undefined, QUIET).oauth.access({ client_id, client_secret, code, redirect_uri })
    for (const Client of [WebClient, OldClient]) {
      const client = new Client(access_token, QUIET)
      assert.equal((await client.chat.postMessage({ channel: LUNCH, text: 'All aboard!' })).channel, LUNCH)
      await assert.rejects(client.conversations.history({ channel: LUNCH }), /missing_scope/)
    }
    const calls = sandbox.script().inputs.map(({ command }) => command.method ?? command.type)
    const often = ['chat.postMessage', 'conversations.history']
    assert.deepEqual(calls.filter((call) => call !== 'wait'), ['install', 'answer', 'oauth.access', ...often, ...often])
  }))

  test(`${name}: what is posted to a response_url is answered`, () => answered(msw, { clock: 'frozen' }, async (sandbox) => {
    sandbox.handle({ command: { type: 'install', user: OLIVE, through: 'settings', scopes: [] } })
    sandbox.handle({ command: { type: 'answer', prompt: 'P1', answer: { approve: { channels: { chosen: [LUNCH] } } } } })
    const typed = sandbox.handle({ command: { type: 'interact', user: OLIVE, conversation: LUNCH, by: 'slash_command' } })
    const answer = await fetch(typed.deliveries[0].payload.response_url, { method: 'POST', body: '{"text":"Hello"}', headers: { 'content-type': 'application/json; charset=utf-8' } })
    assert.deepEqual([answer.status, await answer.json()], [200, { ok: true }])
    assert.match(sandbox.script().inputs.at(-1).command.method, /^\/commands\/T061EG9R6\//)
    const page = `https://slack.com/oauth/authorize?${new URLSearchParams({ client_id: sandbox.script().cast.app.client_id, scope: 'chat:write' })}`
    const none = await fetch(page, { method: 'POST', body: new URLSearchParams({ user: OLIVE, answer: 'approve', channels: 'chosen' }) })
    assert.deepEqual([none.status, /tick at least one/.test(await none.text())], [400, true])
  }))

  for (const [clock, passes] of [[undefined, true], ['real', true], ['frozen', false]]) {
    test(`${name}: time ${passes ? 'passes' : 'stands'} with the clock ${clock}`, () => answered(msw, { clock }, async (sandbox) => {
      const began = sandbox.view().time
      await new Promise((resolve) => setTimeout(resolve, 20))
      await fetch('https://slack.com/api/api.test')
      assert.equal(sandbox.view().time - began >= 15, passes)
      assert.equal(sandbox.script().inputs.length, 1)
    }))
  }

  test(`${name}: another clock is refused, and other addresses are left alone`, () => answered(msw, {}, async (sandbox) => {
    assert.throws(() => msw.handlers(sandbox, { clock: 'slow' }), { code: 'bad_option' })
    assert.throws(() => msw.handlers(sandbox, { clokc: 'real' }), { code: 'bad_option', message: /`clokc`: there is no such option/ })
    await assert.rejects(fetch('https://hooks.slack.com/services/T1/B1/x'), /"error" strategy|fetch failed/)
    await assert.rejects(fetch('https://example.slack.com/'), /"error" strategy|fetch failed/)
    assert.equal(sandbox.script().inputs.length, 0)
  }))
}

/** Does something while a sandbox answers in Slack's place. */
async function answered({ setupServer, handlers }, options, then) {
  const sandbox = new imported.Sandbox()
  const server = setupServer(...handlers(sandbox, options))
  server.listen({ onUnhandledRequest: 'error' })
  try {
    await then(sandbox)
  } finally {
    server.close()
  }
}
