/** Handlers for MSW: a sandbox in the same process answers in Slack's place. */
import type { HttpHandler } from 'msw'
import type { Sandbox } from './index.cjs'

/**
 * Handlers for `https://slack.com/api/*`, `/oauth/authorize` and `/app_redirect`, and for every `response_url` at
 * `https://hooks.slack.com`, to hand to MSW's `setupServer` or `setupWorker`. Nothing is posted to the app: see `sandbox.history()`.
 *
 * @param options `clock`: whether the time between two calls passes in the sandbox, too. Left out:
 *   `real`. With `frozen`, `sandbox.handle({ after, command: { type: 'wait' } })` lets it pass.
 * @throws {GrantScopeError} If the clock is neither, or an option is none of these.
 */
export function handlers(sandbox: Sandbox, options?: { clock?: 'real' | 'frozen' }): HttpHandler[]
