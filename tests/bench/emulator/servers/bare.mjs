// A server of Node's that answers anything with the least that a client takes for an answer.
import { createServer } from 'node:http'
import { ready } from './ready.mjs'

const server = createServer((request, response) => response.setHeader('Content-Type', 'application/json').end('{"ok":true}'))
server.listen(0, '127.0.0.1', () => ready({ url: `http://127.0.0.1:${server.address().port}` }))
