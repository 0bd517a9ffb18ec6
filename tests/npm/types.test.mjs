// The types hold: for a program that uses everything, and for every value that really comes back.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'

import { imported, lend, project, root } from './package.mjs'

const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url))
const expected = join(root, 'tests/scenarios/expected')

test('a program that uses everything is well typed', () => {
  assert.equal(compile('program.mts', PROGRAM, 'nodenext'), '')
})

test('the same program for a bundler, and with require', () => {
  assert.equal(compile('bundled.ts', PROGRAM, 'bundler'), '')
  assert.equal(compile('required.cts', PROGRAM, 'nodenext'), '')
})

test('a program that runs a server is well typed', () => {
  assert.equal(compile('serving.mts', SERVING, 'nodenext'), '')
  assert.equal(compile('serving.cts', SERVING, 'nodenext'), '')
  assert.equal(compile('serving.ts', SERVING, 'bundler'), '')
})

test('a program that asserts, and one that has MSW, are well typed', () => {
  lend('tests/recipes', 'msw')
  for (const [name, text] of [['asserting', ASSERTING], ['mocking', MOCKING]]) {
    assert.equal(compile(`${name}.mts`, text, 'nodenext'), '')
    assert.equal(compile(`${name}.cts`, text, 'nodenext'), '')
    assert.equal(compile(`${name}.ts`, text, 'bundler'), '')
  }
})

test('a program that keeps a ledger and nothing else is well typed', () => {
  assert.equal(compile('keeping.mts', KEEPING, 'nodenext'), '')
  assert.equal(compile('keeping.cts', KEEPING, 'nodenext'), '')
  assert.equal(compile('keeping.ts', KEEPING, 'bundler'), '')
})

test('scenarios have the names of the types, and no others', () => {
  const names = Object.keys(imported.scenarios)
  assert.deepEqual(names, readdirSync(join(root, 'tests/scenarios/stories')).map((name) => name.replace('.json', '')).sort())
  const listed = `declare const name: keyof typeof scenarios\nconst all: ${names.map((name) => `'${name}'`).join(' | ')} = name`
  const each = names.map((name) => `Sandbox.replay(scenarios['${name}'])`).join('\n')
  const told = compile('stories.mts', `import { Sandbox, scenarios } from 'grantscope'
${listed}
${each}
Sandbox.replay(scenarios.kicked)
// @ts-expect-error
Sandbox.replay(scenarios.kickd)`, 'nodenext', '--noUncheckedIndexedAccess')
  assert.equal(told, '')
})

test('the wasm files are addresses', () => {
  const program = ['grantscope_bg', 'ledger_bg'].map((name) => `import ${name} from 'grantscope/${name}.wasm'\nconst of_${name}: string = ${name}`).join('\n')
  assert.equal(compile('addresses.ts', program, 'bundler'), '')
})

test('a program that errs is told', () => {
  const told = compile('wrong.mts', WRONG, 'nodenext')
  assert.deepEqual(told.match(/TS\d+/g), ['TS2820', 'TS2353', 'TS2345', 'TS2339'])
})

test('every value that comes back is what the types say', () => {
  const stories = readdirSync(expected).filter((name) => name !== 'samples.json')
  const told = stories.map((name) => `told(${readFileSync(join(expected, name), 'utf8')})`)
  assert.equal(compile('values.mts', [VALUES, ...told, ...others()].join('\n'), 'nodenext'), '')
})

/** Values that no story has. */
function others() {
  const { Ledger, Sandbox } = imported
  const sandbox = new Sandbox()
  const questions = [
    { method: 'chat.postMessage', channel: 'C061FA5PB' },
    { method: 'chat.postMessage' },
    { method: 'reminders.add', user: 'U061F7AUR' },
  ]
  const literal = (name, value) => `${name}(${JSON.stringify(value)})`
  return [
    literal('script', sandbox.script()),
    literal('offers', sandbox.offers('U061F7AUR')),
    ...questions.map((question) => literal('explained', sandbox.explain(question))),
    ...questions.map((question) => literal('verdict', new Ledger().explain(question))),
    literal('lookedUp', lookedUp()),
    literal('interaction', clicked()),
  ]
}

