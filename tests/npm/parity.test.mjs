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
      check(story(read(join('stories', name))), read(join('expected', name)))
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
    const { catalogue } = cast
    const ledger = catalogue === undefined ? new Ledger() : Ledger.from({ catalogue })
    const heard = outcomes
      .flatMap(({ deliveries }) => deliveries)
      .filter(({ type, subscribed, answered }) => type === 'event' && subscribed && answered !== false)
      .map(({ envelope }) => JSON.stringify(envelope))
    return { outcomes, view, info, ledger: tell(ledger, Buffer.from(`[${heard.join()}]`)) }
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
