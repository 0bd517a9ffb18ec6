// Reads and starts the ledger's other file, in Node. The first file asks for it when it is first needed, under the
// names that the tool gives which takes them apart, and goes on as soon as it is called back. Not here: what is in
// which file (`crates/grantscope-wasm/src/rest.rs`), and what the other is called: the build names it after what is in
// both (`crates/xtask/src/split.rs`).
import { initSync } from './ledger_start.js'

const failures = {}

export function __wasm_split_load_rest(callback, data) {
  const exports = initSync()
  exports.__indirect_function_table.get(callback)(data, started(exports))
}

/** What was thrown when a part was last asked for in vain. There is one; it has a name so that the call is shaped like others. */
export function whyNot(part) {
  return failures[part]
}

function started(exports) {
  try {
    const file = process.getBuiltinModule('fs').readFileSync(new URL('./PART.wasm', import.meta.url))
    new WebAssembly.Instance(new WebAssembly.Module(file), { __wasm_split: exports })
    return true
  } catch (error) {
    failures.rest = error
    return false
  }
}
