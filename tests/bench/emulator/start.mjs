// How long it takes until there is something, in a process of its own: `import`, and a first answer.
import { get } from 'node:http'

const [what, folder] = process.argv.slice(2)
const began = performance.now()
if (what === 'import') await import(`${folder}/node.mjs`)
else if (what === 'emulate') await first(() => import('emulate'), ({ createEmulator }) => createEmulator({ service: 'slack', port: Number(folder) }))
else await first(() => import(`${folder}/server.mjs`), ({ createServer }) => createServer())
process.send(performance.now() - began, () => process.exit())

/** Imports before the clock starts: what is asked is how long a test waits for its server. */
async function first(load, create) {
  const loaded = await load()
  await answered(await plain())
  const began = performance.now()
  const { url } = await create(loaded)
  await answered(`${url}/api/api.test`)
  process.send(performance.now() - began, () => process.exit())
  await new Promise(() => {})
}

/** The client's own first request is not the server's time. */
async function plain() {
  const { createServer } = await import('node:http')
  const server = createServer((_, response) => response.end())
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return `http://127.0.0.1:${server.address().port}/`
}

function answered(url) {
  return new Promise((resolve, reject) => get(url, (response) => response.resume().on('end', resolve)).on('error', reject))
}
