// Installing by OAuth: people are sent to Slack, and come back with a code. Not here: what follows.
import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'

const { LogLevel, WebClient } = createRequire(import.meta.url)('@slack/client')

const { API_URL: slackApiUrl, AUTHORIZE_URL, CLIENT_ID: client_id, CLIENT_SECRET: client_secret, PORT } = process.env
const SCOPES = 'chat:write'
const redirect_uri = `http://127.0.0.1:${PORT}/installed`

/** The two pages of it, and a promise that is kept when `begin` is through with the first installation. */
export function install(begin) {
  const states = new Set()
  let done
  const installed = new Promise((resolve) => { done = resolve })
  const routes = {
    '/install': (_, response) => {
      const state = randomUUID()
      states.add(state)
      const asked = new URLSearchParams({ client_id, scope: SCOPES, redirect_uri, state })
      response.writeHead(302, { Location: `${AUTHORIZE_URL}?${asked}` }).end()
    },
    '/installed': async (request, response) => {
      const { code, state } = Object.fromEntries(new URL(request.url, redirect_uri).searchParams)
      if (!states.delete(state) || !code) return response.writeHead(403).end('Not this time.')
      try {
        await begin(await exchanged(code))
        response.end('All aboard!')
        done()
      } catch (error) {
        response.writeHead(500).end(error.message)
      }
    },
  }
  return { routes, installed }
}

async function exchanged(code) {
  // It warns of pages to come where there is one.
  const options = { slackApiUrl, logLevel: LogLevel.ERROR }
  const access = await new WebClient(undefined, options).oauth.access({ client_id, client_secret, code, redirect_uri })
  const client = new WebClient(access.access_token, options)
  return { client, access, home: access.installer_user.app_home }
}
