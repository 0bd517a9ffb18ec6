// What explores is a wasm file of its own, which is loaded when it is first asked for something.
import { readFileSync } from 'node:fs'

let explorer

export async function load() {
  explorer ??= import('./explore.js').then((module) => {
    module.initSync({ module: readFileSync(new URL('./explore_bg.wasm', import.meta.url)) })
    return module
  })
  return explorer
}