/** What an app looks up when it starts, after an installation. */
function lookedUp() {
  const sandbox = imported.Sandbox.replay(imported.scenarios['oauth-install'])
  const reply = (method) => sandbox.handle({ command: { type: 'call', method } }).reply
  const oauthAccess = sandbox.history().map(({ outcome }) => outcome.reply).find((reply) => reply?.access_token)
  return { info: reply('apps.permissions.info'), usersList: reply('apps.permissions.users.list'), oauthAccess }
}

/** A click on a button that the app posted. */
function clicked() {
  const { Sandbox, scenarios } = imported
  const sandbox = Sandbox.replay(scenarios['oauth-install'])
  const attachments = '[{"text":"Lunch?","callback_id":"lunch","actions":[{"name":"yes","type":"button","value":"1"}]}]'
  const [conversation, text] = ['C061EG9SL', 'Lunch']
  sandbox.handle({ command: { type: 'call', method: 'chat.postMessage', arguments: { channel: conversation, text, attachments } } })
  const { payload } = sandbox.handle({ command: { type: 'interact', user: 'U061F7AUR', conversation } }).deliveries[0]
  assert.deepEqual([payload.callback_id, payload.original_message.text], ['lunch', text])
  return payload
}

function compile(name, text, moduleResolution, ...flags) {
  writeFileSync(join(project, name), text)
  const module = moduleResolution === 'bundler' ? 'esnext' : moduleResolution
  const options = ['--strict', '--noEmit', '--target', 'es2022', '--types', '', '--lib', 'es2022,dom']
  try {
    execFileSync(
      process.execPath,
      [tsc, ...options, ...flags, '--module', module, '--moduleResolution', moduleResolution, name],
      { cwd: project, encoding: 'utf8' },
    )
    return ''
  } catch (error) {
    return error.stdout
  }
}

const PROGRAM = `
import { init, Ledger, Sandbox } from 'grantscope'
import type { Command, Delivery, GrantScopeError, Missing, Outcome, Script } from 'grantscope'

export async function main(): Promise<string> {
  await init()
  await init(new URL('https://example.org/grantscope_bg.wasm'))
  const sandbox = new Sandbox({ date: 1536408000 })
  const command: Command = { type: 'install', user: 'U061F7AUR', scopes: ['chat:write'] }
  const outcome: Outcome = sandbox.handle({ after: 1000, command })
  sandbox.handle('{"command":{"type":"wait"}}')
  try {
    sandbox.handle({ command: { type: 'answer', prompt: 'P1', answer: { approve: {} } } })
  } catch (error) {
    const { code, place } = error as GrantScopeError
    if (code === 'prompt_closed') return place?.path ?? ''
  }
  const told = outcome.deliveries.map((delivery: Delivery): string => {
    switch (delivery.type) {
      case 'event': return delivery.envelope.event.type
      case 'interaction': return delivery.payload.trigger_id
      case 'slash_command': return delivery.payload.trigger_id
      case 'redirect': return delivery.code ?? delivery.error ?? ''
      case 'url_verification': return delivery.payload.challenge
    }
  })
  const script: Script = sandbox.script()
  const again = Sandbox.replay(script)
  const people: string[] = again.script().cast.people.map((person) => person.name)
  const { allowed, missing, plan } = again.explain({ method: 'chat.postMessage', channel: 'C061FA5PB' })
  const lacks = missing.map((it: Missing) => (it.type === 'scope' ? it.any_of.join() : it.type))
  plan?.forEach((input) => again.handle(input))
  again.offers('U061F7AUR').filter((offer) => offer.obstacle === null)
  again.viewAt(2).grants.kinds.map((row) => row.kind)
  again.history().map((step) => step.outcome.sentence)
  Ledger.from({ usersList: { ok: true, resources: [], response_metadata: { next_cursor: '' } } })
  const ledger = Ledger.from({ ok: true, info: { team: { scopes: [], resources: { ids: [] } } } })
  ledger.apply(new Uint8Array())
  ledger.apply([{ type: 'event_callback' }]).map((entry) => entry.stage)
  const answer: boolean = ledger.allows('chat.postMessage', 'C061FA5PB', null)
  const wildcard: boolean = ledger.info().info.channel?.resources.wildcard ?? false
  again.free()
  return [...told, ...people, ...lacks, allowed, answer, wildcard, ledger.stage()].join()
}
`

