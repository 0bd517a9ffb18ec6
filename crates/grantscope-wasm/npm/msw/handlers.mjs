// Slack's addresses, answered by a sandbox of the same process. Not here: posting to the app, which needs
// a server; what would be posted is in `sandbox.history()`.
const ADDRESSES = ['https://slack.com/api/*', 'https://slack.com/oauth/authorize', 'https://slack.com/app_redirect', 'https://hooks.slack.com/actions/*', 'https://hooks.slack.com/commands/*']

/** `http` is MSW's. */
export function handlersWith(http) {
  return (sandbox, options = {}) => {
    const { clock = 'real' } = known(options)
    const passed = clock === 'real' ? stopwatch() : frozen(clock)
    const answer = ({ request }) => sandbox.fetch(request, { after: passed() })
    return ADDRESSES.map((address) => http.all(address, answer))
  }
}

/** How many milliseconds it is since it was asked before. */
function stopwatch() {
  let last = performance.now()
  return () => {
    const passed = Math.floor(performance.now() - last)
    last += passed
    return passed
  }
}

function frozen(clock) {
  if (clock === 'frozen') return () => 0
  throw Object.assign(new Error(`\`clock\`: expected \`real\` or \`frozen\`, got \`${clock}\``), { code: 'bad_option' })
}

/** Nothing that is given is passed over. */
function known(options) {
  const foreign = Object.keys(options).find((name) => name !== 'clock')
  if (foreign === undefined) return options
  throw Object.assign(new Error(`\`${foreign}\`: there is no such option: expected \`clock\``), { code: 'bad_option' })
}
