// Why a call is allowed or denied, in lines: the model's sentences, where they come from, and what would
// help. Not here: any of the reasons.
import { Sandbox } from 'grantscope'

/** The call that a question is about. */
export function asked({ method, channel, user }) {
  return `\`${method}\`${channel ? ` in \`${channel}\`` : ''}${user ? ` for \`${user}\`` : ''}`
}

/** An explanation or a verdict, in lines. */
export function explained(subject, { allowed, scope, resource, because, plan, no_plan }) {
  return [
    'because',
    ...because.flatMap(({ id, sentence, document, heading, standing }) => [
      `  ${sentence}`,
      `    \`${id}\`, ${standing}: ${document}, ${heading}`,
    ]),
    `scope: ${half(scope)}`,
    `resource: ${half(resource)}`,
    ...(plan && !allowed ? ['the shortest plan', ...planned(subject, plan)] : []),
    ...(no_plan ? ['there is no plan', `  ${no_plan.sentence}`] : []),
  ]
}

function half({ state, label }) {
  return `${state.replace('_', ' ')}${label ? `, ${label}` : ''}`
}

/** What a plan's inputs would lead to, told by another sandbox that stands where this one does. */
function planned(subject, plan) {
  const other = Sandbox.replay(subject.script())
  return plan.flatMap((input) => [`  ${other.handle(input).sentence}`, `    ${JSON.stringify(input.command)}`])
}
