// An error with a `code`, as the model's have one.
export function fault(code, message, cause) {
  return Object.assign(new Error(message, { cause }), { code })
}
