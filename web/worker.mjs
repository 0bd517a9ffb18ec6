// Runs the program once more beside the page, for what takes long: exploring. The page imports this to
// begin; in the worker it starts the program, which the page has compiled already.
//
// Not here: what the two say to each other (web/src/components/explore/messages.rs).

let policy;

/** In the page: a worker that runs a compiled program, with the glue at an address. */
export function begin(program, glue) {
  policy ??= globalThis.trustedTypes?.createPolicy("grantscope-worker", { createScriptURL: () => import.meta.url });
  const worker = new Worker(policy?.createScriptURL("") ?? import.meta.url, { type: "module" });
  worker.postMessage({ program, glue });
  return worker;
}

if (typeof document === "undefined") {
  addEventListener("message", async ({ data: { program, glue } }) => {
    try {
      const { initSync } = await import(glue);
      initSync({ module: program });
    } catch (error) {
      // What is no report says that none will come.
      postMessage("");
      throw error;
    }
  }, { once: true });
}
