// A page in headless Chromium that tells by its title what it found. Not here: what is expected of it.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { chromium } from 'playwright-core'

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' }

/**
 * The title that a page gives itself. `place` is an address, or a folder to serve; `files` come before
 * what is in the folder.
 */
export async function inBrowser(place, files = {}) {
  if (place.startsWith('http')) return titleOf(place)
  const server = createServer((request, response) => serve(place, files, request.url, response))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await titleOf(`http://127.0.0.1:${server.address().port}/`)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

async function serve(folder, files, url, response) {
  const path = url === '/' ? '/index.html' : url.split('?', 1)[0]
  const content = files[path] ?? (await readFile(join(folder, path)).catch(() => undefined))
  response.setHeader('content-type', TYPES[extname(path)] ?? 'text/plain')
  response.writeHead(content === undefined ? 404 : 200).end(content)
}

async function titleOf(address) {
  const browser = await chromium.launch({
    executablePath: process.env.GRANTSCOPE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const tab = await browser.newPage()
    const faults = []
    tab.on('pageerror', (error) => faults.push(error.message))
    await tab.goto(address)
    const told = tab.waitForFunction(() => document.title !== '', null, { timeout: 10_000 })
    await told.catch((error) => assert.fail(`${error.message} ${faults.join()}`))
    assert.deepEqual(faults, [])
    return await tab.title()
  } finally {
    await browser.close()
  }
}
