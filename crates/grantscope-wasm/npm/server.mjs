// The emulator: Slack for workspace apps as a server of this machine's own. This file puts the parts
// together; each of them is in `emulator/`.
import { authorize } from './emulator/consent.mjs'
import { control } from './emulator/control.mjs'
import { DOOR, door, refused } from './emulator/door.mjs'
import { json, send, server } from './emulator/http.mjs'
import { Log } from './emulator/log.mjs'
import { begin } from './emulator/options.mjs'
import { page } from './emulator/page.mjs'
import { Posts } from './emulator/posts.mjs'
import { keepScript } from './emulator/script-file.mjs'
import { Stream } from './emulator/stream.mjs'
import { calls, failed } from './emulator/web-api.mjs'

// Nobody else's: what is not this machine cannot reach it.
const ADDRESS = '127.0.0.1'

export async function createServer(options = {}) {
  const { world, begun, port, script, urls } = await begin(options)
  const log = new Log()
  // What went over the wire in another world is no news of this one.
  world.listen((step) => step === undefined && log.clear())
  const stream = new Stream(world)
  const controls = control(world, log, begun)
  const http = server(routes(world, log, door(world, controls, stream)))
  await listening(http, port)
  const release = script && kept(http, world, script)
  const url = `http://${ADDRESS}:${http.address().port}`
  world.answerAt(url)
  const posts = new Posts(world, log, urls)
  return { ...controls, url, port: http.address().port, close: () => close(http, stream, posts).finally(release) }
}

/** Only a server that came up keeps its script; nobody was answered yet. */
function kept(http, world, script) {
  try {
    return keepScript(world, script)
  } catch (error) {
    http.close()
    throw error
  }
}

function routes(world, log, atDoor) {
  const pageOf = page(DOOR)
  const [api, consent] = [calls(world, log), authorize.bind(undefined, world)]
  const answerTo = (url) => {
    if (API.test(url)) return api
    if (url.startsWith('/oauth/authorize')) return consent
    return url.startsWith(DOOR) ? atDoor : pageOf(url) ?? elsewhere(url)
  }
  return (request, response, body) => {
    const { url } = request
    const answer = answerTo(url)
    try {
      answer(request, response, body)
    } catch (error) {
      if (error.code === 'broken') process.emitWarning(error.message)
      if (answer === atDoor) refused(response, error)
      else failed(response, error)
      // What a test or a person's browser asks for is no call of the app: only what broke is told of them.
      const from = answer === api ? { from: 'app' } : {}
      if (answer === api || (error.code ?? 'broken') === 'broken') log.add({ ...from, method: request.method, path: url.split('?', 1)[0], status: response.statusCode, error: error.message })
    }
  }
}

function elsewhere(url) {
  if (url === '/') return (_, response) => send(response, 200, { 'Content-Type': 'text/plain; charset=utf-8' }, PLACES)
  // Browsers ask for an icon of their own accord.
  if (url === '/favicon.ico') return (_, response) => send(response, 204, {}, '')
  return (_, response) => json(response, 404, { error: 'unknown_path', message: 'there is no such page: see /' })
}

// What the model answers: calls, links, and what is posted to a `response_url`.
const API = /^\/(api\/|app_redirect|actions\/|commands\/)/

const PLACES = `This is GrantScope, a model of Slack's legacy workspace apps.

/api/METHOD                the Web API
/oauth/authorize           where people are asked for their consent
${DOOR}openapi.json  how to act on the world, and to look at it
`

function listening(http, port) {
  return new Promise((resolve, reject) => http.once('error', reject).listen(port, ADDRESS, resolve))
}

function close(http, stream, posts) {
  posts.close()
  stream.close()
  return new Promise((resolve) => {
    http.close(resolve)
    http.closeAllConnections()
  })
}
