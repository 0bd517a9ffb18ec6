// The stories of the playground by name. They are read when one of them is first looked at: who imports the package
// waits for none. Not here: the stories, which the build of the package puts into one file.

/** `names` is a text with blanks between them, and `read` gives all stories by name. */
export function readWhenLookedAt(names, read) {
  const scenarios = {}
  let all
  for (const name of names.split(' ')) Object.defineProperty(scenarios, name, { enumerable: true, get: () => (all ??= read())[name] })
  return scenarios
}
