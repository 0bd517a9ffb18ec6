// What one would pick from the registry instead, each set up for the same grants as well as it allows.
import { Ability } from '@casl/ability'
import { AccessControl } from 'accesscontrol'
import * as casbin from 'casbin'
import { createRequire } from 'node:module'
import { setFlagsFromString } from 'node:v8'

import { METHODS } from '../workload.mjs'

const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs')

// It returns objects from wasm: once the call is optimised and has to be taken back, Node 20 ends. It is
// slow for other reasons.
setFlagsFromString('--allow-natives-syntax')
new Function('asked', '%NeverOptimizeFunction(asked)')(cedar.statefulIsAuthorized)
setFlagsFromString('--no-allow-natives-syntax')

/** For each method the kinds on which a scope of it is held. */
function opened({ team, channel, group, people }) {
  const kinds = { workspace: { team }, conversation: { channel, group }, person: { people } }
  return Object.entries(METHODS).map(([method, { needs, scopes }]) => {
    const held = ([, grants]) => scopes.some((scope) => grants.scopes.includes(scope))
    return [method, Object.entries(kinds[needs]).filter(held).map(([kind]) => kind)]
  })
}

function kindOf(method, resource) {
  const { needs } = METHODS[method]
  if (needs === 'workspace') return 'team'
  if (needs === 'person') return 'people'
  return resource.charCodeAt(0) === 71 ? 'group' : 'channel'
}

function reaches({ channel, group, people }) {
  const sets = { excluded: new Set(channel.excluded), groups: new Set(group.ids), people: new Set(people.ids) }
  return {
    team: () => true,
    channel: (id) => !sets.excluded.has(id),
    group: (id) => sets.groups.has(id),
    people: (id) => sets.people.has(id),
  }
}

/** CASL in its fastest form: conditions are functions over sets, and subjects are used again. */
export function casl(grants) {
  const reach = reaches(grants)
  const rules = opened(grants).flatMap(([action, kinds]) => kinds.map((subject) => ({ action, subject, conditions: ({ id }) => reach[subject](id) })))
  const ability = new Ability(rules, { conditionsMatcher: (condition) => condition, detectSubjectType: ({ kind }) => kind })
  const subjects = { team: { kind: 'team', id: '' }, channel: { kind: 'channel', id: '' }, group: { kind: 'group', id: '' }, people: { kind: 'people', id: '' } }
  return (method, resource, user) => {
    const kind = kindOf(method, resource)
    const subject = subjects[kind]
    subject.id = kind === 'people' ? user : resource
    return ability.can(method, subject)
  }
}

/** casbin: a policy line for each method and kind, and a function for what is reached. */
export async function casbinEnforcer(grants) {
  const model = casbin.newModelFromString(`
[request_definition]
r = kind, id, act
[policy_definition]
p = kind, act
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.act == p.act && r.kind == p.kind && reaches(r.kind, r.id)
`)
  const enforcer = await casbin.newEnforcer(model)
  const reach = reaches(grants)
  await enforcer.addFunction('reaches', (kind, id) => reach[kind](id))
  for (const [method, kinds] of opened(grants)) for (const kind of kinds) await enforcer.addPolicy(kind, method)
  return (method, resource, user) => {
    const kind = kindOf(method, resource)
    return enforcer.enforceSync(kind, kind === 'people' ? user : resource, method)
  }
}

/** Cedar: policies that were parsed before; an entity says what of it matters. */
export function cedarWasm(grants) {
  const reach = reaches(grants)
  const policies = opened(grants).flatMap(([method, kinds]) => kinds.map((kind) => `permit(principal, action == Action::"${method}", resource is ${kind}) when { resource.reached };`))
  const parsed = cedar.preparsePolicySet('grants', { staticPolicies: policies.join('\n'), templates: {}, templateLinks: [] })
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed))
  return (method, resource, user) => {
    const type = kindOf(method, resource)
    const id = type === 'people' ? user : resource
    const answer = cedar.statefulIsAuthorized({
      principal: { type: 'App', id: 'app' },
      action: { type: 'Action', id: method },
      resource: { type, id },
      context: {},
      preparsedPolicySetId: 'grants',
      validateRequest: false,
      entities: [{ uid: { type, id }, attrs: { reached: reach[type](id) }, parents: [] }],
    })
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer))
    return answer.response.decision === 'allow'
  }
}

/** accesscontrol: a role for each kind, and one for what is out of reach. */
export function accessControl(grants) {
  const reach = reaches(grants)
  // It takes no full stop in a name.
  const names = new Map(Object.keys(METHODS).map((method) => [method, method.replace('.', '_')]))
  const rows = opened(grants).flatMap(([method, kinds]) => kinds.map((role) => ({ role, resource: names.get(method), action: 'create:any', attributes: '*' })))
  const control = new AccessControl(rows)
  control.grant('nobody')
  return (method, resource, user) => {
    const kind = kindOf(method, resource)
    const role = reach[kind](kind === 'people' ? user : resource) && control.hasRole(kind) ? kind : 'nobody'
    return control.can(role).createAny(names.get(method)).granted
  }
}
