// `grantscope replay FILE`: the story that a script tells, as Markdown.
import { fault } from '../emulator/fault.mjs'
import { placed, readScript } from '../emulator/script-file.mjs'
import { Sandbox } from '../node.mjs'

export async function replay(words) {
  if (words.length !== 1) throw fault('bad_option', `replay: expected one file, got ${words.length}`)
  process.stdout.write(replayed(words[0]).sandbox.markdown())
  return 0
}

/** A file's script, and the sandbox at its end with what followed from each input. */
export function replayed(path) {
  const script = readScript(path)
  if (!script) throw fault('unreadable', `${path}: there is no such file`)
  try {
    const sandbox = Sandbox.replay({ ...script.header, inputs: [] })
    return { script, sandbox, outcomes: script.lines.map((line, index) => handled(sandbox, line, index)) }
  } catch (error) {
    throw placed(error, path, script)
  }
}

function handled(sandbox, line, index) {
  try {
    return sandbox.handle(line)
  } catch (error) {
    throw Object.assign(error, { index })
  }
}
