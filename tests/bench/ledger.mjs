// The Node half of `cargo xtask bench`: prints what it measured as JSON. GRANTSCOPE_PACKAGE names the
// folder of the package.
import { pathToFileURL } from 'node:url'
import { join, resolve } from 'node:path'

import { decisions, growth } from './decisions.mjs'
import { log } from './log.mjs'

const folder = resolve(process.env.GRANTSCOPE_PACKAGE ?? 'target/npm/grantscope')
const ours = await import(pathToFileURL(join(folder, 'node.mjs')).href)

const parts = { decisions, log, growth }
const wanted = process.argv.slice(2)
const results = { node: process.version }
for (const [name, measure] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  process.stderr.write(`measuring: ${name}\n`)
  results[name] = await measure(ours)
}
console.log(JSON.stringify(results, null, 2))
