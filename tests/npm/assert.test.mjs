// The assertions of `grantscope/assert`: each holds where it should, and one that fails says why.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'

import { app, castWith, emulator, GENERAL, install, LUNCH, OLIVE } from './emulator.mjs'
import { imported, project } from './package.mjs'

const { allowed, delivered, denied } = createRequire(join(project, 'program.cjs'))('grantscope/assert')
const { Ledger, Sandbox, scenarios } = imported

const POST = 'chat.postMessage'
const RULE = 'excluded-supersedes-wildcard'

/** Fails as an assertion does, with all of these lines in what it prints. */
function checkFails(assertion, lines) {
  assert.throws(assertion, (error) => {
    assert.deepEqual([error.name, error.code], ['AssertionError', 'ERR_ASSERTION'])
    for (const line of lines) assert.ok(error.message.split('\n').includes(line), `${line}\nis not in\n${error.message}`)
    assert.match(error.stack.split('\n').find((line) => line.startsWith('    at ')), /assert\.test\.mjs/)
    return true
  })
}

test('a sandbox, a ledger and a server are asked alike', async (t) => {
  const server = await emulator(t)
  await install(server, { scope: 'chat:write', channels: 'all_except', channel: LUNCH })
  const sandbox = Sandbox.replay(server.script())
  const ledger = Ledger.from(sandbox.handle({ command: { type: 'call', method: 'apps.permissions.info' } }).reply)
  for (const subject of [server, sandbox, ledger]) {
    allowed(subject, { method: POST, channel: GENERAL })
    denied(subject, { method: POST, channel: LUNCH })
    denied(subject, { method: POST, channel: LUNCH }, RULE)
    checkFails(() => denied(subject, { method: POST, channel: GENERAL }), [
      `expected \`${POST}\` in \`${GENERAL}\` to be denied, but it is allowed`,
      'because',
    ])
    checkFails(() => denied(subject, { method: POST, channel: LUNCH }, 'token-needed', RULE), [
      `expected \`${POST}\` in \`${LUNCH}\` to be denied because of \`token-needed\`, \`${RULE}\`, but it is because of \`${RULE}\``,
    ])
  }
})

