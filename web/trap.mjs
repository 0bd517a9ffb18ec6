// When the program breaks: says so, keeps the work, and offers to reload from the step before.
//
// A trap (a panic, memory or stack used up) poisons the program for good: nothing of it can be called
// again. So this is outside of it, and uses nothing but what the browser keeps for the page.
//
// What the program and this file agree on:
//
// * `grantscope-work` in local storage holds the saved work as the JSON text that can be imported.
//   The program writes it after a step succeeded, so it is always the step before the one that broke.
// * `grantscope-doing` in session storage (a tab of its own, so that no other tab's word counts) says
//   in a few words what is being tried: "Olive approves". The program writes it before it tries, and
//   removes it when that worked.
//   Two words are agreed: `restoring`, while the saved work is opened, and `opening`, while a link is.
//   A plain reload would break again then: what is offered is to start without the one or the other.
// * `grantscope-broken` in local storage holds saved work that could not be opened, a line for each.
//   The program may add to it too; it offers what is there, and removes it when it is told to.
//
// Not here: restoring (the program does that whenever it starts), and a program that never started
// (start.mjs).

const WORK = "grantscope-work";
const DOING = "grantscope-doing";
const BROKEN = "grantscope-broken";

const words = {
  title: "The playground broke",
  step: "What you did last is lost, everything before it is kept.",
  during: (doing) => `It broke while this was done: ${doing}.`,
  restoring: "It broke while your saved work was opened. The work is kept: save it as a file, or start without it.",
  opening: "It broke while the script in this link was opened. Your saved work is kept.",
  nothingKept: "This browser keeps nothing for this page, so there is nothing to go back to.",
  reload: "Reload from the step before",
  reloadEmpty: "Reload",
  startWithout: "Start without it",
  withoutLink: "Reload without the link's script",
  save: "Save the script as a file",
  copy: "Copy what went wrong",
  copied: "Copied",
  notCopied: "Could not be copied: it is below",
  details: "What went wrong",
  file: "grantscope-script.json",
};

/** What the browser keeps; where that is forbidden, nothing and nothing happens. */
function kept(storage, name) {
  try {
    return globalThis[storage].getItem(name);
  } catch {
    return null;
  }
}

function forget(storage, name) {
  try {
    globalThis[storage].removeItem(name);
  } catch {
    // Then nothing is there.
  }
}

function isTrap(error) {
  if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) return true;
  // The stack used up: browsers have a name each for it.
  const isStack = error instanceof RangeError || error?.name === "InternalError";
  return isStack && /call stack|recursion/.test(error.message);
}

function startWithoutWork() {
  const work = localStorage.getItem(WORK);
  const before = localStorage.getItem(BROKEN);
  // There may be no room for both.
  localStorage.removeItem(WORK);
  try {
    localStorage.setItem(BROKEN, before === null ? work : `${before}\n${work}`);
  } catch (error) {
    localStorage.setItem(WORK, work);
    throw error;
  }
}

function startWithoutLink() {
  history.replaceState(null, "", location.pathname + location.search);
}

/** What is said, and what the first button does before it reloads. */
function remedy() {
  const doing = kept("sessionStorage", DOING);
  const work = kept("localStorage", WORK);
  if (doing === "restoring" && work) {
    return { work, said: [words.restoring], button: words.startWithout, before: startWithoutWork };
  }
  if (doing === "opening") {
    return { work, said: [words.opening], button: words.withoutLink, before: startWithoutLink };
  }
  const during = doing ? [words.during(doing)] : [];
  if (work) return { work, said: [words.step, ...during], button: words.reload };
  return { work, said: [words.nothingKept, ...during], button: words.reloadEmpty };
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function saveAsFile(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: address, download: words.file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function copy(text, button, details) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = words.copied;
  } catch {
    button.textContent = words.notCopied;
    details.open = true;
  }
}

function reload(before) {
  before?.();
  forget("sessionStorage", DOING);
  location.reload();
}

function buttons({ work, button, before }, wrong, details) {
  const first = element("button", { className: "primary", autofocus: true }, button);
  first.addEventListener("click", () => reload(before));
  const save = element("button", {}, words.save);
  save.addEventListener("click", () => saveAsFile(work));
  const copying = element("button", {}, words.copy);
  copying.addEventListener("click", () => copy(wrong, copying, details));
  return element("div", { className: "actions" }, first, ...(work ? [save] : []), copying);
}

function panel(error) {
  const found = remedy();
  const doing = kept("sessionStorage", DOING);
  const wrong = [error.stack ?? String(error), ...(doing ? [doing] : []), navigator.userAgent].join("\n");
  const details = element("details", {}, element("summary", {}, words.details), element("pre", {}, wrong));
  const dialog = element(
    "dialog",
    { className: "trap", role: "alertdialog" },
    element("h2", { id: "trap-title" }, words.title),
    element("div", { id: "trap-said" }, ...found.said.map((sentence) => element("p", {}, sentence))),
    buttons(found, wrong, details),
    details,
  );
  dialog.setAttribute("aria-labelledby", "trap-title");
  dialog.setAttribute("aria-describedby", "trap-said");
  // Behind it nothing works any more.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => dialog.showModal());
  return dialog;
}

let shown = false;

function show(error) {
  if (shown || !isTrap(error)) return;
  shown = true;
  const dialog = panel(error);
  document.body.append(dialog);
  dialog.showModal();
}

addEventListener("error", (event) => show(event.error));
addEventListener("unhandledrejection", (event) => show(event.reason));
