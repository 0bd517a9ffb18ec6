// Starts the program that Trunk preloads, and says on the page how far that is, or why it cannot be.
// A file of its own, because the page's policy allows no script inside the page.
//
// Not here: what happens when a program that runs breaks (trap.mjs), and what comes after the start
// (offline.mjs hears of it by the event `grantscope-started`).

const words = {
  starting: (far) => `GrantScope is starting… ${far}`,
  failed: (why) => `The playground could not start: ${why}. Reload to try again; it needs a browser with WebAssembly.`,
  noWebAssembly: "this browser has no WebAssembly, or it is switched off",
  notFetched: "its program could not be fetched",
  status: (status) => `its program could not be fetched, the answer was ${status}`,
};

// What comes of the program after that is not worth a word.
let hasFailed = false;

function say(sentence) {
  const place = document.getElementById("starting");
  if (place) place.textContent = sentence;
}

/** The program as the browser takes it: what is packed is unpacked as it comes. */
async function plain(answer) {
  const unpacker = document.querySelector("link[data-unpacks]");
  if (!unpacker) return answer;
  const { unpacked } = await import(unpacker.href);
  return new Response(unpacked(answer.body), { headers: answer.headers });
}

/** The same answer, which says on the page how much of it has come. */
function followed(answer) {
  // What is compressed comes in more bytes than were announced.
  const total = answer.headers.has("content-encoding") ? 0 : Number(answer.headers.get("content-length"));
  let come = 0;
  const counter = new TransformStream({
    transform(piece, rest) {
      come += piece.length;
      if (!hasFailed) say(words.starting(total > 0 ? `${Math.round((100 * come) / total)} %` : `${(come / 1e6).toFixed(1)} MB`));
      rest.enqueue(piece);
    },
  });
  return new Response(answer.body.pipeThrough(counter), { headers: { "content-type": "application/wasm" } });
}

async function program(address) {
  const answer = await fetch(address, { mode: "cors", credentials: "same-origin" }).catch(() => {
    throw new Error(words.notFetched);
  });
  if (!answer.ok) throw new Error(words.status(answer.status));
  return plain(followed(answer));
}

async function start() {
  if (typeof WebAssembly !== "object") throw new Error(words.noWebAssembly);
  const preloaded = (which) => document.querySelector(`link${which}:not([data-unpacks])`).href;
  const binary = program(preloaded('[rel="preload"][type="application/wasm"]'));
  // An error is said where the binary is awaited.
  binary.catch(() => {});
  const { default: run } = await import(preloaded('[rel="modulepreload"]'));
  await run({ module_or_path: await binary });
  dispatchEvent(new Event("grantscope-started"));
}

start().catch((error) => {
  hasFailed = true;
  say(words.failed(error.message || words.notFetched));
  throw error;
});
