// A file of questions: a world is explored, and each answer compared with what the file expects. What
// explores is a wasm file of its own, which is loaded here and nowhere else.
// Not here: what a question means (the model's exploration).
import { readFileSync } from 'node:fs'
import { fault } from '../emulator/fault.mjs'

/** So many transitions are found before one looks how far it is. */
const SLICE = 100_000

/** How the answers differ from what was expected, if they do, and how much was looked at. */
export async function inquired(path, text) {
  const { Inquiry, initSync } = await import('./explore.js')
  initSync({ module: readFileSync(new URL('./explore_bg.wasm', import.meta.url)) })
  try {
    return explored(new Inquiry(text))
  } catch (error) {
    throw fault('bad_questions', `${path}: ${error.message}`, error)
  }
}

function explored(inquiry) {
  let progress
  do progress = JSON.parse(inquiry.run(SLICE))
  while (!progress.ended)
  const findings = JSON.parse(inquiry.findings())
  const faults = findings.map((finding, index) => told(finding, index)).filter(Boolean)
  const note = `${counted(findings.length, 'question')}, ${counted(progress.states, 'state')}${larger(progress, inquiry)}`
  return { differs: faults.join('; ') || undefined, note }
}

function told({ fault: differs, answer }, index) {
  if (!differs) return undefined
  const inputs = answer.script?.inputs.slice(-answer.steps) ?? []
  const way = inputs.map(({ command }) => command.method ?? command.type).join(', ')
  return `questions[${index}]: ${differs}${way && ` (${way})`}`
}

function larger(progress, inquiry) {
  if (progress.ended === 'everything') return ''
  const { parts } = JSON.parse(inquiry.size())
  return ` and more: ${parts.slice(0, 3).map(({ advice }) => advice).join('; ')}`
}

function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