test('an expectation that says nothing is refused, because whatever came would be it', () => {
  const sandbox = Sandbox.replay(scenarios.kicked)
  for (const nothing of [{}, '', null, undefined, []]) {
    assert.throws(() => delivered(sandbox, nothing), { code: 'bad_input', message: /^expected an event's type, or some fields/ })
  }
  delivered(sandbox, { type: 'resources_removed' })
})

test('what was delivered before a reset is not delivered after it', async (t) => {
  const app_ = await app(t)
  const server = await emulator(t, { clock: 'frozen', eventsUrl: app_.url })
  await install(server, { scope: 'chat:write', channels: 'chosen', channel: LUNCH })
  const { id } = server.snapshot()
  const kick = { command: { type: 'kick', user: OLIVE, conversation: LUNCH } }
  server.handle(kick)
  await delivered(server, 'resources_removed')
  for (const back of [() => server.restore(id), () => server.reset()]) {
    back()
    assert.deepEqual(server.requests(), [])
    await assert.rejects(delivered(server, 'resources_removed'), { code: 'ERR_ASSERTION' })
  }
})

test('what is denied is explained: rules with their documents, halves, and the shortest plan', () => {
  const sandbox = Sandbox.replay(scenarios.kicked)
  const question = { method: POST, channel: LUNCH }
  const { because, plan } = sandbox.explain(question)
  checkFails(() => allowed(sandbox, question), [
    `expected \`${POST}\` in \`${LUNCH}\` to be allowed, but it is denied`,
    `  ${because[0].sentence}`,
    `    \`${because[0].id}\`, ${because[0].standing}: ${because[0].document}, ${because[0].heading}`,
    'scope: held, chat:write',
    'the shortest plan',
    '  Olive invited the app to #lunch.',
    `    ${JSON.stringify(plan[0].command)}`,
  ])
  checkFails(() => allowed(sandbox, { method: 'auth.test' }), ['there is no plan', "  The app's token can never call auth.test."])
})

test('an assertion changes nothing', () => {
  const sandbox = Sandbox.replay(scenarios.kicked)
  const before = sandbox.script()
  assert.throws(() => allowed(sandbox, { method: POST, channel: LUNCH }))
  assert.throws(() => delivered(sandbox, 'lunch'))
  assert.deepEqual(sandbox.script(), before)
})

test('a question that makes no sense is no failed assertion', () => {
  assert.throws(() => allowed(new Ledger(), { method: 'lunch.eat' }), { code: 'unknown_method' })
  assert.throws(() => denied(new Sandbox(), { method: 'lunch.eat' }), { code: 'unknown_method' })
})

test('what reached the app was delivered, and nothing else', () => {
  const sandbox = Sandbox.replay(scenarios.kicked)
  const { outcome } = sandbox.history().find(({ input }) => input.command.type === 'kick')
  const removed = outcome.deliveries[0].envelope.event
  for (const subject of [sandbox, outcome]) {
    delivered(subject, 'resources_removed')
    delivered(subject, removed)
    delivered(subject, { type: 'resources_removed' })
    for (const other of ['scope_granted', { ...removed, user: OLIVE }, { ...removed, resources: [] }]) {
      checkFails(() => delivered(subject, other), ['what happened, and what followed', `  ${outcome.sentence}`])
    }
  }
  checkFails(() => delivered(outcome, 'resources_added'), [`    ${JSON.stringify(removed)}`])
})

test('what the app did not subscribe to, or did not answer, was not delivered', () => {
  const story = (cast, command) => {
    const sandbox = new Sandbox(cast)
    sandbox.handle({ command: { type: 'install', user: OLIVE, scopes: ['chat:write'], through: 'settings' } })
    if (command) sandbox.handle({ command })
    return sandbox.handle({ command: { type: 'answer', prompt: 'P1', answer: { approve: {} } } })
  }
  delivered(story(), 'resources_added')
  const unsubscribed = story(castWith({ subscriptions: ['scope_granted'] }))
  const unanswered = story(undefined, { type: 'endpoint', answers: { fails: { reason: 'http_error' } } })
  for (const [outcome, why] of [[unsubscribed, /"subscribed":false/], [unanswered, /"answered":false/]]) {
    assert.throws(() => delivered(outcome, 'resources_added'), why)
  }
})

test('clicks, commands and redirects are delivered, too', async () => {
  const sandbox = new Sandbox()
  sandbox.handle({ command: { type: 'install', user: OLIVE, scopes: ['chat:write'], through: 'oauth', state: 'lunch' } })
  delivered(sandbox.handle({ command: { type: 'answer', prompt: 'P1', answer: 'deny' } }), { type: 'redirect', error: 'access_denied' })
  const clicked = Sandbox.replay(scenarios['progressive-approved'])
  delivered(clicked, { type: 'interactive_message', user: { id: OLIVE } })
  assert.throws(() => delivered(clicked, 'slash_command'))
})

test('of a server, what was posted and answered well was delivered', async (t) => {
  const { url } = await app(t)
  const server = await emulator(t, { eventsUrl: url, interactiveUrl: url })
  await install(server, { scope: 'chat:write', channels: 'chosen', channel: LUNCH })
  await delivered(server, 'url_verification')
  await delivered(server, 'resources_added')
  for (const [by, type] of [['button', 'interactive_message'], ['slash_command', 'slash_command']]) {
    server.handle({ command: { type: 'interact', user: OLIVE, conversation: LUNCH, by } })
    await delivered(server, type)
  }
})

test('of a server, what the app answered badly was not delivered', async (t) => {
  const { url } = await app(t, (_, response) => response.writeHead(500).end())
  const server = await emulator(t, { eventsUrl: url })
  await assert.rejects(delivered(server, 'url_verification'), (error) => {
    assert.match(error.message, new RegExp(`url_verification to ${url}: 500, http_error`))
    return error.name === 'AssertionError'
  })
})
