// `npx grantscope`: what it prints, how it ends, and what it leaves behind.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'

import { until } from './emulator.mjs'
import { imported, project, root } from './package.mjs'

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
    [['check'], /^error: check: expected at least one file\n$/],
    [['check', 'x.json', '--script', 'y'], /^error: unknown option '--script': `grantscope --help` lists the flags\n$/],
    [['check', 'x.json', '--scripts'], /^error: option '--scripts <value>' argument missing: `grantscope --help` lists the flags\n$/],
    [['check', 'x.json', '--scripts='], /^error: --scripts: expected the name of a folder, got ``\n$/],
    [['check', 'a/x.json', 'b/x.json', '--scripts', 'y'], /^error: --scripts: expected files of different names, got `x.json` again: .*\n$/],
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

const asked = JSON.parse(readFileSync(questions('excluded'), 'utf8'))

function questions(name) {
  return join(root, 'tests/scenarios/questions', `${name}.json`)
}

test('a file of questions is answered from every state of its world', () => {
  const { status, stdout } = run('check', ...['kicked', 'for-somebody-else', 'excluded', 'all-folders-except'].map(questions))
  assert.equal(status, 0, stdout)
  assert.match(stdout, /^ok {2}.*kicked.json: 2 questions, (\d+) states\n {4}questions\[0\]: it holds: in all \1 states and \d+ transitions\n {4}questions\[1\]: there is a way: after 1 step\n {6}1\. Olive uninstalled the app\.\n {9}\{.*"uninstall".*\}\n/)

  const otherwise = run('check', file('otherwise.json', JSON.stringify({ ...asked, questions: [{ ...asked.questions[0], expect: 'holds' }] })))
  assert.equal(otherwise.status, 1)
  assert.match(otherwise.stdout, /^differs .*: questions\[0\]: expected `holds`, got `counterexample` \(interact, apps.permissions.request, answer\): 1 question, /)

  const open = run('check', file('open.json', JSON.stringify({ ...asked, questions: [{ ask: { is_there_a_way: { excluded: 'C01234BCD' } } }, { ask: { never: { stage: 'not_installed' } } }] })))
  assert.equal(open.status, 0)
  assert.match(open.stdout, /\n {4}questions\[0\]: there is a way: as it is at the end of the story\n {4}questions\[1\]: it holds: in all/)
})

test('the shortest script of an answer can be played, by the package and on the command line', async () => {
  const scripts = join(folder, 'found')
  const { stdout, status } = run('check', questions('excluded'), questions('kicked'), '--scripts', scripts)
  assert.equal(status, 0, stdout)
  const { Sandbox } = imported
  for (const [name, steps, holds] of [
    ['excluded-0', 3, (sandbox) => sandbox.explain({ method: 'chat.postMessage', channel: 'C01234BCD' }).allowed],
    ['kicked-1', 1, (sandbox) => sandbox.view().stage === 'not_installed'],
  ]) {
    const path = join(scripts, `${name}.json`)
    assert.ok(stdout.includes(`the whole script: ${path}\n`), stdout)
    const sandbox = Sandbox.replay(readFileSync(path, 'utf8'))
    assert.ok(holds(sandbox), name)
    const told = run('replay', path)
    assert.equal(told.status, 0, told.stderr)
    for (const { input, outcome } of sandbox.history().slice(-steps)) {
      assert.ok(told.stdout.includes(outcome.sentence), outcome.sentence)
      assert.ok(stdout.includes(`${JSON.stringify(input)}\n`), 'each line is one of the script')
    }
  }
  assert.equal(existsSync(join(scripts, 'kicked-0.json')), false, 'what holds has no script')
  assert.match(run('check', questions('kicked'), '--scripts', join(questions('kicked'), 'x')).stderr, /^error: --scripts: .*: it cannot be written: ENOTDIR\n$/)
})

