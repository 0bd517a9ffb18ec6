// Lunch Train: it calls people to lunch, and reminds those who let it. It asks for what it needs when
// somebody wants it, and keeps what it may do in a ledger. What it knows of Slack is two addresses.
// Not here: a database; it forgets everything when it ends.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'

import { install } from './install.mjs'
import { Permissions } from './permissions.mjs'

const require = createRequire(import.meta.url)
const { createEventAdapter } = require('@slack/events-api')
const { createMessageAdapter } = require('@slack/interactive-messages')

const { PORT, SIGNING_SECRET } = process.env
const permissions = new Permissions()
let client, home

const events = createEventAdapter(SIGNING_SECRET, { includeBody: true })
events.on('error', (error) => console.log(`an event is at fault: ${error.message}`))
for (const type of Permissions.EVENTS) events.on(type, (...posted) => void installed.then(() => hear(...posted)).catch(failed))

const actions = createMessageAdapter(SIGNING_SECRET)
actions.action('remind', (click) => void remind(click).catch(failed))
actions.action('count', (click) => void count(click).catch(failed))

const { routes, installed } = install(async (installation) => {
  ;({ client, home } = installation)
  await permissions.lookUp(installation)
  console.log('it is installed')
})
routes['/slack/events'] = events.requestListener()
routes['/slack/actions'] = actions.requestListener()

createServer((request, response) => {
  const route = routes[request.url.split('?', 1)[0]]
  if (route) route(request, response)
  else response.writeHead(404).end()
}).listen(PORT, '127.0.0.1', () => console.log('it is listening'))

/** Sets a reminder for a person, as that person. */
async function remind({ user: { id: user }, channel, trigger_id }) {
  await permissions.need({ method: 'reminders.add', user }, {
    ask: () => client.apiCall('apps.permissions.users.request', { scopes: 'reminders:write:user', user, trigger_id }),
    then: async () => {
      const { reminder } = await client.reminders.add({ text: 'Go to lunch', time: 'in 20 minutes', on_behalf_of: user })
      console.log(`it set a reminder for ${reminder.creator}: ${reminder.text}`)
      await say(channel.id, 'Who is on board?', button('count', 'Count'))
    },
  })
}

/** Counts the messages in the channel where somebody asks. */
async function count({ channel: { id: channel }, trigger_id }) {
  await permissions.need({ method: 'conversations.history', channel }, {
    ask: () => client.apps.permissions.request({ scopes: 'channels:history', trigger_id }),
    then: async () => {
      const { messages } = await client.conversations.history({ channel })
      console.log(`it counted ${messages.length} messages in ${channel}`)
    },
  })
}

/** What Slack tells of the app's permissions, and what follows from it. */
async function hear(event, envelope) {
  await permissions.apply(envelope)
  for (const { resource } of event.resources ?? []) {
    if (resource.type !== 'channel' || resource.grant.type !== 'specific') continue
    const { resource_id: id } = resource.grant
    if (event.type === 'resources_added') await say(id, 'The lunch train leaves at noon.', button('remind', 'Remind me'))
    else await say(id, 'I was asked to leave. Invite me when you are hungry.')
  }
}

/** Says it in a channel, or if that may not be, to whoever installed the app. */
async function say(channel, text, attachments) {
  if (permissions.allow({ method: 'chat.postMessage', channel })) return post(channel, text, attachments)
  console.log(`it does not write to ${channel}: ${permissions.reason({ method: 'chat.postMessage', channel })}`)
  await post(home, text)
}

async function post(channel, text, attachments = []) {
  await client.chat.postMessage({ channel, text, attachments })
  console.log(`it wrote to ${channel}: ${text}`)
}

function button(name, text) {
  return [{ text: '', fallback: text, callback_id: name, actions: [{ name, text, type: 'button', value: name }] }]
}

function failed(error) {
  console.log(`it failed: ${error.message}`)
}
