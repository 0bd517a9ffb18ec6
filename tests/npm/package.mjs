// The package under test: the archive that would be published, installed as a stranger would.
// Not here: building it (`cargo xtask package`).
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, 'target/npm')

/** The archive: `GRANTSCOPE_PACKAGE`, or the newest that was built. */
export const archive = find(process.env.GRANTSCOPE_PACKAGE ?? folder)

/** A project of its own, with nothing in it but the package. */
export const project = install()

/** The package's folder in that project. */
export const installed = join(project, 'node_modules/grantscope')

/** What `import` and what `require` find there. */
const from = createRequire(join(project, 'program.cjs'))
export const imported = await import(entry())
export const required = from('grantscope')
export const { createServer } = from('grantscope/server')

/** Runs a program of that project and returns what it prints. */
export function run(name, text) {
  writeFileSync(join(project, name), text)
  return execFileSync(process.execPath, [name], { cwd: project, encoding: 'utf8' })
}

/** Lets that project have what the lock file of another folder brought. */
export function lend(folder, name, as = name) {
  const target = join(project, 'node_modules', as)
  if (!existsSync(target)) symlinkSync(join(root, folder, 'node_modules', name), target)
}

function entry() {
  const program = "console.log(import.meta.resolve('grantscope'))"
  return run('resolve.mjs', program).trim()
}

function install() {
  const project = mkdtempSync(join(tmpdir(), 'grantscope-'))
  process.on('exit', () => rmSync(project, { recursive: true, force: true }))
  writeFileSync(join(project, 'package.json'), '{ "private": true }')
  const flags = ['--no-audit', '--no-fund', '--no-update-notifier', '--ignore-scripts', '--offline']
  const options = { cwd: project, stdio: ['ignore', 'ignore', 'pipe'] }
  execFileSync('npm', ['install', ...flags, archive], options)
  return project
}

/** A folder stands for the newest archive in it or beside it. */
function find(path) {
  if (path.endsWith('.tgz')) return path
  const archives = [path, dirname(path)].flatMap(archivesIn)
  const [newest] = archives.sort((one, other) => other.changed - one.changed)
  if (!newest) throw new Error(`no package in ${path}: run \`cargo xtask package\` first`)
  return newest.file
}

function archivesIn(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  return files.map((name) => {
    const file = join(folder, name)
    return { file, changed: statSync(file).mtimeMs }
  })
}
