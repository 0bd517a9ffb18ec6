// npm `emulate`, with what it brings for Slack. Any token is somebody's to it, and each may make 5,000 calls an hour,
// which cannot be turned off: so there are many.
import { createEmulator } from 'emulate'
import { ready } from './ready.mjs'

const { url } = await createEmulator({ service: 'slack', port: Number(process.argv[2]) })
ready({ url, tokens: Array.from({ length: 200 }, (_, index) => `xoxb-${index}`), channel: 'C000000001' })
