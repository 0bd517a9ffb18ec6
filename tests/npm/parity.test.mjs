// Every story and every sample, run through the installed package, leads to what the native run
// wrote down. A native test keeps the expected files complete and true.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'

import { imported, required, root } from './package.mjs'

const scenarios = join(root, 'tests/scenarios')
const stories = readdirSync(join(scenarios, 'stories'))
const samples = read('index.json').samples.map(({ file }) => [file.split('/').pop(), text(file)])

for (const [way, { Ledger, Sandbox }] of Object.entries({ imported, required })) {
  for (const name of stories) {
    test(`${way}: ${name} leads to what its file says`, () => {
      const told = read(join('stories', name))
      const { ledger, ...rest } = read(join('expected', name))
      // A ledger of another system than Slack's cannot be had in JavaScript yet.
      check(story(told), told.cast.catalogue === undefined ? { ...rest, ledger } : rest)
    })
    test(`${way}: ${name} comes back as it was`, () => {
      check(Sandbox.replay(text(join('stories', name))).script(), read(join('stories', name)))
    })
  }

  test(`${way}: every sample tells a ledger what the file says`, () => {
    const alone = samples.map(([name, sample]) => [name.replace('.json', ''), tell(new Ledger(), sample)])
    const ledger = new Ledger()
    const in_order = samples.map(([, sample]) => tell(ledger, JSON.parse(sample)))
    check({ alone: Object.fromEntries(alone), in_order }, read('expected/samples.json'))
  })

  function story({ cast, inputs }) {
    const sandbox = new Sandbox(cast)
    const outcomes = inputs.map((input) => sandbox.handle(input))
    const view = sandbox.view()
    const lookUp = { command: { type: 'call', method: 'apps.permissions.info' } }
    const info = sandbox.handle(lookUp).reply
    if (cast.catalogue !== undefined) return { outcomes, view, info }
    const heard = outcomes
      .flatMap(({ deliveries }) => deliveries)
      .filter(({ type, subscribed, answered }) => type === 'event' && subscribed && answered !== false)
      .map(({ envelope }) => JSON.stringify(envelope))
    return { outcomes, view, info, ledger: tell(new Ledger(), Buffer.from(`[${heard.join()}]`)) }
  }

  function tell(ledger, envelopes) {
    const entries = ledger.apply(envelopes)
    return { entries, stage: ledger.stage(), grants: ledger.grants(), info: ledger.info() }
  }
}

/** Plain objects and nothing else: not even a prototype may differ. */
function check(came, expected) {
  assert.deepStrictEqual(came, expected)
}

function read(file) {
  return JSON.parse(text(file))
}

function text(file) {
  return readFileSync(join(scenarios, file), 'utf8')
}
