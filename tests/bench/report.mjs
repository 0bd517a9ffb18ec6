// docs/BENCHMARKS.md and its chart, from what was measured natively and in Node. Not here: measuring.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { chart } from './chart.mjs'
import { middle } from './rounds.mjs'

const results = process.env.GRANTSCOPE_RESULTS ?? 'target/bench'
const docs = fileURLToPath(new URL('../../docs/', import.meta.url))
const node = JSON.parse(readFileSync(join(results, 'node.json'), 'utf8'))
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))

/** What criterion found in each round: nanoseconds for each of so many. */
function rounds(group, name, each) {
  const files = readdirSync(results).filter((it) => it.startsWith('criterion-')).sort()
  const found = files.map((folder) => join(results, folder, group, name, 'new/estimates.json'))
  // What is missing stays missing in its round, so that rounds are compared with themselves.
  return found.map((file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).median.point_estimate / each : Number.NaN))
}

/** The round in the middle. */
function native(group, name, each) {
  return middleOf(rounds(group, name, each))
}

/** How one compares with another: each round by itself, because a machine is quicker at one time than at another. */
function beside(one, other) {
  return middleOf(one.map((time, round) => time / other[round]))
}

function middleOf(times) {
  return middle(times.filter(Number.isFinite))
}

const QUESTIONS = 100_000
const FEW = 1_000
const EVENTS = 20_000
const decision = (name, each = QUESTIONS) => native('decision', name, each)
const asked = (name) => rounds('decision', name, QUESTIONS)
const grown = (name) => rounds('growth', `${name}/large`, 1).map((time, round) => time / rounds('growth', `${name}/usual`, 1)[round])

const inNode = Object.fromEntries(Object.entries(node.decisions).map(([name, times]) => [name, middleOf(times)]))
const natively = {
  'by hand, FxHash': decision('by hand, FxHash'),
  'by hand, SipHash': decision('by hand, SipHash'),
  'by hand, on integers': decision('by hand, on integers'),
  Cedar: decision('Cedar', FEW),
  casbin: decision('casbin', FEW),
  'ledger, texts': decision('ledger, texts'),
  'ledger, typed ids': decision('ledger, typed ids'),
}

const decided = (one, other) => beside(node.decisions[one], node.decisions[other])
const growth = (name) => node.growth[`${name}, large`].map((time, round) => time / node.growth[`${name}, usual`][round])
const bar = growth('by hand').map((it) => Math.max(it, 1))

/** What was to be reached: what, measured, at most. Whoever is close has a digit more. */
const RATIOS = [
  ['Node: texts, beside CASL', decided('ledger, texts', 'CASL'), 0.9],
  ['Node: the method prepared, beside code by hand on texts not hashed before', decided('ledger, the method prepared, texts not hashed before', 'by hand, texts not hashed before'), 0.9],
  ['Node: all prepared, one by one, beside code by hand', decided('ledger, all prepared', 'by hand'), 0.15],
  ['Node: all prepared, in a batch, beside code by hand', decided('ledger, all prepared, in a batch', 'by hand'), 0.15],
  ['Node: lines of bytes, beside JavaScript from the same bytes', decided('ledger, lines of bytes', 'by hand, lines of bytes'), 0.3],
  ['Natively: texts, beside FxHash maps by hand', beside(asked('ledger, texts'), asked('by hand, FxHash')), 1],
  ['Natively: typed ids, beside FxHash maps by hand', beside(asked('ledger, typed ids'), asked('by hand, FxHash')), 0.3],
  ['Node: a decision where a hundred times as much is granted, texts, beside how much code by hand grows', beside(growth('ledger, texts'), bar), 1],
  ['The same, all prepared', beside(growth('ledger, all prepared'), bar), 1],
  ['Natively: the same, texts', beside(grown('ledger, texts'), grown('by hand, FxHash')), 1],
  ['Node: a log of 20,000 events, beside JSON.parse and a fold by hand', beside(node.log.ledger, node.log['by hand']), 0.5],
  ['Node: from the import of `grantscope/ledger` to the first decision, beside CASL', beside(node.start.ledger, node.start.CASL), 1],
  ['The same from the import of `grantscope`, which has the sandbox too', beside(node.start.whole, node.start.CASL), 1],
  ['The wasm file of the ledger, compressed, beside 100 KB', node.sizes.ledger / 100_000, 1],
  ['The one with the sandbox, which a ledger does not load', node.sizes.whole / 100_000, 1],
]

