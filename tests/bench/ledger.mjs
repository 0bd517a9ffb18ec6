// The Node half of `cargo xtask bench`: measures, and keeps the figures as JSON. GRANTSCOPE_PACKAGE names
// the folder of the package, GRANTSCOPE_RESULTS where the figures go. Parts may be named: `log start`. By hand it
// is run as `xtask bench` runs it, with `--single-threaded-gc`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

import { decisions, growth } from './decisions.mjs'
import { explore } from './explore.mjs'
import { log } from './log.mjs'
import { sandbox } from './sandbox.mjs'
import { start } from './start.mjs'

const folder = resolve(process.env.GRANTSCOPE_PACKAGE ?? 'target/npm/grantscope')
const ours = await import(pathToFileURL(join(folder, 'node.mjs')).href)

const parts = { start, decisions, log, growth, sandbox, explore, sizes }
const wanted = process.argv.slice(2)
const results = { node: process.version }
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  process.stderr.write(`measuring in Node: ${name}\n`)
  results[name] = await measure(ours, folder)
}
const text = JSON.stringify(results, null, 2)
if (process.env.GRANTSCOPE_RESULTS) writeFileSync(join(process.env.GRANTSCOPE_RESULTS, 'node.json'), text)
else console.log(text)

function sizes() {
  const gzip = (file) => gzipSync(readFileSync(file), { level: 9 }).length
  const cedar = new URL('./node_modules/@cedar-policy/cedar-wasm/nodejs/cedar_wasm_bg.wasm', import.meta.url)
  const [ledger, whole] = ['ledger/ledger_bg.wasm', 'grantscope_bg.wasm'].map((file) => gzip(join(folder, file)))
  return { ledger, whole, Cedar: gzip(cedar) }
}
