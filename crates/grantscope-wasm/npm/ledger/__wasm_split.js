// Reads and starts the ledger's other file, in Node. The first file asks for it when it is first needed, under the
// names that the tool gives which takes them apart, and goes on as soon as it is called back. Not here: what is in
// which file (`crates/grantscope-wasm/src/rest.rs`).
import { initSync } from './ledger_start.js'

export function __wasm_split_load_rest(callback, data) {
  const exports = initSync()
  exports.__indirect_function_table.get(callback)(data, started(exports))
}

function started(exports) {
  try {
    const file = process.getBuiltinModule('fs').readFileSync(new URL('./ledger_rest.wasm', import.meta.url))
    new WebAssembly.Instance(new WebAssembly.Module(file), { __wasm_split: exports })
    return true
  } catch {
    return false
  }
}
