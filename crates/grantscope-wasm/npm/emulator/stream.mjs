// The steps as they happen, as server-sent events: `step` with what followed, and `reset` when all of
// them are others from now on. Not here: a browser's own page that shows them.

// A reader that is so far behind, in bytes, is let go; it comes back and goes on where it was.
const FAR_BEHIND = 1 << 20
const KEEP_ALIVE = 15_000

export class Stream {
  #world
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
    const asked = Number(request.headers['last-event-id'] ?? searchParams.get('since') ?? this.#world.steps)
    const since = Number.isSafeInteger(asked) && asked >= 0 ? asked : 0
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' })
    response.write(event('open', undefined, JSON.stringify({ steps: this.#world.steps, first: this.#world.first })))
    for (let step = Math.max(since + 1, this.#world.first); step <= this.#world.steps; step++) response.write(this.#step(step))
    this.#readers.add(response)
    response.on('close', () => this.#readers.delete(response))
  }

  #happened(step) {
    if (this.#readers.size === 0) return
    this.#write(step === undefined ? event('reset', this.#world.steps, JSON.stringify({ steps: this.#world.steps })) : this.#step(step))
  }

  #step(step) {
    return event('step', step, this.#world.told(step))
  }

  #write(text) {
    for (const reader of this.#readers) {
      reader.write(text)
      if (reader.writableLength > FAR_BEHIND) reader.destroy()
    }
  }
}

function event(name, id, data) {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${data}\n\n`
}
