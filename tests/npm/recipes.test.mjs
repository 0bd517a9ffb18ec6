// The recipes of docs/RECIPES.md, run as they stand there, by the runners that they are for. Each is broken
// once, too: a recipe that cannot fail teaches nothing.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import test from 'node:test'

import { until } from './emulator.mjs'
import { lend, project, root } from './package.mjs'

const brought = join(root, 'tests/recipes/node_modules')
const { parse } = createRequire(join(brought, 'any.js'))('yaml')

/** What the page has, by the name in each first line. */
const texts = new Map()
for (const [, name, text] of readFileSync(join(root, 'docs/RECIPES.md'), 'utf8').matchAll(/```\w+\n(?:\/\/|#) ([^\s:]+).*\n([^]*?)```/g)) {
  texts.set(name, text)
  if (name.endsWith('.mjs')) writeFileSync(join(project, name), text)
}
for (const name of ['msw', 'vitest', '@jest']) lend('tests/recipes', name)

// In place of `npx`, which would look for another version on the network if there was none.
const RUNNERS = {
  'lunch.node.test.mjs': ['--test'],
  'lunch.vitest.test.mjs': [join(brought, 'vitest/vitest.mjs'), 'run'],
  'lunch.jest.test.mjs': ['--experimental-vm-modules', join(brought, 'jest/bin/jest.js'), '--testMatch'],
}

for (const [name, words] of Object.entries(RUNNERS)) {
  test(`${name} passes, and fails with the explanation where it should`, () => {
    const file = name.includes('jest') ? `**/${name}` : name
    const text = texts.get(name)
    const passed = runs([...words, file])
    assert.equal(passed.status, 0, passed.told)
    writeFileSync(join(project, name), text.replace('denied } from', 'allowed as denied } from'))
    const failed = runs([...words, file])
    writeFileSync(join(project, name), text)
    assert.equal(failed.status, 1, failed.told)
    assert.match(failed.told, /to be allowed, but it is denied/)
    assert.match(failed.told, /scope: held, chat:write/)
  })
}

test('the CI job passes, and tells the story where it fails', async (t) => {
  const passed = await job(t, texts.get('lunch.door.test.mjs'))
  assert.deepEqual(passed.steps, ['start Slack: 0', 'test: 0'], passed.told)
  const failed = await job(t, texts.get('lunch.door.test.mjs').replace("'invited'", "'asked'"))
  assert.deepEqual(failed.steps, ['start Slack: 0', 'test: 1', 'tell what happened: 0'], failed.told)
  assert.match(failed.told, /\+ 'invited'\n.*- 'asked'\n[^]*Olive approved Lunch Train's request/)
})

function runs(words) {
  const env = { ...process.env, NO_COLOR: '1' }
  // Our own runner would have this one report to it.
  delete env.NODE_TEST_CONTEXT
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: project, encoding: 'utf8', env, timeout: 60_000 })
  return { status, told: stdout + stderr }
}

/** The job's own steps, as GitHub would run them after `npm ci`: what they ended with, and what they said. */
async function job(t, program) {
  const scripts = { test: 'node --test lunch.door.test.mjs' }
  const before = readFileSync(join(project, 'package.json'), 'utf8')
  writeFileSync(join(project, 'package.json'), JSON.stringify({ ...JSON.parse(before), scripts }))
  writeFileSync(join(project, 'lunch.door.test.mjs'), program)
  rmSync(join(project, 'story.jsonl'), { force: true })
  const came = { steps: [], told: '', failed: false }
  const ends = []
  const { permissions } = parse(texts.get('.github/workflows/permissions.yml')).jobs
  const env = { ...process.env, PORT: String(await freePort()) }
  delete env.NODE_TEST_CONTEXT
  for (const { name, run, if: condition } of permissions.steps.filter(({ name }) => name)) {
    if ((condition === 'failure()') !== came.failed) continue
    const { status, told, end } = await step(t, run, env)
    ends.push(end)
    came.steps.push(`${name}: ${status}`)
    came.told += told
    came.failed ||= status !== 0
  }
  writeFileSync(join(project, 'package.json'), before)
  // As the machine does that ran it: the server lets go of its story.
  ends.forEach((end) => end())
  await until(() => !existsSync(join(project, 'story.jsonl.lock')))
  return came
}

/** A step; what it leaves running ends with the job, or with the test. */
function step(t, script, env) {
  const child = spawn('bash', ['-e', '-c', script], { cwd: project, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const end = () => {
    try {
      process.kill(-child.pid)
    } catch {
      // Nothing was left.
    }
  }
  t.after(end)
  let told = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { told += chunk })
  return new Promise((resolve) => child.on('exit', (status) => setTimeout(() => resolve({ status, told, end }), 50)))
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
