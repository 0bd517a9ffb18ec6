// The consent page: a person answers it with a browser, a test by sending the form. It works without
// JavaScript. Not here: what it says and what may be answered, which the model knows.
import { readFileSync } from 'node:fs'
import { comesFromElsewhere, refuse, send } from './http.mjs'
import { respond } from './web-api.mjs'

const page = readFileSync(new URL('./consent.html', import.meta.url), 'utf8')
const mistaken = readFileSync(new URL('./mistake.html', import.meta.url), 'utf8')
const style = readFileSync(new URL('./consent.css', import.meta.url), 'utf8')

// Nothing of others, nothing inside the page, and in nobody's frame. `form-action` is not said:
// browsers hold redirects against it, and the form leads back to the app.
const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

// No mistakes of whoever consents.
const OURS = new Set(['broken', 'not_modelled', 'script_full'])

/** `GET /oauth/authorize` asks, `POST` answers. */
export function authorize(world, request, response, body) {
  if (request.method === 'POST') {
    if (comesFromElsewhere(request)) return refuse(request, response, 403, 'a page of another origin cannot consent')
    return consent(world, request, response, body)
  }
  const said = world.consentPage(request.url)
  if (typeof said === 'string') return respond(response, said)
  send(response, 200, HEADERS, filled(said))
}

/** A browser is told as a page what cannot be consented to, and a program as it is. */
function consent(world, request, response, body) {
  const mistake = (message) => {
    const parts = { message: escaped(message), back: escaped(request.url) }
    send(response, 400, HEADERS, mistaken.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]))
  }
  const browses = request.headers.accept?.includes('text/html')
  try {
    const text = world.consent(request.url, body)
    if (!browses || !text.startsWith('400\n')) return respond(response, text)
    mistake(text.slice(text.indexOf('\n\n') + 2))
  } catch (error) {
    if (OURS.has(error.code ?? 'broken') || !browses) throw error
    mistake(error.message)
  }
}

export function styles(response) {
  send(response, 200, { 'Content-Type': 'text/css; charset=utf-8' }, style)
}

function filled({ app, team, people, app_home, home, scopes, channels, system, ...choices }) {
  const parts = {
    system: system ? `a permission system: ${escaped(system)}` : 'Slack’s legacy workspace apps',
    app: escaped(app),
    team: escaped(team),
    people: people.map(({ id, name }) => `<option value="${escaped(id)}">${escaped(name)}</option>`).join(''),
    home: app_home ? `<li>${home ? `meet you in the ${escaped(home)}` : 'talk with you in a direct message'}</li>` : '',
    scopes: scopes.map(({ name, summary }) => `<li>${escaped(summary)} <code>${escaped(name)}</code></li>`).join('\n'),
    channels: channels ? channelsOf(choices) : '',
  }
  return page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name])
}

function channelsOf({ single_channel, conversations, place, places }) {
  const listed = (type) => conversations
    .map(({ id, name }) => `<label><input type="${type}" name="channel" value="${escaped(id)}"${type === 'radio' ? ' required' : ''}> ${escaped(name)}</label>`)
    .join('\n')
  if (single_channel) {
    return `<fieldset><legend>In one ${escaped(place)}</legend><input type="hidden" name="channels" value="chosen">${listed('radio')}</fieldset>`
  }
  const option = (value, label, checked = '') => `<label><input type="radio" name="channels" value="${value}"${checked}> ${label}</label>`
  return `<fieldset><legend>In which ${escaped(places)}</legend>
    ${option('none', 'None for now', ' checked')}
    ${option('all_except', 'All, now and later, except those ticked below')}
    ${option('chosen', 'Only those ticked below')}
    <div class="list">${listed('checkbox')}</div></fieldset>`
}

function escaped(text) {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
