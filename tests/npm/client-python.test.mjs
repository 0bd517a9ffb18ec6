// Slack's Python clients, as they come from the registry, against the emulator. They are installed into
// target/python, and again when requirements.txt changes.
import assert from 'node:assert/strict'
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { promisify } from 'node:util'

import { emulator, OLIVE } from './emulator.mjs'
import { root } from './package.mjs'

const here = (name) => join(root, 'tests/npm', name)
const home = join(root, 'target/python')
const back = 'http://127.0.0.1:9/back'
// It is the one thing that a machine may lack on which all the rest is there.
const skip = spawnSync('python3', ['-m', 'venv', '--help']).status === 0 ? false : 'there is no python3 with venv'

// By the names of their modules. The second is the first one's heir.
const CLIENTS = { slack: 'slackclient 2.9.4', slack_sdk: 'slack_sdk 3.47.0' }

for (const [module, name] of Object.entries(CLIENTS)) {
  test(`${name}: installed, asks, acts, reads on, is told to wait`, { skip, timeout: 300_000 }, async (t) => {
    const python = setUp()
    const server = await emulator(t)
    const { client_id, client_secret } = server.credentials()
    const asked = new URLSearchParams({ client_id, scope: 'chat:write,conversations:read', redirect_uri: back })
    const body = new URLSearchParams({ user: OLIVE, answer: 'approve', channels: 'all_except' })
    const { headers } = await fetch(`${server.url}/oauth/authorize?${asked}`, { method: 'POST', body, redirect: 'manual' })
    const code = new URL(headers.get('location')).searchParams.get('code')
    const words = [here('client.py'), module, server.url, code, back, client_id, client_secret]
    const { stdout } = await promisify(execFile)(python, words)
    assert.deepEqual(stdout.trim().split('\n').map((line) => JSON.parse(line)), [
      ['installed', OLIVE],
      ['posted', 'All aboard!'],
      ['refused', [200, 'channel_not_found', null]],
      ['history', [200, 'missing_scope', null]],
      ['history', null],
      ['reminded', OLIVE],
      ['without arguments', [true, 3]],
      ['pages', [1, 1, 1]],
      ['limited', [429, 'ratelimited', '1']],
    ])
  })
}

/** The Python that has the clients. */
function setUp() {
  const [wanted, stamp] = [readFileSync(here('requirements.txt'), 'utf8'), join(home, 'requirements.txt')]
  const python = join(home, 'bin/python')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python
  rmSync(home, { recursive: true, force: true })
  execFileSync('python3', ['-m', 'venv', home])
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', here('requirements.txt')])
  writeFileSync(stamp, wanted)
  return python
}
