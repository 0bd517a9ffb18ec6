// What lies beside the modules, as it is read in Node. Asked of the process, because to import `node:fs` takes two
// milliseconds. Not here: the ledger's other file, which the first one reads itself (`ledger/__wasm_split.js`).
import { fault } from './guard.mjs'

// What is thrown where a file is at fault, by its name: not that memory is short, or that there is no wasm.
const DAMAGED = ['CompileError', 'LinkError', 'SyntaxError', 'TypeError']

/** What the glue makes of a wasm file: its exports. A glue that was given another file once does not forget it. */
export function startedFrom(url, start) {
  return withFile(url, (module) => {
    const exports = start({ module })
    if (typeof exports.__wbindgen_start !== 'function') throw new TypeError('what was read first is not a wasm file of the package')
    return exports
  })
}

/** What `use` makes of a file of the package, which has to be there and whole. */
export function withFile(url, use) {
  let bytes
  try {
    bytes = process.getBuiltinModule('fs').readFileSync(url)
  } catch (cause) {
    throw incomplete(url, cause)
  }
  try {
    return use(bytes)
  } catch (cause) {
    throw DAMAGED.includes(cause.name) ? incomplete(url, cause) : cause
  }
}

function incomplete(url, cause) {
  const message = `expected a file of the package at \`${url.pathname}\`, readable and whole, got the error in \`cause\`: install the package again, or copy its files beside the program if it was bundled, and start the program anew`
  return Object.assign(fault('incomplete', message), { cause })
}
