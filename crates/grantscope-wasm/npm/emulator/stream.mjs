// The steps as they happen, as server-sent events: `step` with what followed, and `reset` when all of
// them are others from now on. Not here: a browser's own page that shows them.

// A step has the number of its world before its own: who comes back after the server was started again, or its
// world was reset, was told of others.
let worlds = Date.now()

// A reader that is so far behind, in bytes, is let go; it comes back and goes on where it was.
const FAR_BEHIND = 1 << 20
const KEEP_ALIVE = 15_000

export class Stream {
  #world
  #name = String(++worlds)
  #readers = new Set()
  #timer

  constructor(world) {
    this.#world = world
    world.listen((step) => this.#happened(step))
    this.#timer = setInterval(() => this.#write(': still here\n\n'), KEEP_ALIVE).unref()
  }

  close() {
    clearInterval(this.#timer)
    for (const reader of this.#readers) reader.end()
  }

  /** `?since=N`, or where the reader stopped: what came after so many steps, as far as it is kept. */
  open(request, response) {
    const { searchParams } = new URL(request.url, 'http://localhost')
    const { steps } = this.#world
    const [name, last] = request.headers['last-event-id']?.split('-') ?? []
    const asked = Number(last ?? searchParams.get('since') ?? steps)
    const isElsewhere = (name !== undefined && name !== this.#name) || asked > steps
    const since = Number.isSafeInteger(asked) && asked >= 0 ? asked : 0
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' })
    response.write(event('open', this.#id(since), JSON.stringify({ steps, first: this.#world.first })))
    if (isElsewhere) response.write(this.#reset())
    else for (let step = Math.max(since + 1, this.#world.first); step <= steps; step++) response.write(this.#step(step))
    this.#readers.add(response)
    response.on('close', () => this.#readers.delete(response))
  }

  #happened(step) {
    if (step === undefined) this.#name = String(++worlds)
    if (this.#readers.size > 0) this.#write(step === undefined ? this.#reset() : this.#step(step))
  }

  #reset() {
    return event('reset', this.#id(this.#world.steps), JSON.stringify({ steps: this.#world.steps }))
  }

  #step(step) {
    return event('step', this.#id(step), this.#world.told(step))
  }

  #id(step) {
    return `${this.#name}-${step}`
  }

  #write(text) {
    for (const reader of this.#readers) {
      reader.write(text)
      if (reader.writableLength > FAR_BEHIND) reader.destroy()
    }
  }
}

function event(name, id, data) {
  return `id: ${id}\nevent: ${name}\ndata: ${data}\n\n`
}
