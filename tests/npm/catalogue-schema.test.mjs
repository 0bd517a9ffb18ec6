// The schema of catalogues takes what the model takes, and refuses what is wrong with a shape. What the model says
// of the same mistakes is held by crates/grantscope/tests/it/mistakes.rs.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import test from 'node:test'

import Ajv from 'ajv/dist/2020.js'

const root = new URL('../../', import.meta.url)
const catalogues = new URL('crates/grantscope/catalogues/', root)
const schema = read(new URL('docs/catalogue.schema.json', root))
const { sound, shape, beyond } = read(new URL('tests/catalogues/mistakes.json', root))
const takes = new Ajv({ allErrors: true, strict: true }).compile(schema)

test('every shipped catalogue has the shape, and so has the smallest', () => {
  const shipped = readdirSync(catalogues).map((name) => read(new URL(name, catalogues)))
  for (const catalogue of [...shipped, sound]) assert.ok(takes(catalogue), told())
  assert.ok(shipped.length > 0)
})

test('every mistake in a shape is refused at its place', () => {
  for (const { says, ...change } of shape) {
    assert.ok(!takes(changed(change)), says)
    const place = says.slice(0, says.indexOf(': '))
    const places = takes.errors.map(({ instancePath, keyword, params }) => path([...instancePath.split('/').slice(1), ...named(keyword, params)]))
    assert.ok(places.includes(place), `${says}\n${told()}`)
  }
})

test('what names something else is beyond a schema, which says so', () => {
  for (const { says, ...change } of beyond) assert.ok(takes(changed(change)), `${says}\n${told()}`)
  for (const word of ['unique', 'twice', 'named', 'two sorts', 'fits what it needs', 'circle']) assert.match(schema.description, new RegExp(word))
})

test('it refuses one more than the most, and 121 characters', () => {
  const scopes = (count) => Array.from({ length: count }, (_, number) => ({ name: `s${number}`, kinds: ['room'] }))
  const methods = (count) => Array.from({ length: count }, (_, number) => ({ name: `m${number}`, needs: 'nothing' }))
  for (const most of [{ scopes: scopes(120) }, { methods: methods(200) }, { name: 'n'.repeat(120) }, { title: '🪔'.repeat(120) }]) {
    assert.ok(takes(changed({ with: most })), told())
  }
  for (const more of [{ scopes: scopes(121) }, { methods: methods(201) }, { name: 'n'.repeat(121) }, { title: 't'.repeat(121) }]) {
    assert.ok(!takes(changed({ with: more })), Object.keys(more).join())
  }
})

test('each field has a title or a description', () => {
  const shapes = [schema, schema.$defs.kind, schema.$defs.scope, schema.$defs.method]
  for (const { properties } of shapes) {
    for (const [name, { title, description }] of Object.entries(properties)) assert.ok(title && description, name)
  }
})

function changed({ with: other = {}, without = [] }) {
  const fields = Object.entries({ ...sound, ...other }).filter(([name]) => !without.includes(name))
  return Object.fromEntries(fields)
}

/** The field that is missing, or too many; or what stands twice in a list. */
function named(keyword, { missingProperty, additionalProperty, i, j }) {
  if (keyword === 'uniqueItems') return [`${Math.max(i, j)}`]
  return [missingProperty ?? additionalProperty ?? []].flat()
}

/** `scopes[1].kinds`, as the model writes places. */
function path(parts) {
  return parts.map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`)).join('').replace(/^\./, '')
}

function told() {
  return JSON.stringify(takes.errors, null, 2)
}

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
