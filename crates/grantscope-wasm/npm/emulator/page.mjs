// The playground as the emulator's inspector: the files in `page/`, which tell the page by one line
// where the control door is. Not here: what the page does then.
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { send } from './http.mjs'

const FOLDER = new URL('../page/', import.meta.url)
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
}
// A page of this port today is another's tomorrow: nothing is kept.
const HEADERS = { 'Cache-Control': 'no-store' }

/** What answers for a path, if it is one of the page's files. */
export function page(door) {
  const files = new Set(listed())
  return (url) => {
    const path = url === '/' ? 'index.html' : url.slice(1).split('?', 1)[0]
    if (!files.has(path)) return undefined
    return (request, response) => {
      if (request.method !== 'GET') return send(response, 405, { Allow: 'GET' }, 'expected GET\n')
      const type = TYPES[extname(path)] ?? 'application/octet-stream'
      send(response, 200, { ...HEADERS, 'Content-Type': type }, content(path, door))
    }
  }
}

function listed() {
  try {
    return readdirSync(FOLDER, { recursive: true }).map((name) => name.replaceAll('\\', '/'))
  } catch {
    // A package that was put together without the page works without it.
    return []
  }
}

function content(path, door) {
  const bytes = readFileSync(new URL(path, FOLDER))
  if (path !== 'index.html') return bytes
  const named = `<meta name="emulator" content="${door.slice(1)}" />`
  return bytes.toString().replace(/<meta name="service-worker"[^>]*>/, '').replace('</head>', `${named}</head>`)
}
