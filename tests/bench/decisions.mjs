// Decisions: the ledger beside what one would write by hand, and beside libraries.
import assert from 'node:assert/strict'

import { byHand, byHandOnIntegers, linesByHand } from './peers/by-hand.mjs'
import { accessControl, casbinEnforcer, casl, cedarWasm } from './peers/libraries.mjs'
import { loop, rounds, unhashed } from './rounds.mjs'
import { answeredSlowly, lookedUp, METHODS, workload } from './workload.mjs'

// So many questions for those who are slow.
const FEW = 1_000
// A round takes a third of a second, and two that are a few hundredths apart need many.
const ROUNDS = 45

/** The nanoseconds of a decision, for everybody, in each round. */
export async function decisions({ Ledger }) {
  const { grants, questions } = workload()
  const ledger = Ledger.from(lookedUp(grants))
  const hand = byHand(grants)
  const libraries = { casl: casl(grants), casbin: await casbinEnforcer(grants), cedar: cedarWasm(grants), accesscontrol: accessControl(grants) }
  const expected = questions.map((question) => hand(...question))
  questions.slice(0, 5 * FEW).forEach((question, index) => assert.equal(answeredSlowly(grants, question), expected[index], `${question}`))
  agree(questions, expected, (...question) => ledger.allows(...question))
  for (const [name, allows] of Object.entries(libraries)) agree(questions.slice(0, name === 'casl' ? questions.length : FEW), expected, allows, name)

  const [methods, channels, users] = columns(questions)
  const handles = { methods: Uint32Array.from(methods, (it) => ledger.method(it)), channels: Uint32Array.from(channels, (it) => ledger.channel(it)), users: Uint32Array.from(users, (it) => ledger.user(it)) }
  const names = { methods: Object.keys(METHODS), channels: [...new Set(channels)], users: [...new Set(users)] }
  const numbers = interned(names, { methods, channels, users })
  const onIntegers = byHandOnIntegers(grants, names)
  agree(questions, expected, (_m, _c, _u, index) => onIntegers(numbers.methods[index], numbers.channels[index], numbers.users[index]), 'by hand on integers')
  agree(questions, expected, (_m, _c, _u, index) => ledger.allows(handles.methods[index], handles.channels[index], handles.users[index]), 'handles')
  const bits = ledger.allowsMany(handles.methods, handles.channels, handles.users)
  agree(questions, expected, (_m, _c, _u, index) => ((bits[index >> 3] >> (index & 7)) & 1) === 1, 'allowsMany')
  const text = new TextEncoder().encode(questions.map((question) => `${question.join(' ')}\n`).join(''))
  assert.deepEqual(ledger.allowsLines(text), linesByHand(hand)(text))

  const count = questions.length
  const asked = (allows) => loop(allows)
  const all = (allows) => {
    const ask = asked(allows)
    return { count, run: () => ask(methods, channels, users) }
  }
  const few = (allows) => {
    const ask = asked(allows)
    const [someMethods, someChannels, someUsers] = columns(questions.slice(0, FEW))
    return { count: FEW, run: () => ask(someMethods, someChannels, someUsers) }
  }
  const fresh = (allows, methods) => {
    const ask = asked(allows)
    return { count, run: ([channels, users]) => ask(methods, channels, users) }
  }
  const byHandles = (allows, { methods, channels, users }) => {
    const ask = asked(allows)
    return { count, run: () => ask(methods, channels, users) }
  }
  const ours = () => (method, channel, user) => ledger.allows(method, channel, user)
  const freshTexts = () => [unhashed(channels), unhashed(users)]
  const handLines = linesByHand(byHand(grants))
  return rounds(
    {
      'by hand': all(byHand(grants)),
      'by hand, texts not hashed before': fresh(byHand(grants), methods),
      'by hand, on integers': byHandles(byHandOnIntegers(grants, names), numbers),
      'by hand, lines of bytes': { count, run: () => handLines(text) },
      CASL: all(libraries.casl),
      casbin: few(libraries.casbin),
      Cedar: few(libraries.cedar),
      accesscontrol: few(libraries.accesscontrol),
      'ledger, texts': all(ours()),
      'ledger, texts not hashed before': fresh(ours(), methods),
      'ledger, the method prepared, texts not hashed before': fresh(ours(), Array.from(handles.methods)),
      'ledger, all prepared': byHandles(ours(), handles),
      'ledger, all prepared, in a batch': { count, run: () => ledger.allowsMany(handles.methods, handles.channels, handles.users) },
      'ledger, lines of bytes': { count, run: () => ledger.allowsLines(text) },
    },
    { times: ROUNDS, begin: { 'by hand, texts not hashed before': freshTexts, 'ledger, texts not hashed before': freshTexts, 'ledger, the method prepared, texts not hashed before': freshTexts } },
  )
}

/** How much a decision costs with a hundred times as much granted, against the usual workload. */
export function growth({ Ledger }) {
  const sizes = { usual: {}, large: { publicChannels: 1_000_000, privateChannels: 200_000, users: 1_200_000, excluded: 100_000, granted: 100_000, people: 1_000_000 } }
  const contenders = {}
  for (const [size, options] of Object.entries(sizes)) {
    const { grants, questions } = workload(options)
    const ledger = Ledger.from(JSON.stringify(lookedUp(grants).info))
    const people = grants.people.ids
    ledger.applyLog(people.map((user) => JSON.stringify({ type: 'event_callback', event: { type: 'user_resource_granted', user, scopes: grants.people.scopes } })).join('\n'))
    const hand = byHand(grants)
    agree(questions, questions.map((question) => hand(...question)), (...question) => ledger.allows(...question), size)
    const [methods, channels, users] = columns(questions)
    const given = [methods.map((it) => ledger.method(it)), channels.map((it) => ledger.channel(it)), users.map((it) => ledger.user(it))]
    const ask = { hand: loop(hand), texts: loop((m, c, u) => ledger.allows(m, c, u)), prepared: loop((m, c, u) => ledger.allows(m, c, u)) }
    const count = questions.length
    contenders[`by hand, ${size}`] = { count, run: () => ask.hand(methods, channels, users) }
    contenders[`ledger, texts, ${size}`] = { count, run: () => ask.texts(methods, channels, users) }
    contenders[`ledger, all prepared, ${size}`] = { count, run: () => ask.prepared(...given) }
  }
  return rounds(contenders, { times: 9 })
}

function agree(questions, expected, allows, name = 'ledger') {
  questions.forEach((question, index) => {
    if (allows(...question, index) !== expected[index]) throw new Error(`${name}: expected ${expected[index]} for ${question}`)
  })
}

function columns(questions) {
  return [0, 1, 2].map((column) => questions.map((question) => question[column]))
}

function interned(names, columns) {
  return Object.fromEntries(Object.entries(columns).map(([name, texts]) => {
    const places = new Map(names[name].map((it, place) => [it, place]))
    return [name, Uint32Array.from(texts, (it) => places.get(it))]
  }))
}
