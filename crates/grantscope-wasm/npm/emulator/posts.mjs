// What Slack posts to the app: sent, timed, tried again when the model says so, and what came of it.
// Nothing here waits for an app while somebody waits for an answer.
//
// Source: FACTS, section b (B2 for the challenge, B4 for reasons and the three seconds).
const LIMIT = 3000
const REDIRECTS = 2
const LARGEST_ANSWER = 64 << 10
// Events come in their order, unless the app takes its time.
const HEAD_START = 100
const ANSWERED_IN_BODY = new Set(['interaction', 'slash_command'])

export class Posts {
  #world
  #log
  #urls
  #turn = Promise.resolve()
  #challenged
  #epoch = 0
  #timer
  #closing = new AbortController()

  constructor(world, log, { eventsUrl, interactiveUrl, commandsUrl = interactiveUrl }) {
    this.#world = world
    this.#log = log
    this.#urls = { event: eventsUrl, url_verification: eventsUrl, interaction: interactiveUrl, slash_command: commandsUrl }
    world.listen((step) => this.#happened(step))
    if (eventsUrl) this.#ready().catch((error) => this.#broke(error))
  }

  close() {
    this.#closing.abort()
    clearTimeout(this.#timer)
  }

  #happened(step) {
    if (step === undefined) {
      this.#epoch++
    } else for (const post of this.#world.posts(step)) this.#post(post)
    clearTimeout(this.#timer)
    const left = this.#world.nextRetry()
    if (left !== undefined) this.#timer = setTimeout(() => this.#retry(), left).unref()
  }

  /** The model posts what is due whenever anything happens. */
  #retry() {
    try {
      this.#world.handle({ command: { type: 'wait' } })
    } catch (error) {
      this.#broke(error)
    }
  }

  #post(post) {
    const url = this.#urls[post.type]
    if (!url) return
    if (post.type === 'url_verification') this.#challenged = this.#send(url, post, (answer, took) => this.#world.passesChallenge(post, answer, took))
    else if (post.type === 'event') this.#event(url, post, this.#epoch)
    else void this.#send(url, post)
  }

  #event(url, post, epoch) {
    const before = this.#turn
    const sent = before.then(() => this.#deliver(url, post, epoch)).catch((error) => this.#broke(error))
    this.#turn = before.then(() => Promise.race([sent, pause(HEAD_START)]))
  }

  async #deliver(url, post, epoch) {
    const refused = post.answered ? (await this.#ready()).reason : 'endpoint_fails'
    if (!post.answered) return void this.#note(url, post, { reason: refused })
    const { reason, noRetry } = refused ? { reason: refused } : await this.#send(url, post)
    if (!reason || epoch !== this.#epoch || this.#closing.signal.aborted) return
    this.#unanswered({ type: 'unanswered', event_id: post.event_id, reason, no_retry: noRetry })
  }

  /** An address proves itself before it is sent anything, again and again until it does. */
  async #ready() {
    if (!this.#challenged) this.#world.handle({ command: { type: 'verify_request_url' } })
    const answer = await this.#challenged
    if (answer.reason) this.#challenged = undefined
    return answer
  }

  #unanswered(command) {
    try {
      this.#world.handle({ command })
    } catch (error) {
      // Somebody said so by hand before.
      this.#broke(error)
    }
  }

  #broke(error) {
    this.#log.add({ to: 'app', error: error.message })
  }

  async #send(url, post, accepts = () => true) {
    const [began, epoch] = [performance.now(), this.#epoch]
    const answer = await this.#tried(url, post)
    const took = Math.round(performance.now() - began)
    const well = answer.status >= 200 && answer.status < 300 && accepts(answer, took)
    const reason = answer.reason ?? (well ? undefined : 'http_error')
    if (epoch === this.#epoch) this.#note(url, post, { status: answer.status, reason, took, not_modelled: ignored(post, answer) })
    return { reason, noRetry: answer.noRetry ?? false }
  }

  async #tried(url, post) {
    // Not `AbortSignal.any` of a `timeout`: Node 20 may throw that away before its time has come.
    const stop = new AbortController()
    const { signal } = stop
    const close = () => stop.abort()
    const timer = setTimeout(() => stop.abort(new DOMException('no answer came', 'TimeoutError')), LIMIT)
    this.#closing.signal.addEventListener('abort', close, { once: true })
    if (this.#closing.signal.aborted) close()
    try {
      for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
        const answer = await exchange(url, post, signal)
        if (!answer.location) return answer
        url = new URL(answer.location, url).href
      }
      return { reason: 'too_many_redirects' }
    } catch (error) {
      return { reason: reasonOf(error, signal) }
    } finally {
      clearTimeout(timer)
      this.#closing.signal.removeEventListener('abort', close)
    }
  }

  #note(url, { type, event_id, retry, body }, came) {
    const told = Object.entries({ type, url, event_id, retry, body, ...came }).filter(([, value]) => value != null)
    this.#log.add({ to: 'app', ...Object.fromEntries(told) })
  }
}

// No document of these apps says what becomes of it, so that the log at least says that nothing does.
function ignored({ type }, { body }) {
  if (body === undefined || body.length === 0 || !ANSWERED_IN_BODY.has(type)) return undefined
  return `the answer in the body, of ${body.length} bytes, changes nothing`
}

async function exchange(url, { headers, body }, signal) {
  // TLS is slow to load, and hardly ever wanted here.
  const { request: over } = await import(url.startsWith('https:') ? 'node:https' : 'node:http')
  const bytes = Buffer.from(body)
  const options = { method: 'POST', signal, headers: [...headers, ['Content-Length', String(bytes.length)]].flat() }
  options.headers.push('Host', new URL(url).host)
  return new Promise((resolve, reject) => {
    const request = over(url, options, async (response) => {
      try {
        resolve(answerOf(response, await read(response)))
      } catch (error) {
        reject(error)
      }
    })
    request.on('error', reject).end(bytes)
  })
}

function answerOf({ statusCode: status, headers }, body) {
  const location = status >= 300 && status < 400 ? headers.location : undefined
  return { status, location, body, type: headers['content-type'] ?? '', noRetry: headers['x-slack-no-retry'] === '1' }
}

async function read(response) {
  const chunks = []
  let size = 0
  for await (const chunk of response) {
    if (size < LARGEST_ANSWER) chunks.push(chunk)
    size += chunk.length
  }
  return Buffer.concat(chunks)
}

function reasonOf(error, signal) {
  if (signal.reason?.name === 'TimeoutError') return 'http_timeout'
  const { code = '' } = error
  if (/CERT|SSL|TLS|SIGNATURE|EPROTO/.test(code)) return 'ssl_error'
  return /^E[A-Z]/.test(code) ? 'connection_failed' : 'unknown_error'
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}
