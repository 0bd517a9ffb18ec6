// The control door: `control.mjs` over HTTP. Described in openapi.json, which is served.
import { readFileSync } from 'node:fs'
import { styles } from './consent.mjs'
import { scriptText } from './control.mjs'
import { fault } from './fault.mjs'
import { comesFromElsewhere, json, refuse } from './http.mjs'
import { object } from './shape.mjs'

export const DOOR = '/_grantscope/'

const described = readFileSync(new URL('./openapi.json', import.meta.url), 'utf8')
const STATUS = { broken: 500, script_full: 507, unknown_snapshot: 404, bad_input: 400, too_large: 400, empty: 400, not_json: 400, wrong_shape: 400 }
// What else is refused makes no sense at the moment.
const CONFLICT = 409

/** Answers requests to the control door. */
export function door(world, controls, stream) {
  const routes = {
    'POST command': (body) => controls.handle(body),
    'GET view': () => controls.view(),
    'GET script': () => scriptText(world.script()),
    'GET requests': () => controls.requests(),
    'GET credentials': () => controls.credentials(),
    'GET clock': () => controls.clock(),
    'POST clock': (body) => controls.clock(body),
    'POST explain': (body) => controls.explain(body),
    'POST faults': (body) => controls.fault(body),
    'DELETE faults': (body) => controls.recover(object(body, [])),
    'POST reset': (body) => controls.reset(object(body, [])),
    'POST snapshot': (body) => controls.snapshot(object(body, [])),
    'POST restore': (body) => controls.restore(object(body, ['id']).id),
    'GET openapi.json': () => described,
  }
  return (request, response, body) => {
    if (comesFromElsewhere(request)) return refuse(request, response, 403, 'a page of another origin cannot come in here')
    const name = `${request.method} ${request.url.slice(DOOR.length).split('?', 1)[0]}`
    if (name === 'GET consent.css') return styles(response)
    if (name === 'GET steps') return stream.open(request, response)
    if (!Object.hasOwn(routes, name)) return json(response, 404, { error: 'unknown_path', message: `there is no \`${name}\`: see ${DOOR}openapi.json` })
    json(response, 200, routes[name](body.length > 0 ? read(body) : {}))
  }
}

/** What went wrong, at the door. */
export function refused(response, { code = 'broken', message, place }) {
  json(response, STATUS[code] ?? CONFLICT, { error: code, message, place })
}

function read(body) {
  return object(parsed(body))
}

function parsed(body) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    throw fault('not_json', `expected JSON in UTF-8: ${error.message}`, error)
  }
}
