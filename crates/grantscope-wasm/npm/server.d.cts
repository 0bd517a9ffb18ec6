/** The emulator: Slack for workspace apps as a server of this machine's own. For Node. */
import type { Cast, Dialect, Explanation, FaultCode, GrantScopeError, Input, Outcome, Question, Script, View } from './index.cjs'

/**
 * Starts an emulator on 127.0.0.1. `npx grantscope serve` is the same as a command.
 *
 * @throws {GrantScopeError} If an option, the cast or the script is at fault.
 */
export function createServer(options?: ServerOptions): Promise<Server>

/** What a server is asked for. */
export interface ServerOptions {
  /** The port. Left out: any that is free. */
  port?: number
  /** Who and what is there. What is left out is as in Slack's documents. */
  cast?: Partial<Cast>
  /** When the story begins: seconds since 1970, a `Date`, or a text such as `2018-09-08`. */
  date?: number | Date | string
  /** Which of two contradicting documents is followed. */
  dialect?: Dialect
  /**
   * A file that keeps the script as lines of JSON: read if it is there, and gone on with. Each step is
   * in it before it is answered.
   */
  script?: string
  /**
   * Whether time passes by itself, or only when it is told to. Left out: `real`. A world that begins `frozen` has no rate
   * limits, unless `dialect` or the cast says so: who is told to come back later would come back for ever.
   */
  clock?: ClockMode
  /** Where events are posted. Left out: nowhere. It has to answer the challenge first. */
  eventsUrl?: string
  /** Where clicks, message actions and dialogs are posted. Left out: nowhere. */
  interactiveUrl?: string
  /** Where slash commands are posted. Left out: as `interactiveUrl`. */
  commandsUrl?: string
}

export type ClockMode = 'real' | 'frozen'

/** A server that runs, and the control door to it: `/_grantscope/` over HTTP does the same. */
export interface Server {
  /** `http://127.0.0.1:4180`. A client wants `${url}/api/`. */
  readonly url: string
  readonly port: number

  /** Lets something happen. `after` passes in addition to what the clock says. */
  handle(input: Input | string): Outcome
  view(): View
  explain(question: Question): Explanation
  script(): Script & { cast: Cast }
  markdown(): string
  /** What the app's settings page shows. */
  credentials(): Settings
  /** The last thousand requests since the last `reset` or `restore`, in both directions, newest last. */
  requests(): LoggedRequest[]

  /** What time it is; `advance` lets milliseconds pass, `mode` says whether time passes by itself. */
  clock(change?: { advance?: number; mode?: ClockMode }): { mode: ClockMode; now: number }
  /** Something breaks at Slack: the next `calls` (from 1 on; left out: all) of `method` (left out: any) fail. */
  fault(what: { error: FaultCode; method?: string; calls?: number }): Outcome
  /** Slack works again. */
  recover(): Outcome

  /** Back to before anything happened. */
  reset(): { steps: number }
  /** Remembers how things stand. The newest hundred are kept: the oldest goes for one more. */
  snapshot(): { id: string; steps: number }
  /** Back to how things stood. */
  restore(id: string): { steps: number }

  /** Ends it; what is on its way is given up. */
  close(): Promise<void>
}

/** What the settings page of an app shows. */
export interface Settings {
  app_id: string
  client_id: string
  client_secret: string
  signing_secret: string
  verification_token: string
  access_token: string | null
  refresh_token: string | null
}

/** A call of the Web API, which the app made, or a post to it. */
export interface LoggedRequest {
  number: number
  /** When it really was, as `2026-11-22T04:56:00.622Z`. */
  at: string
  /** Left out of posts, and where the emulator broke at the control door or the consent page. */
  from?: 'app'
  to?: 'app'
  method?: string
  path?: string
  /** The answer's. Left out: none came. */
  status?: number
  /** How many steps there were when it was answered. */
  step?: number
  /** How long it took, in milliseconds. */
  took?: number
  /** Of posts: what was posted, and where. */
  type?: 'event' | 'url_verification' | 'interaction' | 'slash_command'
  url?: string
  event_id?: string
  /** Which retry it is, from 1 to 3. */
  retry?: number
  body?: string
  /**
   * Of posts: what went wrong, as `X-Slack-Retry-Reason` names it; `endpoint_fails` if nothing was
   * sent because the script has the app's endpoint fail.
   */
  reason?: string
  /** Of posts: what of the app's answer the model makes nothing of, such as a message in its body. */
  not_modelled?: string
  /** What the emulator itself could not do. */
  error?: string
}
