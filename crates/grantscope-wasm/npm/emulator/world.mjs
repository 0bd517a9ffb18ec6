// The world behind the server: a sandbox, its clock, and its script as lines, outside of the sandbox,
// so that a broken one can be made again. Not here: files, sockets, and any rule.
import { instance, isTrap } from './instance.mjs'
import { fault } from './fault.mjs'

// So many steps can be asked about; the script has them all. A thousand would be more than the processor keeps at
// hand, and every call half as slow again.
const KEPT = 100
// So much may be said in them, in letters, and in all that was ever said: memory has an end.
const HEAVY = 32 << 20
const LARGEST_SCRIPT = 512 << 20
// Memory that grows page by page makes requests slow: each time the engine takes it for so much that is new, and
// looks for what it can free. Then it grows by a share of itself.
const ROOM = 32 << 20
const SHARE = 4
// In milliseconds.
const SOON = 50
// What a `response_url` begins with.
const RESPONSES = 'https://hooks.slack.com'

export class World {
  #glue
  #memory
  #room = 0
  #spare
  #mending
  #answered = false
  #sandbox
  #header
  #lines = []
  #size = 0
  #weight = 0
  #largest
  #forgotten = 0
  #clock
  #last = performance.now()
  #listeners = []
  // Where an app answers what a person did: Slack's address, until the server has one.
  #responses = RESPONSES

  /** `script` has `header`, a script without inputs, and `lines`, its inputs as texts. */
  static async open({ script, clock = 'real', largest = LARGEST_SCRIPT }) {
    const world = new World(clock, largest, await instance())
    world.load(script)
    return world
  }

  constructor(clock, largest, glue) {
    this.#clock = clock
    this.#largest = largest
    this.#use(glue)
  }

  /** Where the app answers from now on: the address of the server. */
  answerAt(address) {
    this.#responses = address
  }

  /** How many steps there were. */
  get steps() {
    return this.#lines.length
  }

  /** The oldest step that can still be asked about. */
  get first() {
    return this.#forgotten + 1
  }

