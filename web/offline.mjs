// Asks for the service worker that keeps the page for visits without a network, once the page is up
// and has nothing to do, so that no first visit waits for it.
//
// Only a page that `cargo xtask page` built names a service worker: while one develops there is none.
// Not here: what the service worker does (service-worker.js).

/** Who stays so long, in milliseconds, is visiting, even without touching anything. */
const STAYS = 15_000;

const named = document.querySelector('meta[name="service-worker"]');

async function register() {
  const address = new URL(named.content, document.baseURI).href;
  const policy = globalThis.trustedTypes?.createPolicy("grantscope", { createScriptURL: () => address });
  try {
    await navigator.serviceWorker.register(policy?.createScriptURL("") ?? address);
  } catch (error) {
    // Private windows and some settings forbid it; everything else works.
    console.info("GrantScope will not open without a network:", error.message);
  }
}

/** Only now: on the first visit the program may have been complete before anybody kept it. */
async function keep(what) {
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage(what);
}

if (named && "serviceWorker" in navigator) {
  addEventListener("grantscope-complete", () => keep("rest"), { once: true });
  addEventListener("grantscope-started", () => {
    const whenIdle = globalThis.requestIdleCallback ?? ((task) => setTimeout(task, 2000));
    // A page that draws nothing may never be told that it is idle.
    whenIdle(register, { timeout: 2000 });
    if (!navigator.connection?.saveData) setTimeout(keep, STAYS, "all");
  }, { once: true });
}
