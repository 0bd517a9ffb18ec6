/** Assertions for tests. One that fails prints the explanation: rules with their documents, and the shortest plan. */
import type { Explanation, Outcome, Question, Sandbox, Script, Verdict } from './index.cjs'

/** What can be asked: a `Ledger`, or with plans a `Sandbox` and a server that runs. */
export type Subject =
  | { explain(question: Question): Verdict & { plan?: undefined } }
  | { explain(question: Question): Explanation; script(): Script }

/**
 * Fails unless the app may make this call.
 *
 * @throws An `AssertionError`; or a `GrantScopeError` if the question names what is not there.
 */
export function allowed(subject: Subject, question: Question): void

/**
 * Fails unless the app may not make this call, because of all of these rules. Without any: for whatever
 * reason.
 *
 * @param because The ids of rules, such as `excluded-supersedes-wildcard`.
 * @throws An `AssertionError`; or a `GrantScopeError` if the question names what is not there.
 */
export function denied(subject: Subject, question: Question, ...because: string[]): void

/**
 * Fails unless this was delivered: by one step, or by any so far. What the app did not subscribe to, or
 * did not answer, was not.
 *
 * @param expected The `type` of an event, a payload or a `redirect`; or some of its fields.
 * @throws An `AssertionError`.
 */
export function delivered(subject: Outcome | Sandbox, expected: Delivered): void

/** The same of a server that runs, which posts soon: await it. The app has three seconds to answer well. */
export function delivered(subject: { requests(): object[] }, expected: Delivered): Promise<void>

/** `resources_removed`, or `{ type: 'scope_granted', scopes: ['chat:write'] }`. Arrays match whole. What says nothing is refused. */
export type Delivered = string | Readonly<Record<string, unknown>>