test('a world that is too large says how large, part by part, which limit came first, and what to shrink', () => {
  const large = (limits) => run('check', file('large.json', JSON.stringify({ ...asked, limits, questions: [{ ask: { never: { stage: 'not_installed' } } }] }))).stdout
  const states = large({ states: 5 })
  assert.match(states, /: 1 question, 5 states and more\n {4}questions\[0\]: it holds so far: in 5 states and \d+ transitions, and there are more\n {4}`limits.states` came first, at 5 states and \d+ steps?: raise it, or make the world smaller\n/)
  const [, most, parts] = /up to (\d+) states, .*:\n((?: {6}.*\n)+)$/.exec(states)
  const sizes = [...parts.matchAll(/^ {6}[a-z ]+: (\d+) values: .* \((?:`(?:world|script)\.[a-z_.]+`(?:, )?)+\)$/gm)].map(([, values]) => Number(values))
  assert.equal(parts.trimEnd().split('\n').length, sizes.length, parts)
  assert.equal(sizes.reduce((all, one) => all * one, 1), Number(most.replaceAll(',', '')))
  assert.match(large({ depth: 1 }), /`limits.depth` came first, at \d+ states and 1 step: /)
})

test('all mistakes in a file are told, each with its place, and the other files are checked', () => {
  const wrong = file('wrong.json', '{"script":{"version":1,"inputs":[]},"world":{"acts":["fly"]},"questions":[]}')
  const alone = run('check', wrong)
  assert.equal(alone.status, 2)
  assert.match(alone.stderr, /^error: .*wrong.json: line 1, column 58: `world.acts\[0\]`: unknown variant `fly`/)

  const several = file('several.json', '{"script":{"version":1,"inputs":[]},\n"world":{"people":["U1"]},\n"questions":[{"ask":{"never":{"delivered":"rain"}}}]}')
  const shapes = file('shapes.json', '{"script":{"version":1,"inputs":[7]},\n"world":{"acts":["fly","swim"]},\n"question":[]}')
  const { status, stderr, stdout } = run('check', several, shapes, 'missing.json', questions('kicked'))
  assert.equal(status, 2)
  assert.match(stdout, /^ok {2}.*kicked\.json/)
  assert.match(stderr, /^error: .*several\.json:\n {2}line 2, column 20: `world\.people\[0\]`: there is no person `U1`\n {2}line 3, column 43: `questions\[0\]\.ask\.never\.delivered`: there is no event `rain`[^\n]*\nerror: .*shapes\.json:\n(?: {2}line \d, column \d+: [^\n]+\n){5}error: missing\.json: there is no such file\n$/)
})

test('all mistakes in a scenario are told, those of its permission system, too', () => {
  const cast = { catalogue: { name: 'two words', title: 'X', kinds: [7], scopes: [{ name: 'a', kinds: ['channel'], implies: ['b'] }], methods: [] }, people: [{ id: 'U1', name: 7 }] }
  const story = (name, text) => {
    file(`${name.replace(/\.jsonl?$/, '')}.expected.json`, '{}')
    const { status, stderr } = run('check', file(name, text))
    assert.equal(status, 2)
    return stderr
  }
  const whole = story('whole.json', JSON.stringify({ version: 1, cast, inputs: [{ command: { type: 'dance' } }] }, null, 1))
  for (const place of ['cast.catalogue.name', 'cast.catalogue.kinds[0]', 'cast.catalogue.scopes[0].implies[0]', 'cast.catalogue.methods', 'cast.people[0].name', 'inputs[0].command.type']) {
    assert.match(whole, new RegExp(`\n {2}line \\d+, column \\d+: \`${place.replaceAll(/[[\].]/g, '\\$&')}\`: `))
  }
  assert.match(story('lines.jsonl', `${JSON.stringify({ version: 1, cast })}\n`), /lines\.jsonl:\n {2}line 1, column \d+: `cast\.catalogue\.name`: [^\n]*\n(?: {2}line 1, [^\n]*\n){4}$/)
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

test('a server says what it serves', async () => {
  const lamps = JSON.parse(readFileSync(join(root, 'tests/catalogues/mistakes.json'), 'utf8')).sound
  for (const [catalogue, title] of [['slack', 'Slack for workspace apps'], ['file-sharing', '`file-sharing`'], [lamps, 'Lamps']]) {
    const server = await serve('--cast', file('system.json', JSON.stringify({ catalogue })))
    assert.ok(server.told().startsWith(`${title} is at ${server.url}/api/\n`), server.told())
    server.process.kill('SIGTERM')
    await server.ended
  }
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
  return { process: child, ended, url, told: () => told }
}

function file(name, text) {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

function lines(name, ...inputs) {
  const texts = inputs.map((input) => (typeof input === 'string' ? input : JSON.stringify(input)))
  return file(name, ['{"version":1}', ...texts, ''].join('\n'))
}
