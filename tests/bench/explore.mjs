// Exploration in Node: the world of `world.json`, which is explored natively, too. Not here: what is found there.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { middle, spent } from './rounds.mjs'

const SLICE = 100_000

/** How many transitions there are, and how many are found in a second. */
export async function explore(_, folder) {
  const { Inquiry, initSync } = await import(pathToFileURL(join(folder, 'cli/explore.js')).href)
  initSync({ module: readFileSync(join(folder, 'cli/explore_bg.wasm')) })
  const world = readFileSync(new URL('world.json', import.meta.url), 'utf8')
  let transitions
  const rates = Array.from({ length: 5 }, () => {
    const inquiry = new Inquiry(world)
    let progress
    const time = spent(() => {
      do progress = JSON.parse(inquiry.run(SLICE))
      while (!progress.ended)
    })
    inquiry.free()
    transitions = progress.transitions
    return transitions / (time / 1e9)
  })
  return { transitions, 'transitions in a second': middle(rates) }
}
