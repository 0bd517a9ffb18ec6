// What the app may do, as far as it was told, and what waits for it. Not here: what permissions mean,
// which the ledger knows.
import { Ledger } from 'grantscope'

export class Permissions {
  /** The events to hand to `apply`. */
  static EVENTS = [
    'resources_added',
    'resources_removed',
    'scope_granted',
    'scope_denied',
    'user_resource_granted',
    'user_resource_denied',
    'user_resource_removed',
    'app_uninstalled',
  ]

  #ledger = new Ledger()
  #waiting = []

  /** Asks Slack what it has granted. */
  async lookUp({ client, access }) {
    const info = await client.apps.permissions.info()
    const usersList = await client.apiCall('apps.permissions.users.list')
    this.#ledger = Ledger.from({ info, usersList, oauthAccess: access })
  }

  /** Takes in what Slack posted; does what waited for it, and gives up what was declined. */
  async apply(envelope) {
    const [{ stage, sentence, repeated }] = this.#ledger.apply(envelope)
    console.log(`it hears: ${sentence}`)
    if (repeated) return
    const waiting = this.#waiting
    this.#waiting = stage === 'rejected' ? [] : waiting.filter(({ question }) => !this.allow(question))
    for (const { question, then } of waiting) if (this.allow(question)) await then()
  }

  /** Does it now, or asks for the permission and does it later. */
  async need(question, { ask, then }) {
    if (this.allow(question)) return then()
    this.#waiting.push({ question, then })
    console.log(`it asks: may I call ${question.method}?`)
    await ask()
  }

  allow({ method, channel, user }) {
    return this.#ledger.allows(method, channel, user)
  }

  /** Why not, in a sentence. */
  reason(question) {
    return this.#ledger.explain(question).because[0].sentence
  }
}
