// The playground at the emulator's address: it shows the live steps, and what one does there happens
// in the emulator.
import assert from 'node:assert/strict'
import test from 'node:test'
import { chromium } from 'playwright-core'

import { emulator, OLIVE } from './emulator.mjs'

const executablePath = process.env.GRANTSCOPE_CHROMIUM ?? '/usr/bin/chromium'
const wait = (server) => server.handle({ after: 1000, command: { type: 'wait' } })

/** An emulator and its page, which shows the newest step. */
async function watched(t) {
  const server = await emulator(t, { clock: 'frozen' })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const page = await browser.newPage()
  const faults = []
  page.on('pageerror', ({ message }) => faults.push(message))
  t.after(async () => {
    await browser.close()
    assert.deepEqual(faults, [])
  })
  await page.goto(server.url)
  const watching = (text) => page.locator('.watching', { hasText: text }).waitFor()
  const position = (text) => page.locator('.position', { hasText: text }).waitFor()
  await watching('Live')
  await position('no steps yet')
  return { server, page, watching, position }
}

test('the page at the emulator shows each step as it happens', async (t) => {
  const { server, watching, position } = await watched(t)
  wait(server)
  await position('step 1 of 1')
  server.handle({ after: 1000, command: { type: 'install', user: OLIVE, through: 'settings', scopes: [] } })
  await position('step 2 of 2')
  await watching('Live')
})

test('what one does on the page happens in the emulator', async (t) => {
  const { server, page, position } = await watched(t)
  await page.getByRole('button', { name: /^Wait/ }).first().click()
  await position('step 1 of 1')
  assert.deepEqual(server.script().inputs.map(({ command }) => command.type), ['wait'])
})

test('whoever looks at an earlier moment stays there, and can catch up', async (t) => {
  const { server, page, position } = await watched(t)
  wait(server)
  wait(server)
  await position('step 2 of 2')
  await page.getByRole('button', { name: 'One step back' }).click()
  await position('step 1 of 2')
  wait(server)
  const catchUp = page.getByRole('button', { name: "Show the emulator’s newest step, 3" })
  await catchUp.waitFor()
  await position('step 1 of 2')
  await catchUp.click()
  await position('step 3 of 3')
})

test('what one does after going back or undoing stays on the page, which says so and leads back', async (t) => {
  const { server, page, watching, position } = await watched(t)
  wait(server)
  wait(server)
  await position('step 2 of 2')
  const act = () => page.getByRole('button', { name: /^Wait/ }).first().click()
  const told = page.locator('.notice', { hasText: 'on this page only' })
  for (const goBack of ['One step back', 'Undo']) {
    await page.getByRole('button', { name: goBack }).first().click()
    const catchUp = page.getByRole('button', { name: 'Show the emulator’s newest step, 2' })
    await catchUp.waitFor()
    await act()
    await told.waitFor()
    assert.equal(server.script().inputs.length, 2, goBack)
    await catchUp.click()
    await watching('Live')
    await position('step 2 of 2')
    await told.waitFor({ state: 'detached' })
  }
  await act()
  await position('step 3 of 3')
  assert.equal(server.script().inputs.length, 3)
  assert.equal(await told.count(), 0)
})

test('whoever undoes what happened in the emulator is not live until they see its newest step', async (t) => {
  const { server, page, watching, position } = await watched(t)
  wait(server)
  await position('step 1 of 1')
  await page.getByRole('button', { name: 'One step back' }).click()
  wait(server)
  await page.getByRole('button', { name: 'Show the emulator’s newest step, 2' }).waitFor()
  // The end of what the page knows is no longer the newest.
  await page.getByRole('button', { name: 'One step on' }).click()
  await position('step 1 of 1')
  await page.getByRole('button', { name: 'Show the emulator’s newest step, 2' }).click()
  await watching('Live')
  await position('step 2 of 2')
})

test('a reset is followed, and an emulator that ended is told', async (t) => {
  const { server, watching, position } = await watched(t)
  wait(server)
  await position('step 1 of 1')
  server.reset()
  await position('no steps yet')
  await server.close()
  await watching('does not answer')
})

test("nothing of an emulator's page is kept for the next one at the same port", async (t) => {
  const { server, page, position } = await watched(t)
  wait(server)
  await position('step 1 of 1')
  const kept = await page.evaluate(async () => [
    localStorage.getItem('grantscope-work'),
    (await navigator.serviceWorker.getRegistrations()).length,
  ])
  assert.deepEqual(kept, [null, 0])
})
