// The model as a wasm instance of its own: a trap makes an instance useless, and every server must be
// able to have another. It is compiled to be quick, and nobody fetches it. Not here: the instance that
// `import 'grantscope'` gives (`node.mjs`), which is compiled to be small.
import { readFileSync } from 'node:fs'

let made = 0
// Begun by whoever imports a server, in another thread, so that the first server need not wait for all of it.
const compiled = WebAssembly.compile(readFileSync(new URL('./model_bg.wasm', import.meta.url)))
// It is told to who asks for an instance.
compiled.catch(() => {})

/** The generated glue, bound to an instance that nobody else has. */
export async function instance() {
  const module = await compiled
  // Another address is another module to Node, with variables of its own.
  const glue = await import(`./model.js?instance=${++made}`)
  return { ...glue, start: () => glue.initSync({ module }) }
}

/** Whether an instance broke, rather than refused. A full stack is a trap, too. */
export function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
}
