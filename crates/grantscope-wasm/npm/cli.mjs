#!/usr/bin/env node
// `npx grantscope`: the words that were typed, joined to what carries them out. The status is 0 if all
// was well, 1 for a difference, 2 for a mistake in what was typed or in a file.
import { readFileSync } from 'node:fs'

const COMMANDS = {
  serve: async (words) => (await import('./cli/serve.mjs')).serve(words),
  replay: async (words) => (await import('./cli/replay.mjs')).replay(words),
  check: async (words) => (await import('./cli/check.mjs')).check(words),
}

const USAGE = `grantscope: Slack's legacy workspace apps, as a model that runs

  grantscope serve [options]     an emulator on 127.0.0.1
    --port N                     the port; without it: 4180
    --cast FILE                  who and what is there, as JSON
    --script FILE                the script as lines of JSON: read if it is there, and gone on with
    --date DAY                   when the story begins: 2018-09-08
    --dialect NAME=CHOICE        which of two contradicting documents is followed; as often as needed
    --clock real|frozen          whether time passes by itself; without it: real. A world that begins frozen
                                 has no rate limits, unless --dialect says so
    --events-url URL             where events are posted
    --interactive-url URL        where clicks, actions and dialogs are posted
    --commands-url URL           where slash commands are posted; without it: as --interactive-url
  grantscope replay FILE         what a script tells, as Markdown
  grantscope check FILE...       whether scenarios lead to what was expected of them, and whether a world
                                 answers a file of questions as the file expects; what is wrong with a
                                 permission system of one's own
    --scripts FOLDER             where the shortest script of each answer is written, to be replayed or opened
  grantscope --version           which one this is
`

const HELP = new Set(['--help', '-h'])

const [name, ...words] = process.argv.slice(2)
process.exitCode = await run()

async function run() {
  if (name === undefined || name === 'help' || [name, ...words].some((word) => HELP.has(word))) {
    process.stdout.write(USAGE)
    return name === undefined ? 2 : 0
  }
  if (name === '--version') {
    process.stdout.write(`${version()}\n`)
    return 0
  }
  if (!Object.hasOwn(COMMANDS, name)) return mistake(`\`${name}\`: expected serve, replay or check`)
  try {
    return await COMMANDS[name](words)
  } catch (error) {
    return mistake(error.code ? error.message : error.stack)
  }
}

function version() {
  return JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')).version
}

function mistake(message) {
  process.stderr.write(`error: ${message}\n`)
  return 2
}
