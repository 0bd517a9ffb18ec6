// What reached an app, as one would compare it: an event by its own fields, everything else by those of
// its payload. Not here: what is delivered, which the model knows.

/** What a delivery tells the app; nothing if it was not sent, unless that is wanted, too. */
export function delivered(delivery, unsent = false) {
  const { type, envelope, payload, subscribed, answered } = delivery
  if (type === 'redirect') return delivery
  if (type !== 'event') return { ...payload, type: payload.type ?? type, ...(answered === false && unsent && { answered }) }
  if (subscribed && answered !== false) return envelope.event
  return unsent ? { ...envelope.event, ...(subscribed ? { answered } : { subscribed }) } : undefined
}

/** What a request of a server's log told the app; nothing if it is none, or was not answered well. */
export function posted({ to, type, body, status, reason }) {
  if (to !== 'app' || reason !== undefined || !(status >= 200 && status < 300)) return undefined
  if (type === 'event') return JSON.parse(body).event
  if (type === 'url_verification') return JSON.parse(body)
  const form = Object.fromEntries(new URLSearchParams(body))
  return form.payload ? JSON.parse(form.payload) : { type, ...form }
}

/** Whether it is of a type, or has these fields: of objects those named, of arrays all. */
export function matches(told, expected) {
  if (told === undefined) return false
  return typeof expected === 'string' ? told.type === expected : includes(told, expected)
}

/** What is expected, or was told, in one line. */
export function shown(value) {
  return typeof value === 'string' ? `\`${value}\`` : JSON.stringify(value)
}

function includes(whole, part) {
  if (typeof part !== 'object' || part === null) return Object.is(whole, part)
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole) !== Array.isArray(part)) return false
  if (Array.isArray(part) && whole.length !== part.length) return false
  return Object.entries(part).every(([name, value]) => includes(whole[name], value))
}
