// A log of events folded from its bytes: the ledger beside JSON.parse and a fold by hand.
import assert from 'node:assert/strict'

import { foldedByHand } from './peers/by-hand.mjs'
import { rounds } from './rounds.mjs'
import { envelopes, workload } from './workload.mjs'

const EVENTS = 20_000

/** The nanoseconds of an envelope, in each round. */
export function log({ Ledger }) {
  const bytes = new TextEncoder().encode(envelopes(EVENTS, workload()).map((it) => `${JSON.stringify(it)}\n`).join(''))
  compare(new Ledger(), bytes)
  return {
    bytes: bytes.length / EVENTS,
    ...rounds({
      'by hand': { count: EVENTS, run: () => foldedByHand(bytes) },
      ledger: {
        count: EVENTS,
        run: () => {
          const ledger = new Ledger()
          ledger.applyLog(bytes)
          ledger.free()
        },
      },
    }),
  }
}

function compare(ledger, bytes) {
  const { channels, groups, people } = foldedByHand(bytes)
  assert.equal(ledger.applyLog(bytes), EVENTS)
  const { channel, group } = ledger.info().info
  assert.deepEqual(channel.resources.ids, [...channels.inside].sort())
  assert.deepEqual(channel.resources.excluded_ids, [...channels.excluded].sort())
  assert.deepEqual(group.resources.ids, [...groups].sort())
  assert.deepEqual(ledger.grants().users.map(({ id }) => id), [...people.keys()].sort())
}
