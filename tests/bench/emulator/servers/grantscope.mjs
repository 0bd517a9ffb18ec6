// Ours, without rate limits: as it starts, after so many steps, or with so many channels.
import { ready } from './ready.mjs'

const [folder, steps, channels] = process.argv.slice(2)
const { createServer } = await import(`${folder}/server.mjs`)
const [olive, lunch] = ['U061F7AUR', 'C061FA5PB']

const server = await createServer({ cast: { ...wide(Number(channels)), dialect: { rate_limits: 'off' } } })
server.handle({ command: { type: 'install', user: olive, scopes: ['chat:write'], through: 'settings' } })
server.handle({ command: { type: 'answer', prompt: 'P1', answer: { approve: { channels: { chosen: [lunch] } } } } })
for (let step = 0; step < Number(steps); step++) server.handle({ command: { type: 'call', method: 'api.test' } })
ready({ url: server.url, tokens: [server.credentials().access_token], channel: lunch })

/** The usual channels, and more of them. */
function wide(count) {
  if (count === 0) return {}
  const more = Array.from({ length: count }, (_, index) => ({ id: `C${100_000 + index}`, name: `channel-${index}`, kind: 'channel' }))
  return { conversations: [{ id: lunch, name: 'lunch', kind: 'channel' }, ...more] }
}
