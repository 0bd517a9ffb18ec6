// An emulator and an app beside it, for one test. Not here: what is expected of them.
import { createServer as createHttpServer } from 'node:http'

import { createServer, imported } from './package.mjs'

export const [OLIVE, POPEYE] = ['U061F7AUR', 'U0HTT3Q0G']
export const [GENERAL, LUNCH] = ['C061EG9SL', 'C061FA5PB']

/** A server that ends with the test. */
export async function emulator(test, options = {}) {
  const server = await createServer(options)
  test.after(() => server.close())
  return server
}

/** The same, with the app installed: its token is `token`. */
export async function installed(test, options = {}, scopes = 'chat:write') {
  const server = await emulator(test, options)
  const token = await install(server, { scope: scopes, channels: 'chosen', channel: LUNCH })
  return Object.assign(server, { token })
}

/** The usual cast, but for the app. */
export function castWith(app) {
  const { cast } = new imported.Sandbox().script()
  return { ...cast, app: { ...cast.app, ...app } }
}

/** What a browser and an app do to install it. */
export async function install(server, { scope, user = OLIVE, ...chosen }) {
  const { client_id, client_secret } = server.credentials()
  const asked = new URLSearchParams({ client_id, scope, redirect_uri: 'http://127.0.0.1:9/back', state: 'lunch' })
  const form = new URLSearchParams({ user, answer: 'approve', ...chosen })
  const page = `${server.url}/oauth/authorize?${asked}`
  const { headers } = await fetch(page, { method: 'POST', body: form, redirect: 'manual' })
  const code = new URL(headers.get('location')).searchParams.get('code')
  const body = new URLSearchParams({ client_id, client_secret, code, redirect_uri: 'http://127.0.0.1:9/back' })
  const answer = await fetch(`${server.url}/api/oauth.access`, { method: 'POST', body })
  return (await answer.json()).access_token
}

/** A call with the app's token, and what it is answered with. */
export async function call(server, method, fields = {}, headers = {}) {
  // As text: of a form, `fetch` tells a charset, and Slack warns of that.
  const sent = { 'content-type': 'application/x-www-form-urlencoded', authorization: `Bearer ${server.token}`, ...headers }
  const body = String(new URLSearchParams(fields))
  return (await fetch(`${server.url}/api/${method}`, { method: 'POST', body, headers: sent })).json()
}

/** Sends something to the control door. */
export async function door(server, method, path, body) {
  const answer = await fetch(`${server.url}/_grantscope/${path}`, { method, body: body && JSON.stringify(body) })
  return { status: answer.status, body: await answer.json() }
}

/** The trigger of a click, which lives three seconds. */
export function click(server, conversation = LUNCH) {
  const { deliveries } = server.handle({ command: { type: 'interact', user: OLIVE, conversation } })
  return deliveries.find(({ type }) => type === 'interaction').payload.trigger_id
}

/** The prompt that waits for an answer. */
export function answer(server, said) {
  const { id } = server.view().prompts.at(-1)
  return server.handle({ command: { type: 'answer', prompt: id, answer: said } })
}

/** An app that keeps what is posted to it. `respond` answers; without it, as Slack wants it. */
export async function app(test, respond = agreeable) {
  const posts = []
  const server = createHttpServer((request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      const post = { url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() }
      posts.push(post)
      respond(post, response, posts.length)
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  test.after(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${server.address().port}/slack`, posts }
}

export function agreeable({ body }, response) {
  const { challenge } = body.startsWith('{') ? JSON.parse(body) : {}
  response.end(challenge)
}

/** Waits until something is so. */
export async function until(isSo, what = isSo) {
  for (const began = performance.now(); performance.now() - began < 5000; ) {
    const found = await isSo()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`it never was so: ${what}`)
}
