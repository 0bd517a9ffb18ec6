// The workload that all are measured with: a workspace, what an app was granted there, and questions.
// Random, but always the same. Not here: who answers.

/** What the documents say of the methods that are asked about: what each needs, and any one scope. */
export const METHODS = {
  'chat.postMessage': { needs: 'conversation', scopes: ['chat:write', 'conversations.app_home:create'] },
  'conversations.history': { needs: 'conversation', scopes: ['channels:history', 'conversations:history', 'groups:history', 'im:history', 'mpim:history'] },
  'conversations.info': { needs: 'conversation', scopes: ['channels:read', 'conversations:read', 'groups:read', 'im:read', 'mpim:read'] },
  'reminders.add': { needs: 'person', scopes: ['reminders:write:user'] },
  'users.info': { needs: 'workspace', scopes: ['users:read'] },
  'team.info': { needs: 'workspace', scopes: ['team:read'] },
}

const ABOUT_CONVERSATIONS = ['chat.postMessage', 'conversations.history', 'conversations.info']
const ABOUT_THE_WORKSPACE = ['users.info', 'team.info']

/** A workspace, what was granted in it, and questions about it. */
export function workload({ publicChannels = 10_000, privateChannels = 2_000, users = 5_000, excluded = 500, granted = 300, people = 1_000, questions = 100_000, seed = 1 } = {}) {
  const random = generator(seed)
  const taken = new Set()
  const channels = ids('C', publicChannels, random, taken)
  const groups = ids('G', privateChannels, random, taken)
  const everyone = ids('U', users, random, taken)
  const grants = {
    team: { scopes: ['users:read'], ids: ['T061EG9R6'] },
    channel: { scopes: ['channels:history', 'channels:read', 'chat:write'], excluded: channels.slice(0, excluded) },
    group: { scopes: ['chat:write'], ids: groups.slice(0, granted) },
    people: { scopes: ['reminders:write:user'], ids: everyone.slice(0, people) },
  }
  const some = (list) => list[Math.floor(random() * list.length)]
  const asked = Array.from({ length: questions }, () => {
    const share = random()
    if (share < 0.45) return [some(ABOUT_CONVERSATIONS), some(channels), some(everyone)]
    if (share < 0.7) return [some(ABOUT_CONVERSATIONS), some(groups), some(everyone)]
    if (share < 0.9) return ['reminders.add', some(channels), some(everyone)]
    return [some(ABOUT_THE_WORKSPACE), some(channels), some(everyone)]
  })
  return { grants, channels, groups, users: everyone, questions: asked }
}

/** What `apps.permissions.info` and `.users.list` answer about the grants. */
export function lookedUp({ team, channel, group, people }) {
  return {
    info: {
      ok: true,
      info: {
        team: { scopes: team.scopes, resources: { ids: team.ids } },
        channel: { scopes: channel.scopes, resources: { ids: [], wildcard: true, excluded_ids: channel.excluded } },
        group: { scopes: group.scopes, resources: { ids: group.ids } },
      },
    },
    usersList: { ok: true, resources: people.ids.map((id) => ({ id, scopes: people.scopes })) },
  }
}

/** The slow second model: each question answered from lists, word by word. */
export function answeredSlowly({ team, channel, group, people }, [method, resource, user]) {
  const { needs, scopes } = METHODS[method]
  const held = (list) => scopes.some((scope) => list.includes(scope))
  if (needs === 'workspace') return held(team.scopes)
  if (needs === 'person') return people.ids.includes(user) && held(people.scopes)
  if (resource.startsWith('G')) return held(group.scopes) && group.ids.includes(resource)
  // A private channel may have an id that begins with C, too, but none was granted.
  return held(channel.scopes) && !channel.excluded.includes(resource)
}

/** An envelope for each of so many events, all of them different. */
export function envelopes(count, { channels, groups, users }, seed = 2) {
  const random = generator(seed)
  const some = (list) => list[Math.floor(random() * list.length)]
  const digits = (number) => number.toString(36).toUpperCase().padStart(8, '0')
  return Array.from({ length: count }, (_, index) => {
    const event = happening(random(), some, { channels, groups, users })
    return {
      token: 'Jhj5dZrVaK7ZwHHjRyZWjbDl',
      team_id: 'T061EG9R6',
      api_app_id: 'A0PNCHHK2',
      event,
      type: 'event_callback',
      authed_teams: [],
      event_id: `Ev${digits(index + 1)}`,
      event_time: 1525215129 + index,
    }
  })
}

function happening(share, some, { channels, groups, users }) {
  const resource = (type, resource_id, scopes) => ({ resource: { type, grant: { type: 'specific', resource_id } }, scopes })
  if (share < 0.35) return { type: 'resources_added', resources: [resource('channel', some(channels), ['channels:history', 'channels:read', 'chat:write'])] }
  if (share < 0.6) return { type: 'resources_removed', resources: [resource('channel', some(channels), ['channels:history', 'channels:read', 'chat:write'])] }
  if (share < 0.7) return { type: 'resources_added', resources: [resource('group', some(groups), ['chat:write'])] }
  if (share < 0.8) return { type: 'scope_granted', scopes: ['channels:history', 'chat:write'], trigger_id: '13345224609.738474920.8088930838d88f008e0' }
  if (share < 0.95) return { type: 'user_resource_granted', user: some(users), scopes: ['reminders:write:user'], trigger_id: '13345224609.738474920.8088930838d88f008e0' }
  return { type: 'user_resource_removed', user: some(users) }
}

function ids(initial, count, random, taken) {
  return Array.from({ length: count }, () => {
    for (;;) {
      const id = initial + Math.floor(random() * 36 ** 8).toString(36).toUpperCase().padStart(8, '0')
      if (!taken.has(id)) return taken.add(id), id
    }
  })
}

/** Numbers from 0 to 1, always the same: a 32-bit xorshift. */
function generator(seed) {
  let state = seed * 0x9e3779b9 | 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  return () => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53
}
