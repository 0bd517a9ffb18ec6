// `npx grantscope`: what it prints, how it ends, and what it leaves behind.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'

import { until } from './emulator.mjs'
import { project, root } from './package.mjs'

const cli = join(project, 'node_modules/.bin/grantscope')
const folder = mkdtempSync(join(tmpdir(), 'grantscope-cli-'))
const stories = join(root, 'tests/scenarios/stories')
const wait = { after: 0, command: { type: 'wait' } }
test.after(() => rmSync(folder, { recursive: true }))

test('mistakes in what was typed are told with their place, and the status is 2', () => {
  for (const [words, told] of [
    [['dance'], /^error: `dance`: expected serve, replay or check\n$/],
    [['serve', '--prot', '80'], /^error: unknown option '--prot': `grantscope --help` lists the flags\n$/],
    [['serve', '--port', 'x'], /^error: --port: expected a number up to 65535, got `x`\n$/],
    [['serve', '--port='], /^error: --port: expected a number up to 65535, got ``\n$/],
    [['serve', '--port'], /^error: option '--port <value>' argument missing: `grantscope --help` lists the flags\n$/],
    [['serve', '--clock', 'fast'], /^error: --clock: expected `real` or `frozen`, got `fast`\n$/],
    [['serve', '--date', 'tomorrow'], /^error: --date: expected a day such as 2018-09-08/],
    [['serve', '--dialect', 'off'], /^error: --dialect: expected NAME=CHOICE, such as rate_limits=off, got `off`\n$/],
    [['serve', '--dialect', 'rate_limits=perhaps'], /^error: --dialect: .*`perhaps`/],
    [['serve', '--events-url', 'app'], /^error: --events-url: expected an address such as/],
    [['serve', '--cast', 'missing.json'], /^error: --cast: missing.json: ENOENT/],
    [['serve', '--cast', file('cast.json', '{ "people": [] }')], /^error: --cast: .*cast.json: people: expected at least one person/],
    [['serve', '--port', '-1'], /^error: option '--port' argument is ambiguous: `grantscope --help` lists the flags\n$/],
    [['serve', '--date', '1'], /^error: --date: expected 2017-07-19 or later/],
    [['serve', '--dialect', 'x=y'], /^error: --dialect: unknown field `x`/],
    [['serve', '--script', ''], /^error: --script: expected the name of a file, got ``\n$/],
    [['serve', '--cast', file('list.json', '[]')], /^error: --cast: .*list.json: expected an object, got an array\n$/],
    [['serve', '--cast', file('typo.json', '{ "peopel": [] }')], /^error: --cast: .*typo.json: `peopel`: unknown field/],
    [['serve', '--script', file('no.jsonl', 'hello\n')], /no.jsonl:1: expected a script's first line/],
    [['serve', '--script', lines('bad.jsonl', wait, { command: { type: 'dance' } }, wait)], /bad.jsonl:3:26: `command.type`: unknown variant `dance`/],
    [['serve', '--script', lines('torn.jsonl', wait, '{"command', wait)], /torn.jsonl:3:9: EOF while parsing/],
    [['replay'], /^error: replay: expected one file, got 0\n$/],
    [['replay', 'missing.json'], /^error: missing.json: there is no such file\n$/],
    [['check', 'missing.json'], /^error: missing.json: there is no such file\n$/],
  ]) {
    const { status, stderr, stdout } = run(...words)
    assert.match(stderr, told)
    assert.deepEqual([status, stdout], [2, ''])
  }
})

test('it says how it is used', () => {
  assert.deepEqual(run('--help').status, 0)
  assert.match(run('--help').stdout, /grantscope serve/)
  assert.equal(run('serve', '--help').stdout, run('--help').stdout)
  assert.equal(run().status, 2)
  const { version } = JSON.parse(readFileSync(join(project, 'node_modules/grantscope/package.json'), 'utf8'))
  assert.deepEqual([run('--version').status, run('--version').stdout], [0, `${version}\n`])
})

test('a script is told as Markdown', () => {
  const { status, stdout } = run('replay', join(stories, 'kicked.json'))
  assert.equal(status, 0)
  assert.match(stdout, /^# Lunch Train is kicked\n/)
  assert.match(stdout, /Popeye removed the app from #lunch/)
})

test('scenarios that lead to what was expected are well, and others are not', () => {
  const [one, other] = ['kicked.json', 'posting.json'].map((name) => join(stories, name))
  assert.deepEqual(run('check', one, other).status, 0)
  const story = file('story.json', readFileSync(one, 'utf8'))
  file('story.expected.json', '{"view":{"app":"Dinner Train"}}')
  const { status, stdout } = run('check', one, story)
  assert.equal(status, 1)
  assert.match(stdout, /^ok {2}.*kicked.json\ndiffers {2}.*story.json: view.app: expected "Dinner Train", got "Lunch Train"\n$/)
})

test('a file of questions is answered from every state of its world', () => {
  const questions = (name) => join(root, 'tests/scenarios/questions', name)
  const { status, stdout } = run('check', ...['kicked', 'for-somebody-else', 'excluded', 'all-folders-except'].map((name) => questions(`${name}.json`)))
  assert.equal(status, 0, stdout)
  assert.match(stdout, /^ok {2}.*kicked.json: 2 questions, \d+ states\nok {2}/)

  const asked = JSON.parse(readFileSync(questions('excluded.json'), 'utf8'))
  asked.questions = [{ ...asked.questions[0], expect: 'holds' }]
  const otherwise = run('check', file('otherwise.json', JSON.stringify(asked)))
  assert.equal(otherwise.status, 1)
  assert.match(otherwise.stdout, /^differs .*: questions\[0\]: expected `holds`, got `counterexample` \(interact, apps.permissions.request, answer\): 1 question, /)

  const large = { ...asked, limits: { states: 50 }, questions: [] }
  assert.match(run('check', file('large.json', JSON.stringify(large))).stdout, /50 states and more: take fewer conversations; .*let the app ask for fewer scopes/)

  const wrong = run('check', file('wrong.json', '{"script":{"version":1,"inputs":[]},"world":{"acts":["fly"]},"questions":[]}'))
  assert.equal(wrong.status, 2)
  assert.match(wrong.stderr, /^error: .*wrong.json: line 1, column \d+: `world.acts\[0\]`: unknown variant `fly`/)
})

test('a server writes each step down, comes back after kill -9, and ends with Ctrl-C', async () => {
  const script = join(folder, 'kept.jsonl')
  const first = await serve('--script', script, '--date', '2018-10-01')
  for (let count = 0; count < 3; count++) await fetch(`${first.url}/api/api.test`)
  assert.equal(readFileSync(script, 'utf8').trimEnd().split('\n').length, 4)
  first.process.kill('SIGKILL')
  await first.ended
  writeFileSync(script, `${readFileSync(script, 'utf8')}{"after":0,"comm`)

  const second = await serve('--script', script)
  const { inputs, cast } = await (await fetch(`${second.url}/_grantscope/script`)).json()
  assert.deepEqual([inputs.length, cast.date], [3, Date.UTC(2018, 9, 1) / 1000])
  await fetch(`${second.url}/api/api.test`)
  await fetch(`${second.url}/_grantscope/reset`, { method: 'POST' })
  await fetch(`${second.url}/api/api.test`)
  second.process.kill('SIGINT')
  assert.deepEqual(await second.ended, { code: 0, signal: null })
  assert.equal(readFileSync(script, 'utf8').trimEnd().split('\n').length, 2)

  const third = run('serve', '--script', script, '--date', '2019-01-01')
  assert.match(third.stderr, /^error: --script: .*kept.jsonl tells of another cast/)
  assert.equal(run('replay', script).status, 0)
})

test('a file of a story is kept by one server at a time, and is as it was until something happens', async () => {
  const path = join(folder, 'one.json')
  const story = JSON.stringify({ version: 1, inputs: [{ command: { type: 'wait' } }] })
  writeFileSync(path, story)
  const first = await serve('--script', path)
  assert.equal(readFileSync(path, 'utf8'), story)
  const second = run('serve', '--port', '0', '--script', path)
  assert.deepEqual([second.status, second.stderr], [2, `error: ${path}: process ${first.process.pid} keeps it: stop that one, or name another file\n`])
  await fetch(`${first.url}/api/api.test`)
  assert.equal(readFileSync(path, 'utf8').trimEnd().split('\n').length, 3)

  const fresh = join(folder, 'fresh.jsonl')
  assert.equal(run('serve', '--port', new URL(first.url).port, '--script', fresh).status, 2)
  assert.equal(existsSync(fresh), false, 'a server that does not come up writes nothing')
  first.process.kill('SIGKILL')
  await first.ended

  const third = await serve('--script', path)
  third.process.kill('SIGINT')
  await third.ended
  assert.equal(existsSync(`${path}.lock`), false)
  writeFileSync(fresh, '')
  const fourth = await serve('--script', fresh)
  fourth.process.kill('SIGINT')
  assert.deepEqual(await fourth.ended, { code: 0, signal: null })
})

test('a port that is taken is told', async () => {
  const server = await serve()
  const { status, stderr } = run('serve', '--port', new URL(server.url).port)
  assert.deepEqual([status, stderr], [2, 'error: --port: it is taken: choose another, or 0 for any\n'])
  server.process.kill('SIGTERM')
  assert.deepEqual(await server.ended, { code: 0, signal: null })
})

function run(...words) {
  return spawnSync(cli, words, { cwd: folder, encoding: 'utf8', timeout: 10_000 })
}

async function serve(...words) {
  const child = spawn(cli, ['serve', '--port', '0', ...words], { cwd: folder })
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })))
  let told = ''
  child.stdout.on('data', (chunk) => { told += chunk })
  const url = await until(() => /http:\S+(?=\/api\/)/.exec(told)?.[0])
  return { process: child, ended, url }
}

function file(name, text) {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

function lines(name, ...inputs) {
  const texts = inputs.map((input) => (typeof input === 'string' ? input : JSON.stringify(input)))
  return file(name, ['{"version":1}', ...texts, ''].join('\n'))
}