  get clock() {
    return { mode: this.#clock, now: this.#glue.now(this.#sandbox) + this.#elapsed() }
  }

  set clock(mode) {
    // What has passed until now has passed.
    this.handle({ command: { type: 'wait' } })
    this.#clock = mode
    this.#last = performance.now()
  }

  /** Something to call with each step and its line, and with nothing when all steps are others. */
  listen(listener) {
    this.#listeners.push(listener)
  }

  /** The headers that a request is read by. */
  headersRead() {
    return this.#glue.headersRead().split('\n')
  }

  /** Answers a request of the Web API: texts, as `exchange` has them. */
  exchange(head, body) {
    return this.#act((after) => this.#glue.exchange(this.#sandbox, after, head, body))
  }

  consentPage(url) {
    return this.#look(() => this.#glue.consentPage(this.#sandbox, this.#elapsed(), url))
  }

  consent(url, form) {
    return this.#act((after) => this.#glue.consent(this.#sandbox, after, url, form))
  }

  /** Lets something happen. What `after` says passes beside what has passed. */
  handle({ after = 0, ...input }) {
    const later = (passed) => (Number.isInteger(after) && after >= 0 ? passed + after : after)
    const outcome = this.#act((passed) => this.#sandbox.handle({ ...input, after: later(passed) }))
    for (const { payload } of outcome.deliveries) {
      if (payload?.response_url) payload.response_url = payload.response_url.replace(RESPONSES, this.#responses)
    }
    return outcome
  }

  view() {
    return this.#look(() => this.#glue.viewLater(this.#sandbox, this.#elapsed()))
  }

  explain(question) {
    return this.#look(() => this.#glue.explainLater(this.#sandbox, this.#elapsed(), question))
  }

  cast() {
    return this.#header.cast
  }

  credentials() {
    return this.#look(() => this.#glue.settings(this.#sandbox))
  }

  markdown() {
    return this.#look(() => this.#sandbox.markdown())
  }

  /** A step with what followed, as text; empty if it was forgotten. */
  told(step) {
    const text = this.#look(() => this.#glue.told(this.#sandbox, step - this.#forgotten, this.#forgotten))
    // Inside of a text quotes are escaped: this is the field, whatever people write.
    return text.replaceAll(`"response_url":"${RESPONSES}/`, `"response_url":"${this.#responses}/`)
  }

  /** What Slack posts because of a step, signed now. */
  posts(step) {
    const kept = step - this.#forgotten
    if (this.#glue.deliveries(this.#sandbox, kept) === 0) return []
    return this.#look(() => this.#glue.posts(this.#sandbox, kept, Math.floor(Date.now() / 1000), this.#responses))
  }

  /** Whether what an address answered to a challenge proves that it is the app's. */
  passesChallenge(post, { status, type, body }, took) {
    const { challenge } = JSON.parse(post.body)
    return this.#look(() => this.#glue.passesChallenge(challenge, status, type, body, took))
  }

  /** In how many milliseconds the next event is posted again, if time passes by itself. */
  nextRetry() {
    const due = this.#clock === 'real' ? this.#glue.nextRetry(this.#sandbox) : undefined
    return due === undefined ? undefined : Math.max(0, due - this.clock.now)
  }

  /** The script: a header, and its inputs as lines. */
  script() {
    return { header: this.#header, lines: [...this.#lines] }
  }

  /** Comes where a script leads, or stays. */
  load({ header, lines }) {
    const sandbox = this.#look(() => this.#glue.Sandbox.replay({ ...header, inputs: [] }))
    // With everything in it that was left out.
    const { inputs, ...told } = sandbox.script()
    try {
      lines.forEach((line, index) => this.#take(sandbox, line, index))
    } catch (error) {
      if (!isTrap(error)) sandbox.free()
      throw error
    }
    this.#sandbox?.free()
    this.#begin(sandbox, told, [...lines])
    this.#tell()
  }

  #begin(sandbox, header, lines) {
    this.#sandbox = sandbox
    this.#header = header
    this.#lines = lines
    this.#size = lines.reduce((size, line) => size + line.length, 0)
    this.#weight = 0
    this.#forgotten = lines.length - this.#glue.steps(sandbox)
    this.#last = performance.now()
  }

  #take(sandbox, line, index) {
    try {
      this.#glue.take(sandbox, line)
    } catch (error) {
      throw Object.assign(error, { index })
    }
    if (index % KEPT === 0) this.#glue.forget(sandbox, KEPT)
  }

  /** Everything that can change the sandbox comes through here. */
  #act(act) {
    if (this.#size > this.#largest) throw fault('script_full', 'the script is as long as it may be: reset it, or restore a snapshot')
    const passed = this.#elapsed()
    const answer = this.#look(() => act(passed))
    if (!this.#answered) this.#afterFirstAnswer()
    const steps = this.#forgotten + this.#glue.steps(this.#sandbox)
    if (steps > this.#lines.length) this.#last += passed
    while (this.#lines.length < steps) this.#keep(this.#glue.input(this.#sandbox, this.#lines.length + 1 - this.#forgotten))
    this.#forget(steps)
    if (this.#memory.buffer.byteLength > this.#room) this.#reserve(this.#room / SHARE)
    return answer
  }

  #keep(line) {
    this.#size += line.length
    this.#weight += line.length
    this.#tell(this.#lines.push(line), line)
  }

  #forget(steps) {
    const heavy = this.#weight > HEAVY
    if (!heavy && steps - this.#forgotten <= 2 * KEPT) return
    this.#forgotten += this.#glue.forget(this.#sandbox, heavy ? 0 : KEPT)
    this.#weight = 0
  }

  #look(look) {
    try {
      return look()
    } catch (error) {
      if (!isTrap(error)) throw error
      this.#rebuild()
      throw fault('broken', `the model broke at step ${this.steps + 1}: it stands where it stood before`, error)
    }
  }

  /** The first answer is waited for: what may never be needed comes after it. */
  #afterFirstAnswer() {
    this.#answered = true
    setTimeout(() => this.#provide(), SOON).unref()
  }

  /** An instance in the place of this one, should it break. */
  #provide() {
    this.#spare ??= instance().then((glue) => { this.#spare = glue })
  }

  /** Another instance, where the script led to. The broken one is never used again. */
  #rebuild() {
    this.#provide()
    if (this.#spare instanceof Promise) return this.#rebuildLater()
    const spare = this.#spare
    this.#spare = undefined
    this.#provide()
    this.#use(spare)
    const sandbox = this.#glue.Sandbox.replay({ ...this.#header, inputs: [] })
    this.#lines.forEach((line, index) => this.#take(sandbox, line, index))
    this.#begin(sandbox, this.#header, this.#lines)
  }

  /** No other is there yet: whatever comes meanwhile is refused. */
  #rebuildLater() {
    this.#mending ??= this.#spare.then(() => {
      this.#mending = undefined
      this.#rebuild()
    })
  }

  #use(glue) {
    this.#glue = glue
    this.#memory = glue.start().memory
    this.#reserve(ROOM)
  }

  #reserve(bytes) {
    this.#glue.reserve(bytes)
    this.#room = this.#memory.buffer.byteLength
  }

  #elapsed() {
    return this.#clock === 'real' ? Math.floor(performance.now() - this.#last) : 0
  }

  #tell(...told) {
    for (const listener of this.#listeners) listener(...told)
  }
}
