// A file of questions: a world is explored, and each answer compared with what the file expects. Each is
// told with its script, which can be written into a file of its own.
// Not here: what a question means (the model's exploration).
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fault } from '../emulator/fault.mjs'
import { Sandbox } from '../node.mjs'
import { load } from './explorer.mjs'
import { line, mistaken } from './mistakes.mjs'

/** So many transitions are found before one looks how far it is. */
const SLICE = 100_000

/** How the answers differ from what was expected, if they do, how much was looked at, and each answer. */
export async function inquired(path, text, { scripts }) {
  const { Inquiry, mistakesInQuestions } = await load()
  const mistakes = JSON.parse(mistakesInQuestions(text))
  if (mistakes.length > 0) throw mistaken('bad_questions', path, mistakes.map(line))
  const inquiry = new Inquiry(text)
  try {
    return explored(inquiry, (script, index) => scripts && write(scripts, path, script, index))
  } finally {
    inquiry.free()
  }
}

function explored(inquiry, keep) {
  let progress
  do progress = JSON.parse(inquiry.run(SLICE))
  while (!progress.ended)
  const findings = JSON.parse(inquiry.findings())
  const faults = findings.map(({ fault: differs, answer }, index) => differs && `questions[${index}]: ${differs}${acts(answer)}`)
  const whole = progress.ended === 'everything'
  return {
    differs: faults.filter(Boolean).join('; ') || undefined,
    note: `${counted(findings.length, 'question')}, ${counted(progress.states, 'state')}${whole ? '' : ' and more'}`,
    lines: [
      ...findings.flatMap(({ answer }, index) => answered(answer, index, keep(answer.script, index))),
      ...(whole ? [] : larger(progress, JSON.parse(inquiry.size()))),
    ],
  }
}

function acts(answer) {
  const way = found(answer).map(({ command }) => command.method ?? command.type).join(', ')
  return way && ` (${way})`
}

/** The inputs of an answer's script that come after the story. */
function found({ script, steps }) {
  return steps ? script.inputs.slice(-steps) : []
}

const ANSWERS = {
  way: 'there is a way',
  no_way: 'there is no way',
  holds: 'it holds',
  counterexample: 'it does not hold',
}

/** An answer, and its script step by step: what happens, and the line of a script that makes it happen. */
function answered(answer, index, file) {
  const { states, transitions, everything, steps } = answer
  const told = `questions[${index}]: ${ANSWERS[answer.answer]}`
  if (steps === undefined) {
    const looked = `${counted(states, 'state')} and ${counted(transitions, 'transition')}`
    return [everything ? `${told}: in all ${looked}` : `${told} so far: in ${looked}, and there are more`]
  }
  const sentences = steps > 0 ? Sandbox.replay(answer.script).history().slice(-steps) : []
  const way = sentences.flatMap(({ input, outcome }, step) => [`  ${step + 1}. ${outcome.sentence}`, `     ${JSON.stringify(input)}`])
  const length = steps > 0 ? `after ${counted(steps, 'step')}` : 'as it is at the end of the story'
  return [`${told}: ${length}`, ...way, ...(file ? [`  the whole script: ${file}`] : [])]
}

/** A script of its own for an answer, which the page and `grantscope replay` open. */
function write(folder, path, script, index) {
  if (!script) return undefined
  const file = join(folder, `${basename(path).replace(/\.json$/, '')}-${index}.json`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, `${JSON.stringify(script, null, 2)}\n`)
  } catch (error) {
    throw fault('unwritable', `--scripts: ${file}: it cannot be written: ${error.code}`, error)
  }
  return file
}

/** Which limit came first, how large the world would be, and what of it to shrink: the largest first. */
function larger({ ended, states, depth }, { at_most: most, parts }) {
  const size = most < 1e15 ? Math.round(most).toLocaleString('en') : most.toExponential(0)
  return [
    `\`limits.${ended}\` came first, at ${counted(states, 'state')} and ${counted(depth, 'step')}: raise it, or make the world smaller`,
    `as far as was seen there may be up to ${size} states, if all of these come together:`,
    ...parts.map(({ part, values, advice, fields }) => `  ${part}: ${counted(values, 'value')}: ${advice} (\`${fields.join('`, `')}\`)`),
  ]
}

function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
