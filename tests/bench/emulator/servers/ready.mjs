// What every server here tells the one who measures: how it is called, and how much of the processor it has used.

/** `told` is a server's address, and what its calls need. */
export function ready(told) {
  process.on('message', () => process.send(process.cpuUsage()))
  process.on('disconnect', () => process.exit())
  process.send(told)
}
