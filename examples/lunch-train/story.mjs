// One command for both: an emulator of Slack and the app beside it, and a story that people play. What
// they do is told as the emulator tells it, what the app says stands behind a bar.
import { spawn } from 'node:child_process'
import { createServer as createNetServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createServer } from 'grantscope/server'

const [OLIVE, POPEYE] = ['U061F7AUR', 'U0HTT3Q0G']
const LUNCH = 'C061FA5PB'

const [slackPort, appPort] = [await freePort(), await freePort()]
const atApp = `http://127.0.0.1:${appPort}`
const slack = await createServer({
  port: slackPort,
  eventsUrl: `${atApp}/slack/events`,
  interactiveUrl: `${atApp}/slack/actions`,
})
const app = startApp()
try {
  await app.says('it is listening')
  await installs(OLIVE, LUNCH)
  await app.says('it wrote')

  happens({ type: 'interact', user: POPEYE, conversation: LUNCH })
  await app.says('it asks')
  await answers('deny')
  await app.says('it hears')
  happens({ type: 'interact', user: POPEYE, conversation: LUNCH })
  await app.says('it asks')
  await answers({ approve: {} })
  await app.says('it set a reminder')
  await app.says('it wrote')

  happens({ type: 'interact', user: OLIVE, conversation: LUNCH })
  await app.says('it asks')
  await answers({ approve: {} })
  await app.says('it counted')

  happens({ type: 'kick', user: POPEYE, conversation: LUNCH })
  await app.says('it wrote')
  happens({ type: 'invite', user: OLIVE, conversation: LUNCH })
  await app.says('it wrote')
} finally {
  app.end()
  await slack.close()
}

/** Somebody does something. */
function happens(command) {
  console.log(slack.handle({ command }).sentence)
}

/** Whoever is asked answers, once the dialog is there. */
async function answers(answer) {
  while (slack.view().prompts.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  happens({ type: 'answer', prompt: slack.view().prompts[0].id, answer })
}

/** A person goes where the app sends them, and clicks through the consent page. */
async function installs(user, channel) {
  const { headers } = await fetch(`${atApp}/install`, { redirect: 'manual' })
  const form = new URLSearchParams({ user, answer: 'approve', channels: 'chosen', channel })
  const consent = await fetch(headers.get('location'), { method: 'POST', body: form, redirect: 'manual' })
  console.log('Olive clicks through the consent page and is sent back to the app.')
  await fetch(consent.headers.get('location'))
}

/** The app, as a program of its own: it is told two addresses, and what its settings page shows. */
function startApp() {
  const { client_id, client_secret, signing_secret } = slack.credentials()
  const env = {
    ...process.env,
    API_URL: `${slack.url}/api/`,
    AUTHORIZE_URL: `${slack.url}/oauth/authorize`,
    CLIENT_ID: client_id,
    CLIENT_SECRET: client_secret,
    SIGNING_SECRET: signing_secret,
    PORT: String(appPort),
  }
  const program = fileURLToPath(new URL('app.mjs', import.meta.url))
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return { says: (words) => until(lines, words), end: () => child.kill() }
}

async function until(lines, words) {
  for (;;) {
    const { value, done } = await lines.next()
    if (done) throw new Error(`the app ended before it said \`${words}\``)
    console.log(`  | ${value}`)
    if (value.startsWith(words)) return
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createNetServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