const SERVING = `
import { createServer } from 'grantscope/server'
import type { LoggedRequest, Server, ServerOptions, Settings } from 'grantscope/server'
import { Sandbox } from 'grantscope'

export async function main(): Promise<number> {
  const options: ServerOptions = { port: 0, clock: 'frozen', dialect: { rate_limits: 'off' }, eventsUrl: 'http://127.0.0.1:3000/' }
  const server: Server = await createServer(options)
  server.handle({ command: { type: 'wait' } }).sentence
  server.fault({ error: 'fatal_error', calls: 1 })
  server.recover()
  server.restore(server.snapshot().id)
  const { client_id, access_token }: Settings = server.credentials()
  const failed: LoggedRequest | undefined = server.requests().find(({ status }) => status === 500)
  const now: number = server.clock({ advance: 1000, mode: 'real' }).now
  await server.close()
  const response: Response = await new Sandbox().fetch(new Request(server.url), { after: 5 })
  return now + response.status + client_id.length + (access_token ?? '').length + (failed?.took ?? 0)
}
`

const KEEPING = `
import { init, Ledger } from 'grantscope/ledger'
import type { ChannelHandle, Entry, Envelope, GrantScopeError, InfoReply, LookedUp, MethodHandle, Missing, Place, Question, Stage, Text, UserHandle, Verdict } from 'grantscope/ledger'
import { Ledger as OfThePackage } from 'grantscope'
// @ts-expect-error
import { Sandbox } from 'grantscope/ledger'

export async function main(envelope: Envelope, answers: LookedUp, log: Text): Promise<Stage> {
  await init(new URL('https://example.org/ledger_bg.wasm'))
  const ledger: OfThePackage = Ledger.from(answers)
  const entries: Entry[] = ledger.apply(envelope)
  const [method, channel, user]: [MethodHandle, ChannelHandle, UserHandle] = [ledger.method('a'), ledger.channel('C1'), ledger.user('U1')]
  const question: Question = { method: 'chat.postMessage', channel: 'C061FA5PB' }
  const verdict: Verdict = ledger.explain(question)
  const missing: Missing | undefined = verdict.missing[0]
  const info: InfoReply = ledger.info()
  try {
    ledger.applyLog(log)
  } catch (error) {
    const place: Place | undefined = (error as GrantScopeError).place
    return place || missing || info.ok ? 'waiting' : entries[0]!.stage
  }
  return ledger.allows(method, channel, user) ? ledger.stage() : 'waiting'
}
`

const ASSERTING = `
import { allowed, delivered, denied } from 'grantscope/assert'
import { createServer } from 'grantscope/server'
import { Ledger, Sandbox, scenarios } from 'grantscope'

export async function main(): Promise<void> {
  const question = { method: 'chat.postMessage', channel: 'C061FA5PB' }
  const [sandbox, server, ledger] = [Sandbox.replay(scenarios.kicked), await createServer(), new Ledger()]
  for (const subject of [sandbox, server, ledger]) {
    allowed(subject, question)
    denied(subject, question, 'kick-excludes')
  }
  const nothing: void = delivered(sandbox, 'resources_removed')
  delivered(sandbox.handle({ command: { type: 'wait' } }), { type: 'scope_granted', scopes: ['chat:write'] })
  const posted: Promise<void> = delivered(server, 'resources_removed')
  // @ts-expect-error
  allowed({}, question)
  return nothing ?? posted
}
`

const MOCKING = `
import { setupServer } from 'msw/node'
import { handlers } from 'grantscope/msw'
import { Sandbox } from 'grantscope'

export const server = setupServer(...handlers(new Sandbox()), ...handlers(new Sandbox(), { clock: 'frozen' }))
// @ts-expect-error
handlers(new Sandbox(), { clock: 'slow' })
`

const WRONG = `
import { Ledger, Sandbox } from 'grantscope'
new Sandbox().handle({ command: { type: 'instal', user: 'U061F7AUR' } })
new Sandbox().handle({ command: { type: 'wait' }, when: 5 })
new Ledger().allows(5)
new Ledger().info().information
`

const VALUES = `
import type * as is from 'grantscope'
declare function told(values: {
  outcomes: is.Outcome[]
  view: is.View
  info: is.Reply
  ledger: { entries: is.Entry[]; stage: is.Stage; grants: is.GrantsView; info: is.InfoReply }
}): void
declare function script(value: is.Script): void
declare function offers(value: is.Offer[]): void
declare function explained(value: is.Explanation): void
declare function verdict(value: is.Verdict): void
declare function lookedUp(value: Required<Omit<is.LookedUp, 'catalogue'>>): void
declare function interaction(value: is.Interaction): void
`
