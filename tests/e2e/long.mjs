// A script of many steps, made of what people, the app and time do: for the tests of speed and of
// long lists. No test is in here.

const PEOPLE = ["U061F7AUR", "U0HTT3Q0G", "WH1MPY"];
const GENERAL = "C061EG9SL";

const app = {
  id: "A0BLA3EP2",
  name: "Lunch Train",
  user_id: "U0NKHRW57",
  client_id: "1234567890.1234567890",
  client_secret: "lunch-train-client-secret",
  verification_token: "verification_token",
  subscriptions: ["resources_added", "resources_removed", "scope_granted", "scope_denied"],
};

const cast = {
  date: 1536408000,
  team: { id: "T061EG9R6", name: "Sweethaven", domain: "sweethaven" },
  app,
  people: PEOPLE.map((id, index) => ({ id, name: ["Olive", "Popeye", "Wimpy"][index] })),
  conversations: [{ id: GENERAL, name: "general", kind: "channel" }],
};

const step = (command, after = 1000) => ({ after, command });
const call = (method, more = {}) => step({ type: "call", method, arguments: more, token: "current" }, 200);
/** The id of the channel that was made as that number: ten is `C0000000A`. */
const made = (number) => `C${number.toString(36).toUpperCase().padStart(8, "0")}`;

/** The app is installed, and then so many steps happen: channels are made, entered and left, people
 * click, the app looks up and posts, and asks to be installed with more. */
export function longScript(steps, channels = 500) {
  const inputs = [
    step({ type: "install", user: PEOPLE[0], scopes: ["channels:read", "chat:write"], through: "settings" }),
    step({ type: "answer", prompt: "P1", answer: { approve: { channels: "none" } } }),
    step({ type: "invite", user: PEOPLE[0], conversation: GENERAL }),
  ];
  const reached = new Set();
  let [there, prompts, round] = [0, 1, 0];
  while (inputs.length < steps) {
    const user = PEOPLE[round % PEOPLE.length];
    if (there < channels) {
      there += 1;
      inputs.push(step({ type: "create_conversation", user: PEOPLE[0], name: `channel-${there}` }));
    }
    const place = made((round * 7) % there + 1);
    const inside = reached.delete(place);
    if (!inside) reached.add(place);
    inputs.push(step({ type: inside ? "kick" : "invite", user, conversation: place }));
    inputs.push(call("chat.postMessage", { channel: place, text: "Lunch?" }));
    inputs.push(step({ type: "interact", user, conversation: GENERAL }));
    inputs.push(call("apps.permissions.info"));
    if (round % 5 === 0) inputs.push(call("chat.postMessage", { channel: "C0NOWHERE", text: "?" }));
    if (round % 20 === 0) {
      prompts += 1;
      inputs.push(step({ type: "install", user, scopes: ["channels:history"], through: "settings" }));
      inputs.push(step({ type: "answer", prompt: `P${prompts}`, answer: "deny" }));
    }
    inputs.push(step({ type: "wait" }, 60_000));
    round += 1;
  }
  const about = "A long story of many small things.";
  return { version: 1, title: "A long story", about, cast, inputs: inputs.slice(0, steps) };
}