const number = (value, digits = 3) => (Number.isFinite(value) ? Number(value.toPrecision(digits)).toLocaleString('en-US') : 'not measured')
const table = (head, rows) => [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
const sorted = (times) => Object.entries(times).filter(([, time]) => Number.isFinite(time)).sort(([, one], [, other]) => one - other).map(([name, time]) => [name, number(time)])

const text = `# Benchmarks

\`cargo xtask bench\` measures all of this in one go and writes this file. Everybody is asked the same questions and has to
give the same answers; all have their turns in rounds, in Node in another order each. Ratios are what counts, each round's by itself, and of those
the middle one: times depend on the machine, and on what else it does; those in Node are processor time. There what
everybody leaves behind is collected in one thread (\`--single-threaded-gc\`), so that it does not count as whoever comes next; what is
measured from an import on, and the emulator, run in programs of their own, without it. Measured on ${cpus().length} cores, Node ${node.node.slice(1)};
${Object.entries(dependencies).map(([name, version]) => `\`${name}\` ${version}`).join(', ')}; natively \`cedar-policy\` and \`casbin\` as
\`tests/bench/native/Cargo.lock\` has them.

The workload: 10,000 public channels, 2,000 private ones, 5,000 people; all public channels granted but 500, 300 private
ones, and 1,000 people for whom the app may act; 100,000 random questions of a method, a resource and a person, half of them
allowed. A hundred times as much: 1,000,000 channels, 100,000 of them excluded, 1,000,000 people.

![Nanoseconds for a decision in Node](benchmarks.svg)

## What was to be reached

${table(['what', 'measured', 'at most', ''], RATIOS.map(([what, ratio, most]) => [what, number(ratio, Math.abs(ratio / most - 1) < 0.01 ? 4 : 3), number(most), !Number.isFinite(ratio) ? '' : ratio <= most ? 'reached' : 'missed']))}

Memory is held by a test (\`crates/grantscope/tests/memory.rs\`): a channel takes at most 24 bytes, a person who granted
something at most 40.

## A decision in Node, in nanoseconds

${table(['who', 'ns'], sorted(inNode))}

CASL is in its fastest form: conditions are functions over sets. Cedar is stateful, its policies parsed before. What is
"not hashed before" is a text that nobody has looked up yet, such as one that was just read from a request.

## A decision natively, in nanoseconds

${table(['who', 'ns'], sorted(natively))}

## An event of a log, in nanoseconds

${table(['who', 'ns'], sorted({ 'Node: JSON.parse and a fold by hand': middleOf(node.log['by hand']), 'Node: ledger': middleOf(node.log.ledger), 'natively: serde_json and a fold by hand': native('log', 'serde_json and by hand', EVENTS), 'natively: ledger': native('log', 'ledger', EVENTS) }))}

## The sandbox

${table(['what', 'measured', 'to be reached'], [
  ['inputs replayed in a second, natively', number(1e9 / native('sandbox', 'inputs replayed', 10_000)), '100,000'],
  ['inputs replayed in a second, in wasm', number(node.sandbox['inputs in a second']), '50,000'],
  ['a jump to any step of 100,000, natively, in milliseconds', number(native('sandbox', 'a jump in 100,000 steps', 1e6)), '16'],
  ['a jump to any step of 100,000, in wasm, in milliseconds', number(node.sandbox['milliseconds of a jump']), '16'],
  ['transitions explored in a second, natively', number(1e9 / native('sandbox', 'transitions explored', node.explore?.transitions)), '200,000'],
  ['transitions explored in a second, in wasm', number(node.explore?.['transitions in a second']), '50,000'],
])}
`

const emulator = join(docs, 'BENCHMARKS-EMULATOR.md')
writeFileSync(join(docs, 'BENCHMARKS.md'), existsSync(emulator) ? `${text}\nThe emulator beside others: [BENCHMARKS-EMULATOR.md](BENCHMARKS-EMULATOR.md).\n` : text)
writeFileSync(join(docs, 'benchmarks.svg'), chart(inNode))
