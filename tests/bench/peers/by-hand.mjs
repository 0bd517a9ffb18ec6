// What one would write by hand for exactly this: the practical limit.
import { METHODS } from '../workload.mjs'

/** Sets and maps of texts. */
export function byHand({ team, channel, group, people }) {
  const methods = new Map(Object.entries(METHODS).map(([method, { needs, scopes }]) => {
    const held = (list) => scopes.some((scope) => list.includes(scope))
    return [method, { needs, inTeam: held(team.scopes), inChannels: held(channel.scopes), inGroups: held(group.scopes), forPeople: held(people.scopes) }]
  }))
  const excluded = new Set(channel.excluded)
  const groups = new Set(group.ids)
  const granted = new Set(people.ids)
  return (method, resource, user) => {
    const row = methods.get(method)
    if (row === undefined) return false
    if (row.needs === 'conversation') {
      if (resource.charCodeAt(0) === 71) return row.inGroups && groups.has(resource)
      return row.inChannels && !excluded.has(resource)
    }
    if (row.needs === 'person') return row.forPeople && granted.has(user)
    return row.inTeam
  }
}

/** The same on numbers that stand for texts: where an id stands is a byte in an array. */
export function byHandOnIntegers(grants, { methods, channels, users }) {
  const CONVERSATION = 0
  const PERSON = 1
  const rows = new Uint8Array(methods.length * 2)
  const inside = new Uint8Array(channels.length)
  const excluded = new Set(grants.channel.excluded)
  const groups = new Set(grants.group.ids)
  methods.forEach((method, index) => {
    const { needs, scopes } = METHODS[method]
    const held = (list) => scopes.some((scope) => list.includes(scope))
    rows[index * 2] = { conversation: CONVERSATION, person: PERSON, workspace: 2 }[needs]
    rows[index * 2 + 1] = (held(grants.channel.scopes) ? 1 : 0) | (held(grants.group.scopes) ? 2 : 0) | (held(grants.people.scopes) ? 4 : 0) | (held(grants.team.scopes) ? 8 : 0)
  })
  channels.forEach((id, index) => {
    inside[index] = id.startsWith('G') ? (groups.has(id) ? 2 : 0) : excluded.has(id) ? 0 : 1
  })
  const people = new Set(grants.people.ids)
  const granted = Uint8Array.from(users, (user) => (people.has(user) ? 4 : 0))
  return (method, channel, user) => {
    const needs = rows[method * 2]
    const held = rows[method * 2 + 1]
    if (needs === CONVERSATION) return (held & inside[channel]) !== 0
    if (needs === PERSON) return (held & granted[user]) !== 0
    return (held & 8) !== 0
  }
}

/** A log of envelopes, folded by hand from its bytes. */
export function foldedByHand(bytes) {
  const held = { team: new Set(), channel: new Set(), group: new Set() }
  const channels = { inside: new Set(), excluded: new Set() }
  const groups = new Set()
  const people = new Map()
  const seen = new Set()
  const grant = (scopes) => {
    for (const scope of scopes) {
      if (scope === 'users:read') held.team.add(scope)
      else if (scope.startsWith('channels:')) held.channel.add(scope)
      else held.channel.add(scope), held.group.add(scope)
    }
  }
  const resources = (list, added) => {
    for (const { resource: { type, grant: { resource_id } }, scopes } of list) {
      if (added) grant(scopes)
      if (type === 'group') added ? groups.add(resource_id) : groups.delete(resource_id)
      else if (added) channels.inside.add(resource_id), channels.excluded.delete(resource_id)
      else channels.inside.delete(resource_id), channels.excluded.add(resource_id)
    }
  }
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    if (line === '') continue
    const { event, event_id } = JSON.parse(line)
    if (seen.has(event_id)) continue
    seen.add(event_id)
    switch (event.type) {
      case 'resources_added': resources(event.resources, true); break
      case 'resources_removed': resources(event.resources, false); break
      case 'scope_granted': grant(event.scopes); break
      case 'user_resource_granted': people.set(event.user, [...new Set([...(people.get(event.user) ?? []), ...event.scopes])]); break
      case 'user_resource_removed': people.delete(event.user); break
    }
  }
  return { channels, groups, people }
}

/** Questions as lines, answered by hand from their bytes. */
export function linesByHand(allows) {
  return (bytes) => {
    const lines = new TextDecoder().decode(bytes).split('\n')
    const bits = new Uint8Array(Math.ceil((lines.length - 1) / 8))
    for (let index = 0; index < lines.length - 1; index++) {
      const [method, channel, user] = lines[index].split(' ')
      if (allows(method, channel, user)) bits[index >> 3] |= 1 << (index & 7)
    }
    return bits
  }
}
