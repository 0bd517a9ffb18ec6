// The consent page in a browser, without JavaScript: a person clicks, and is sent back to the app.
import assert from 'node:assert/strict'
import AxeBuilder from '@axe-core/playwright'
import test from 'node:test'
import { chromium } from 'playwright-core'

import { app, emulator, LUNCH, POPEYE } from './emulator.mjs'

test('a person consents and declines by clicking', async (t) => {
  const { url: back, posts } = await app(t, (_, response) => response.end('back at the app'))
  const server = await emulator(t)
  const asked = new URLSearchParams({ client_id: server.credentials().client_id, scope: 'chat:write', redirect_uri: back, state: 'a&b' })
  const tab = await browser(t, false)
  for (const [button, told] of [['Cancel', 'error=access_denied&state=a%26b'], ['Authorize', 'code=']]) {
    await tab.goto(`${server.url}/oauth/authorize?${asked}`)
    await tab.getByLabel('You are').selectOption(POPEYE)
    await tab.getByLabel('Only those ticked below').check()
    await tab.getByLabel('#lunch').check()
    await tab.getByRole('button', { name: button }).click()
    await tab.getByText('back at the app').waitFor()
    assert.ok(new URLSearchParams(new URL(tab.url()).search).toString().startsWith(told), tab.url())
  }
  const { command } = server.script().inputs.at(-1)
  assert.deepEqual(command.answer, { approve: { channels: { chosen: [LUNCH] } } })
  assert.equal(server.script().inputs.at(-2).command.user, POPEYE)
  assert.ok(posts.length > 0)
})

test('axe has nothing to report, by day and by night', async (t) => {
  const server = await emulator(t)
  const tab = await browser(t, true)
  const { client_id } = server.credentials()
  for (const single_channel of ['', '1']) {
    for (const colorScheme of ['light', 'dark']) {
      await tab.emulateMedia({ colorScheme })
      const asked = new URLSearchParams({ client_id, scope: 'chat:write,users:read', single_channel })
      await tab.goto(`${server.url}/oauth/authorize?${asked}`)
      const { violations } = await new AxeBuilder({ page: tab }).analyze()
      assert.deepEqual(violations.map(({ id }) => id), [])
    }
  }
})

test('in another system the page speaks of no Slack, and neither does what it refuses', async (t) => {
  const server = await emulator(t, { cast: { catalogue: 'file-sharing' } })
  const address = `${server.url}/oauth/authorize?${new URLSearchParams({ client_id: server.credentials().client_id, scope: 'files:read' })}`
  const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
  const asked = await (await fetch(address, { headers })).text()
  assert.match(asked, /a model of a permission system: A file-sharing service\./)
  assert.match(asked, /In which folders/)
  const refused = await (await fetch(address, { method: 'POST', headers, body: 'user=U061F7AUR&answer=approve&channels=chosen&channel=CX' })).text()
  assert.match(refused, /there is no place `CX`/)
  for (const page of [asked, refused]) assert.doesNotMatch(page.replaceAll(/<[^>]*>/g, ''), /Slack|channel|conversation|direct message/i)
  const slacks = await emulator(t)
  const own = await (await fetch(`${slacks.url}/oauth/authorize?${new URLSearchParams({ client_id: slacks.credentials().client_id, scope: 'chat:write' })}`, { headers })).text()
  assert.match(own, /a model of Slack’s legacy workspace apps\./)
})

test('what cannot be consented to is told on a page, with a way back', async (t) => {
  const server = await emulator(t)
  const tab = await browser(t, false)
  const told = []
  tab.on('console', (message) => told.push(message.text()))
  const asked = new URLSearchParams({ client_id: server.credentials().client_id, scope: 'chat:write' })
  await tab.goto(`${server.url}/oauth/authorize?${asked}`)
  await tab.getByLabel('Only those ticked below').check()
  const [answer] = await Promise.all([tab.waitForResponse((response) => response.request().method() === 'POST'), tab.getByRole('button', { name: 'Authorize' }).click()])
  await tab.getByRole('heading', { name: 'Nothing was installed' }).waitFor()
  assert.equal(answer.status(), 400)
  await tab.getByText('tick at least one').waitFor()
  await tab.getByRole('link', { name: 'Back to the question' }).click()
  await tab.getByRole('button', { name: 'Authorize' }).waitFor()
  assert.deepEqual(told.filter((text) => !text.includes('400')), [], 'what the browser asks for is there')

  await tab.goto(`${server.url}/oauth/authorize?${asked}&single_channel=1`)
  assert.equal(await tab.locator('input[type=radio]:not([required])').count(), 0)
  assert.ok(await tab.locator('input[type=radio]').count() > 1)
  for (const [query, form, message] of [
    ['', 'user=UX&answer=approve&channels=none', /there is no person `UX`/],
    ['', 'user=U061F7AUR&answer=approve&channels=chosen&channel=CX', /there is no conversation `CX`/],
    ['', 'user=U061F7AUR&answer=approve&channels=chosen', /tick at least one/],
    ['', 'user=U061F7AUR&answer=perhaps', /expected `approve` or `deny`/],
    ['&single_channel=1', 'user=U061F7AUR&answer=approve&channels=none', /choose exactly one/],
  ]) {
    const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
    const response = await fetch(`${server.url}/oauth/authorize?${asked}${query}`, { method: 'POST', headers, body: form })
    assert.deepEqual([response.status, response.headers.get('content-type')], [400, 'text/html; charset=utf-8'])
    assert.match(await response.text(), message)
  }
  assert.equal(server.view().installed, false)
})

async function browser(t, javaScriptEnabled) {
  const browser = await chromium.launch({
    executablePath: process.env.GRANTSCOPE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  t.after(() => browser.close())
  return (await browser.newContext({ javaScriptEnabled })).newPage()
}
