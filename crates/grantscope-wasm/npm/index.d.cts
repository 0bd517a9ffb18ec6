/// <reference lib="esnext.disposable" />

/**
 * GrantScope: Slack's legacy workspace apps and their Permissions API, as a model that runs.
 *
 * Field names are Slack's where a value is Slack's. What is not there is `null` in answers, and
 * may be `null` or left out in questions. Unknown fields are refused.
 */

/**
 * Makes the package ready. In browsers and workers: once, before anything else. In Node everything
 * is ready already, and this does nothing.
 *
 * @param source Where the wasm file is, if not beside the package's modules: an address, a
 *   `Response`, its bytes, or a `WebAssembly.Module`.
 */
export function init(source?: string | object): Promise<void>

/** Slack, the people and the app, simulated together. The same script leads to the same bytes. */
export class Sandbox {
  /**
   * The world of a cast, before anything happened.
   *
   * @param cast Who and what is there. What is left out is as in Slack's documents: the app Lunch
   *   Train in a small workspace.
   * @throws {GrantScopeError} If the cast is at fault.
   */
  constructor(cast?: Partial<Cast> | Text | null)

  /**
   * Comes where a script leads. A script may be 64 MiB long, some six hundred thousand steps; everything else that
   * is read at once, 4 MiB.
   *
   * @throws {GrantScopeError} If the script is at fault, or an input makes no sense where it stands.
   */
  static replay(script: Script | Text): Sandbox

  /**
   * Lets something happen.
   *
   * @throws {GrantScopeError} If it makes no sense at the moment. Then nothing has changed. What
   *   Slack refuses is no error but a reply: `{ ok: false, error: 'trigger_exchanged' }`.
   */
  handle(input: Input | Text): Outcome

  /**
   * Answers an HTTP request as Slack would: `/api/METHOD`, `/app_redirect`, `/oauth/authorize`. A call
   * is kept in the script like any input, and so is what a person answers to `/oauth/authorize` by a
   * form: `user=…&answer=approve&channels=none`. The host makes no difference.
   *
   * @param options `after`: milliseconds since the input before. Left out: at once.
   * @throws {GrantScopeError} If what it asks for is outside the model. Then nothing has changed.
   */
  fetch(request: Request, options?: { after?: number }): Promise<Response>

  /** The app's tokens, as its settings page would show them. */
  credentials(): Credentials

  /** What a screen needs, as things stand now. */
  view(): View

  /** What a screen needed after so many inputs; zero is the beginning. Past the end: as now. */
  viewAt(steps: number): View

  /** Everything that happened, in order. */
  history(): Step[]

  /** Everything that is needed to come here again. It holds no token's text. */
  script(): Script & { cast: Cast }

  /** The story so far, as Markdown. */
  markdown(): string

  /**
   * May the app make this call now, why, and what would have to happen so that it may?
   *
   * @throws {GrantScopeError} If the question names what is not there.
   */
  explain(question: Question | Text): Explanation

  /** What this person, the app and time could do now, and why not. */
  offers(user: UserId): Offer[]

  /** Gives the memory back. Happens by itself, but later. */
  free(): void
  [Symbol.dispose](): void
}

/** The tokens that an app holds, whether or not they are worth anything. */
export interface Credentials {
  /** What calls carry. `null` until it is issued. */
  access_token: string | null
  /** What renews it. `null` where tokens are not renewed. */
  refresh_token: string | null
}

/** What an app believes it may do, from the events that it received. */
export class Ledger {
  /** A ledger that was told nothing yet. */
  constructor()

  /**
   * A ledger that starts from an answer of `apps.permissions.info`, or from what several calls answered; either
   * may say which permission system it is of, and come as a text.
   *
   * @throws {GrantScopeError} If it is neither, or a call failed.
   */
  static from(answers: InfoReply | (InfoReply & Pick<LookedUp, 'catalogue' | 'usersList' | 'oauthAccess'>) | LookedUp | Text): Ledger

  /**
   * Takes in what Slack posted: Events API envelopes, or answers of `apps.permissions.info`. One,
   * an array, or text with one after the other, such as a log. All or nothing. An event that comes
   * again among ten thousand others is ignored: its `event_id` is remembered so long. Fields that are
   * not known here are passed over.
   *
   * @throws {GrantScopeError} At the first fault. Then nothing has changed.
   */
  apply(envelopes: object | Text): Entry[]

  /**
   * Takes in a log: an envelope or an answer a line, as text or as UTF-8 bytes of any length. Empty
   * lines are passed over. Several times as fast as `apply`, because it tells nothing.
   *
   * @returns How many envelopes and answers there were, those that came again included.
   * @throws {GrantScopeError} At the first broken line, whose number is in `place.line`. What stands
   *   before it stays applied, and `applied` says how many that were.
   */
  applyLog(log: Text): number

  /**
   * Whether the app may call `method`: in `channel`, if it names one, and acting for `user`, if it
   * does. What is unknown is not allowed. Each may be a text, or a handle that this ledger gave out.
   * A text that the method is not about is not read: for `reminders.add` any `channel` will do.
   *
   * @throws {GrantScopeError} If an argument is neither, if a handle is not this ledger's, or if the text of
   *   the method, or of what it is about, has more than 1,000 characters.
   */
  allows(method: string | MethodHandle, channel?: string | ChannelHandle | null, user?: UserId | UserHandle | null): boolean

  /**
   * The same for many at once, by handles; 0 stands for no channel, and for no user.
   *
   * ```js
   * const post = ledger.method('chat.postMessage')
   * const channels = Uint32Array.from(['C061EG9SL', 'C061FA5PB'], (id) => ledger.channel(id))
   * const bits = ledger.allowsMany(new Uint32Array(2).fill(post), channels, new Uint32Array(2))
   * const second = (bits[1 >> 3] >> (1 & 7)) & 1 // 1: the app may post in C061FA5PB
   * ```
   *
   * @returns A bit for each question, lowest first: that of question n is bit n % 8 of byte n / 8.
   * @throws {GrantScopeError} If the arrays differ in length, or a handle is not this ledger's. Nothing
   *   is answered by halves.
   */
  allowsMany(methods: Uint32Array, channels: Uint32Array, users: Uint32Array): Uint8Array

  /**
   * The same for questions that are lines of text: `method channel user`, with one space between them,
   * and `-` for what is not named; what would be last may be left out, and a line may end as Windows ends it. For those who
   * have bytes.
   *
   * @returns A bit for each line, lowest first.
   * @throws {GrantScopeError} At the first line that is empty, or has more in it; `place.line` says which.
   */
  allowsLines(questions: Text): Uint8Array

  /**
   * A handle: a number to ask with again and again, in the place of the text. It is this ledger's, and
   * goes with it. Asked for again, it is the same. Another ledger refuses it: of 144 made in a row each
   * does, of more, and in another worker, all but one in a million or so.
   *
   * @throws {GrantScopeError} If there is no such method.
   */
  method(name: string): MethodHandle

  /**
   * The handle of a channel's id. A ledger has room for four million handles.
   *
   * @throws {GrantScopeError} If it is no id.
   */
  channel(id: string): ChannelHandle

  /**
   * The handle of a person's id.
   *
   * @throws {GrantScopeError} If it is no id.
   */
  user(id: UserId): UserHandle

  /**
   * The same, with the reasons.
   *
   * @throws {GrantScopeError} If the question names what is no method, or no id.
   */
  explain(question: Question | Text): Verdict

  /** What `apps.permissions.info` would answer if the belief is right. */
  info(): InfoReply

  /** The grants as a table. */
  grants(): GrantsView

  /** The stage of the lifecycle that the app believes to be in. */
  stage(): Stage

  /** Gives the memory back to other ledgers and sandboxes. Happens by itself, but later. */
  free(): void
  [Symbol.dispose](): void
}

declare const handle: unique symbol

/** Stands for a method: {@link Ledger.method}. */
export type MethodHandle = number & { readonly [handle]: 'method' }

/** Stands for a channel: {@link Ledger.channel}. */
export type ChannelHandle = number & { readonly [handle]: 'channel' }

/** Stands for a person: {@link Ledger.user}. */
export type UserHandle = number & { readonly [handle]: 'user' }

/** What an app looked up when it started. Each may be left out, and all: such a ledger was told nothing yet. Of the kinds that `info` tells of, it knows best. */
export interface LookedUp {
  /**
   * The permission system: an object, the text of one, or the name of one that comes along. Left out: Slack's.
   * Only the whole package knows others, not `grantscope/ledger`.
   */
  catalogue?: Catalogue | string
  /** The answer of `apps.permissions.info`. */
  info?: InfoReply
  /**
   * The answer of `apps.permissions.users.list`: who let the app act for them. One that says `next_cursor` is refused:
   * put the `resources` of all pages into one.
   */
  usersList?: UsersList
  /** The answer of `oauth.access`: scopes, and the direct messages with those who authorized the app. */
  oauthAccess?: OauthAccess
}

/**
 * A permission system of one's own: its scopes, kinds of resources and methods. One that comes along is called by
 * its name: `'file-sharing'`. `docs/CATALOGUES.md` of the repository says what each field may hold.
 */
export interface Catalogue {
  /** For editors: where the schema lies. */
  $schema?: string
  /** What scripts call it. */
  name: string
  /** What people call it. */
  title: string
  /** What people call the kinds of resources, each like one of the protocol's. */
  kinds?: { name: string; plural?: string; like: ResourceKind }[]
  /** The scopes. Who holds one may call the methods of those that it implies, too. */
  scopes: { name: string; kinds: string[]; summary?: string; implies?: string[] }[]
  /** The methods. One of the scopes is enough; a star marks the arguments that must be there. */
  methods: {
    name: string
    needs: 'nothing' | 'resource' | 'any resource' | 'workspace' | 'person'
    scopes?: string[]
    arguments?: string[]
  }[]
  /** The scopes that the app's home with a person has from the beginning. */
  app_home?: string[]
}

/**
 * Everything that is wrong with a permission system of one's own, from its top to its end: no flaws if nothing is.
 * A text is JSON, or the name of one that comes along; only of a text a field that stands twice can be told.
 */
export function flawsOf(catalogue: Catalogue | Text): {
  /** The first hundred, each with its place: `scopes[2].kinds[0]`. */
  flaws: { path: string; reason: string; line?: number; column?: number }[]
  /** How many more there are. */
  more: number
}

/** The stories of the playground, by name: hand one to `Sandbox.replay`. */
export const scenarios: Readonly<Record<ScenarioName, Script>>

/** The stories that come along. */
export type ScenarioName =
  | 'acting-for-people'
  | 'all-folders-except'
  | 'direct-message'
  | 'email-narrowing'
  | 'for-a-member'
  | 'invited-again'
  | 'kicked'
  | 'missed-events'
  | 'oauth-install'
  | 'posting'
  | 'progressive-approved'
  | 'progressive-refused'
  | 'reminder-as-user'
  | 'retirement-day'
  | 'settings-install'
  | 'sign-in'
  | 'single-channel'
  | 'token-rotation'
  | 'turned-private'
  | 'uninstall'

/** What is thrown. */
export interface GrantScopeError extends Error {
  /** A name for programs, which stays when the message changes. */
  code: ErrorCode
  /** Where, if text or a shape is at fault. */
  place?: Place
  /** Of a log: how many envelopes and answers stand before the fault. They were taken in. */
  applied?: number
}

/** Why something was thrown. */
export type ErrorCode = PackageErrorCode | InputErrorCode | MisuseCode | ScriptErrorCode | QuestionErrorCode

/** The package is not ready for what was asked. */
export type PackageErrorCode =
  /** A class was used in a browser before `await init()` was done. */
  | 'not_started'
  /** In Node: a wasm file or the stories are not there or damaged, or a ledger's second file is another version's. `cause` tells why. */
  | 'incomplete'

/** What was given cannot be understood. */
export type InputErrorCode =
  /** Options that are no object, or have one that there is not. */
  | 'bad_option'
  /** Nothing that JSON can hold: a function, an object that contains itself, broken UTF-8. */
  | 'bad_input'
  /** More than is read at once. */
  | 'too_large'
  /** A text without anything in it. */
  | 'empty'
  /** A text that is no JSON; or half a character (a surrogate alone), which JSON cannot hold. */
  | 'not_json'
  /** A field is missing, unknown, or of another type. */
  | 'wrong_shape'
  /** JSON, but neither an event nor an answer of `apps.permissions.info`. */
  | 'not_an_event'
  /** An event that no workspace app receives. */
  | 'unknown_event'
  /** A line of questions that is empty, or has more in it than a question. */
  | 'bad_query'
  /** A handle that another ledger gave out, or nobody. */
  | 'foreign_handle'
  /** Arrays of handles that are not of the same length. */
  | 'unequal_lengths'
  /** More handles than a ledger has room for. */
  | 'too_many_handles'
  /** The ledger or the sandbox was freed. */
  | 'freed'

/** What was asked for makes no sense at the moment. Nothing has changed. */
export type MisuseCode =
  | 'unknown_person'
  | 'unknown_conversation'
  | 'not_a_public_channel'
  | 'not_installed'
  | 'unknown_prompt'
  | 'prompt_closed'
  | 'already_there'
  | 'not_there'
  | 'not_a_member'
  | 'not_a_channel'
  | 'archived'
  | 'not_archived'
  | 'general_stays'
  | 'bad_name'
  | 'name_taken'
  | 'choose_one_channel'
  | 'only_by_oauth'
  | 'no_channels_asked'
  | 'no_conversations'
  | 'no_open_dialog'
  | 'no_app_home'
  | 'nothing_granted'
  /** The account of the person is deleted. */
  | 'deactivated'
  | 'not_modelled'
  | 'unknown_event'
  | 'event_waits'
  | 'event_lost'
  | 'too_late'

/** A script leads nowhere; or a misuse at one of its inputs. */
export type ScriptErrorCode = 'unknown_version' | 'bad_cast' | MisuseCode

/** A question names what is not there. */
export type QuestionErrorCode = 'unknown_method' | 'unknown_conversation' | 'unknown_person'

/** Where something is at fault. */
export interface Place {
  /** The line, counted from one. Zero if what was given was no text. */
  line: number
  /** The column, counted from one, in bytes. Zero if what was given was no text. */
  column: number
  /** The way through the JSON: `event.resources[0].resource.type`. Empty for the whole. */
  path: string
}

/** JSON as text, or as UTF-8 bytes: accepted wherever an object is. */
export type Text = string | ArrayBuffer | ArrayBufferView

/** Starts with `U` or `W`. */
export type UserId = string
/** Starts with `C`, `D` or `G`. */
export type ConversationId = string
/** `P1`, `P2`, … in the order in which prompts were opened. */
export type PromptId = string
/** `D1`, `D2`, … in the order in which dialogs were opened. */
export type DialogId = string

// --- The sandbox: what can happen -----------------------------------------------------------

/** Everything that is needed to come to the same place again: the only file format. */
export interface Script {
  /** The version of this format. */
  version: number
  /** What the story is called. */
  title?: string
  /** What it shows, in a sentence or two. */
  about?: string
  /** Who and what is there. */
  cast?: Partial<Cast>
  /** What happens. */
  inputs: Input[]
}

/** Who and what is there before anything happens. */
export interface Cast {
  /** When the story begins, in seconds since 1970. Left out: 8 September 2018, 12:00 UTC. */
  date: number
  /** The workspace. */
  team: Team
  /** The app under study. */
  app: App
  /** The people. */
  people: Person[]
  /** Channels, private channels and group messages. Direct messages come about by themselves. */
  conversations: Conversation[]
  /** Which of two contradicting documents is followed. Left out: what is recommended. */
  dialect?: Dialect
  /** The permission system: an object, the text of one, or the name of one that comes along. Left out: Slack's. */
  catalogue?: Catalogue | string
}

/**
 * Where documents contradict each other, which of them is followed. Each switch has the
 * recommended choice first, which holds when it is left out.
 */
export interface Dialect {
  /** What events call the workspace as a resource. */
  workspace_resource?: 'team' | 'workspace'
  /** How a trigger that is not valid is answered. */
  invalid_trigger?: 'invalid_trigger' | 'invalid_trigger_id'
  /** Whether the later label of the scope for identity is taken for the scope. */
  identity_scope?: 'identity:read:user' | 'identity.basic:user'
  /** Whether the older and later label of the scope for writing files is taken for the scope. */
  files_write?: 'files:write' | 'files:write:user'
  /** Whether one request may mix scopes of different types. */
  mixed_scope?: 'refused' | 'allowed'
  /** Which scopes the exchange reports. */
  oauth_access_scopes?: 'all' | 'attempt'
  /** How the exchange tells who authorized the app. */
  authorizing_user?: 'both' | 'nested' | 'flat'
  /** Whether workspace tokens may call `auth.test`. */
  auth_test?: 'refused' | 'answered'
  /** What an envelope says of whom it is for. */
  authed?: 'authed_teams' | 'authed_users'
  /** How many seconds a token lives that is renewed. */
  token_lifetime?: '3600' | '86400'
  /** Whether the trigger of the grant is told when a person takes it back. */
  removed_trigger?: 'told' | 'untold'
  /** Whether the trigger of a request can be used once more after a person declined it. */
  denied_trigger?: 'used' | 'usable'
  /** Whether a dialog that is sent off lets the app ask. */
  trigger_sources?: 'with_dialogs' | 'without_dialogs'
  /** Whether workspace tokens may open, join, leave and close conversations. */
  conversations_open?: 'closed' | 'open'
  /** What a workspace token needs to see email addresses. */
  workspace_email?: 'users:read.email' | 'users:read'
  /** How acting for a person is answered who granted nothing. */
  acting_for_ungranted?: 'no_permission' | 'missing_scope'
  /** How acting for somebody is answered who is not there. */
  acting_for_unknown?: 'user_not_found' | 'invalid_user' | 'no_permission'
  /** Whether calls are limited by tiers. */
  rate_limits?: 'on' | 'off'
}

/** The workspace, which Slack also calls team. */
export interface Team {
  id: string
  name: string
  /** The first part of its address. */
  domain: string
}

/** The app under study. */
export interface App {
  id: string
  name: string
  /** The user that its messages come from. */
  user_id: UserId
  client_id: string
  /** Made up, like everything in a cast. */
  client_secret: string
  /** What stands in the body of an event as `token`. */
  verification_token: string
  /** Whether it is a workspace app (left out: it is), or one of the older kind. */
  kind?: 'workspace' | 'classic'
  /** When it was created, in seconds since 1970. Left out: as old as the story, or in time. */
  created?: number
  /** What Slack signs what it posts with. Left out: one made up for Lunch Train. */
  signing_secret?: string
  /** Whether its tokens live an hour and are renewed. Left out: they live until they are revoked. */
  rotation?: boolean
  /** Whether it is one workspace's own (left out: it is), or is given to others too. */
  distribution?: 'internal' | 'distributed'
  /** The events that it wants to hear of. Left out: all that concern permissions. */
  subscriptions?: Topic[]
  /** The addresses that its calls may come from. Left out: any. */
  allowed_addresses?: string[]
}

/** A permission event that an app can subscribe to. */
export type Topic =
  | 'resources_added'
  | 'resources_removed'
  | 'scope_granted'
  | 'scope_denied'
  | 'user_resource_granted'
  | 'user_resource_denied'
  | 'user_resource_removed'
  | 'message.app_home'
  | 'tokens_revoked'
  | 'app_uninstalled'

/** A person. */
export interface Person {
  id: UserId
  name: string
  /** Left out: made up from their name and the workspace's address. */
  email?: string
  /** Whether they run the workspace. Left out: no. */
  admin?: boolean
  /** Whether they are a guest. Left out: no. */
  restricted?: boolean
}

/** A channel, a private channel, a group message, or a direct message between two people. */
export interface Conversation {
  id: ConversationId
  /** Without `#`. A direct message has none. */
  name?: string
  kind: 'channel' | 'group' | 'mpim' | 'im'
  /** Left out: it is not archived. */
  archived?: boolean
  /** At most 250 characters. */
  topic?: string
  /** At most 250 characters. */
  purpose?: string
  /** Who is in it, besides the app: exactly two for an `im`. Left out: everybody. */
  members?: UserId[]
  /** One of the people, or the app's user. Left out: the first of the people. */
  creator?: UserId
}

/** One thing that happens, and how long after the thing before. */
export interface Input {
  /** Milliseconds since the input before. Left out: at once. */
  after?: number
  /** What happens. */
  command: Command
}

/** What can happen. */
export type Command =
  /** A person starts to install the app and is asked for consent. */
  | {
      type: 'install'
      user: UserId
      scopes?: string[]
      through?: InstallRoute
      /** What the app wants to get back with the code. */
      state?: string
      /** Where the person is sent back to. The exchange must then name it again. */
      redirect_uri?: string
      /** Whether the person chooses exactly one channel. */
      single_channel?: boolean
    }
  /** A person answers a prompt. Not to answer is no command. */
  | { type: 'answer'; prompt: PromptId; answer: Answer }
  /** A person invites the app to a conversation. */
  | { type: 'invite'; user: UserId; conversation: ConversationId }
  /** A person makes a channel, which nobody but them is in. Left out: a public one. */
  | { type: 'create_conversation'; user: UserId; name: string; private?: boolean }
  /** A person archives a channel. */
  | { type: 'archive'; user: UserId; conversation: ConversationId }
  /** A person brings an archived channel back. */
  | { type: 'unarchive'; user: UserId; conversation: ConversationId }
  /** A person turns a public channel private. Its id stays. */
  | { type: 'make_private'; user: UserId; conversation: ConversationId }
  /** A person removes the app from a conversation, or closes their direct message with it. */
  | { type: 'kick'; user: UserId; conversation: ConversationId }
  /** A person adds the app's slash command to conversations, which adds the app to them. */
  | { type: 'add_slash_command'; user: UserId; conversations: ConversationId[] }
  /** A person acts on the app, which gives it a trigger. Left out: by a button. */
  | { type: 'interact'; user: UserId; conversation: ConversationId; by?: Gesture }
  /** A person sends off a dialog that the app opened, which gives it a trigger. */
  | { type: 'submit_dialog'; dialog: DialogId }
  /** A person opens a direct message with the app. */
  | { type: 'open_app_home'; user: UserId }
  /** A person writes a message. Left out: in their direct message with the app. */
  | { type: 'message'; user: UserId; conversation?: ConversationId; text: string }
  /** A person takes back all that they let the app do for them. */
  | { type: 'revoke'; user: UserId }
  /** A person uninstalls the app. */
  | { type: 'uninstall'; user: UserId }
  /** The workspace is deleted, with all that is in it. */
  | { type: 'delete_workspace'; user: UserId }
  /** Something breaks at Slack: the next `calls` (left out: all) of `method` (left out: any) fail. */
  | { type: 'fault'; error: FaultCode; method?: string; calls?: number }
  /** Slack works again. */
  | { type: 'recover' }
  /** An admin deletes a person's account. */
  | { type: 'deactivate'; user: UserId }
  /** The app calls a Web API method. */
  | Call
  /** The app's endpoint answers like this from now on. */
  | { type: 'endpoint'; answers: EndpointAnswer }
  /** It turns out that the app did not answer an event that was posted to it. */
  | { type: 'unanswered'; event_id: string; reason: RetryReason; no_retry?: boolean }
  /** Whoever configures the app saves its request URL, which Slack then challenges. */
  | { type: 'verify_request_url' }
  /** Nothing but time passes. */
  | { type: 'wait' }

/**
 * How the app's endpoint answers what Slack posts to it: well, or not; then also whether it says
 * `X-Slack-No-Retry: 1`.
 */
export type EndpointAnswer = 'ok' | { fails: { reason: RetryReason; no_retry?: boolean } }

/** Why Slack posts an event again: `X-Slack-Retry-Reason`. */
export type RetryReason =
  | 'http_timeout'
  | 'too_many_redirects'
  | 'connection_failed'
  | 'ssl_error'
  | 'http_error'
  | 'unknown_error'

/** A call of a Web API method. */
export interface Call {
  type: 'call'
  /** `apps.permissions.request`; of an answer at a `response_url`, its path. */
  method: string
  /** Its arguments, as texts. */
  arguments?: Record<string, string>
  /**
   * Which token it carries, by name. Left out: the app's current one. `user` and `bot` are those of
   * a classic app.
   */
  token?: 'current' | 'missing' | 'unknown' | 'refresh' | { former: number } | 'user' | 'bot'
  /** The person whom the app acts for: the `X-Slack-User` header. */
  acting_for?: UserId
  /** The address that it comes from. Left out: one that the app allows. */
  address?: string
  /** What made the request that carried it unreadable. It then has no arguments. */
  malformed?: Malformed
  /** What its answer warns of. */
  warning?: 'missing_charset' | 'superfluous_charset'
}

/** An error that nothing in the small world produces: it is put on the script by hand. */
export type FaultCode =
  | 'fatal_error'
  | 'internal_error'
  | 'service_unavailable'
  | 'request_timeout'
  | 'team_added_to_org'
  | 'org_login_required'
  | 'ekm_access_denied'
/** Why a request cannot be read. */
export type Malformed =
  | 'argument_name'
  | 'array_argument'
  | 'charset'
  | 'form_data'
  | 'post_type'
  | 'no_post_type'
  | 'truncated'
  | 'json'
  | 'json_not_object'
  | 'json_not_taken'

/** What a person acts on the app by. */
export type Gesture = 'button' | 'menu' | 'message_action' | 'slash_command'

/** How an app is installed: with a code that it exchanges, or from its settings. */
export type InstallRoute = 'oauth' | 'settings'

/** What a person says to a prompt. */
export type Answer = 'deny' | { approve: { channels?: Channels } }

/** The channels that a person chooses while approving: none, these, or all public ones but these. */
export type Channels = 'none' | { chosen: ConversationId[] } | { all_except: ConversationId[] }

/** One thing that happened, and what followed. */
export interface Step {
  input: Input
  outcome: Outcome
}

// --- The sandbox: what follows --------------------------------------------------------------

/** What follows from an input. */
export interface Outcome {
  /** What happened, as one would tell it: `Olive removed the app from #lunch.` */
  sentence: string
  /** When, in milliseconds since 1970. */
  time: number
  /** The stage of the lifecycle that the app is in now. */
  stage: Stage
  /** What a call, or the start of an install, was answered with. `null` if there is no answer. */
  reply: Reply | null
  /** What reached the app, or would have if it had subscribed. */
  deliveries: Delivery[]
  /** The rules that led here. */
  because: Rule[]
}

/** Where an app is in its life, as far as its permissions go. */
export type Stage =
  | 'not_installed'
  | 'installed'
  | 'waiting'
  | 'added'
  | 'removed'
  | 'requested'
  | 'awarded'
  | 'rejected'

/** A rule of the rule book. */
export interface Rule {
  /** `kick-excludes` */
  id: string
  sentence: string
  /** The title of the document it comes from. */
  document: string
  /** The document's file name. */
  file: string
  /** The heading there. */
  heading: string
  /** Whether the documents say it, other public material does, or it is our best reading. */
  standing: 'documented' | 'recovered' | 'assumed'
}

/** What Slack answers to a call. */
export type Reply =
  | { ok: false; error: string }
  | { ok: true }
  | { ok: true; revoked: boolean }
  | InfoReply
  | { ok: true; resources: ListedResource[]; response_metadata: Page }
  | { ok: true; scopes: ScopesByKind }
  | UsersList
  | OauthAccess
  | OauthToken
  | Refreshed
  | Content

/** What a workspace has in it: messages, conversations, people, as Slack's methods answer. */
export interface Content {
  ok: true
  [field: string]: unknown
}

/** The answer of `apps.permissions.info`. */
export interface InfoReply {
  ok: boolean
  info: Info
}

/** Everything that was granted, by kind. Slack's documents leave kinds out. */
export interface Info {
  team?: KindInfo
  channel?: KindInfo
  group?: KindInfo
  mpim?: KindInfo
  im?: KindInfo
  app_home?: KindInfo
}

/** What was granted of one kind. */
export interface KindInfo {
  scopes: string[]
  resources: {
    /** Granted one by one. */
    ids: string[]
    /** Whether all are granted that are not excluded. Told of public channels only. */
    wildcard?: boolean
    /** What is excluded. Told of public channels only. */
    excluded_ids?: string[]
  }
}

/** A resource, as `apps.permissions.resources.list` tells it. */
export interface ListedResource {
  id: string
  type: ResourceKind
}

/** The answer of `apps.permissions.users.list`. */
export interface UsersList {
  ok: boolean
  resources: ListedUser[]
  response_metadata: Page
}

/** A person, as `apps.permissions.users.list` tells it. */
export interface ListedUser {
  id: UserId
  scopes: string[]
}

/** Where the next page begins. */
export interface Page {
  /** To be sent as `cursor`. Empty on the last page. */
  next_cursor: string
}

/** The scopes held, by kind of resource. */
export type ScopesByKind = Record<ResourceKind, string[]>

/** The answer of `oauth.access` to a workspace app. */
export interface OauthAccess {
  ok: true
  access_token: string
  token_type: string
  app_id: string
  app_user_id: UserId
  team_name: string
  team_id: string
  /** Who authorized the app just now. */
  authorizing_user?: ConsentedUser
  /** The same, flat. */
  authorizing_user_id?: UserId
  /** Who installed it first. */
  installer_user: ConsentedUser
  scopes: ScopesByKind
  /** The one channel that was chosen, if the app asked for one. */
  single_channel_id?: ConversationId
  /** What the token is renewed with, if it has to be. */
  refresh_token?: string
  /** How long the token lives, in seconds, if it has to be renewed. */
  expires_in?: number
}

/** The answer of `oauth.token`, which tells of this attempt only. */
export interface OauthToken {
  ok: true
  access_token: string
  token_type: string
  app_id: string
  app_user_id: UserId
  installer_user_id: UserId
  authorizing_user_id: UserId
  team_name: string
  team_id: string
  /** What was granted; all public channels are resource number 0. */
  permissions: { scopes: string[]; resource_type: ResourceKind; resource_id: string | number }[]
  single_channel_id?: ConversationId
  refresh_token?: string
  expires_in?: number
}

/** The answer of `oauth.access` to a refresh token, which stays the same. */
export interface Refreshed {
  ok: true
  access_token: string
  token_type: string
  expires_in: number
  team_id: string
}

/** A person and their direct message with the app. */
export interface ConsentedUser {
  user_id: UserId
  app_home: ConversationId | null
}

/** Something on its way to the app. */
export type Delivery =
  /** An event. If the app did not subscribe to it, it is not sent. */
  | {
      type: 'event'
      subscribed: boolean
      /** Left out where the app answered well, or where nothing was sent. */
      answered?: false
      /** Which retry it is, from 1 to 3, and what went wrong the time before. */
      retry?: { num: number; reason: RetryReason }
      envelope: Envelope
    }
  /** The request URL is asked to prove that it is the app's. Not wrapped like an event. */
  | {
      type: 'url_verification'
      /** Left out where the app answered well. */
      answered?: false
      payload: { token: string; challenge: string; type: 'url_verification' }
    }
  /** A person acted on a message, or sent off a dialog. */
  | { type: 'interaction'; payload: Interaction }
  /** A person typed the app's slash command. Slack posts it as a form. */
  | { type: 'slash_command'; payload: SlashCommandPayload }
  /** A person comes back from the consent page, with a code if they agreed. */
  | {
      type: 'redirect'
      user: UserId
      redirect_uri?: string
      state?: string
      code?: string
      error?: 'access_denied'
    }

/** An event with its address, as Slack posts it. */
export interface Envelope {
  token: string
  team_id: string
  api_app_id: string
  event: PermissionEvent
  type: 'event_callback'
  /** Empty in permission events, absent from those about the app itself. */
  authed_teams?: string[]
  /** In the dialect that has it: the app's user. Then there are no `authed_teams`. */
  authed_users?: UserId[]
  /** Unique. An id that came before is the same event again. */
  event_id: string
  /** When, in seconds since 1970. */
  event_time: number
}

/** A permission event. */
export type PermissionEvent =
  | { type: 'resources_added' | 'resources_removed'; resources: GrantedResource[] }
  | { type: 'scope_granted' | 'scope_denied'; scopes: string[]; trigger_id?: string }
  | {
      type: 'user_resource_granted' | 'user_resource_denied' | 'user_resource_removed'
      user: UserId
      scopes?: string[]
      trigger_id?: string
    }
  | {
      type: 'message'
      user: UserId
      text: string
      ts: string
      channel: ConversationId
      event_ts: string
      channel_type: 'app_home'
    }
  | { type: 'tokens_revoked'; tokens: { oauth: UserId[]; bot: UserId[] } }
  | { type: 'app_uninstalled' }

/** A resource with the scopes that work there. */
export interface GrantedResource {
  resource: {
    type: ResourceKind
    /** One, or all of the kind. */
    grant: { type: 'specific'; resource_id: string } | { type: 'wildcard' }
  }
  scopes: string[]
}

/** What a granted resource is. */
export type ResourceKind = 'team' | 'channel' | 'group' | 'mpim' | 'im' | 'app_home' | 'user'

/** A button, a menu, an action or a dialog, as Slack posts it. */
export interface Interaction {
  type: 'interactive_message' | 'message_action' | 'dialog_submission'
  /** The button or menu. */
  actions?: {
    name: string
    type: 'button' | 'select'
    value?: string
    selected_options?: { value: string }[]
  }[]
  /** What the person filled in, of dialogs. */
  submission?: Record<string, string>
  callback_id: string
  team: { id: string; domain: string }
  channel: { id: ConversationId; name: string }
  user: { id: UserId; name: string }
  action_ts: string
  /** The message that was acted on: the app's newest there. Not of dialogs. */
  message_ts?: string
  /** The same message, of message actions. */
  message?: InteractionMessage
  /** Which of the message's attachments, of buttons and menus. */
  attachment_id?: string
  /** Whether that shows a link, of buttons and menus. */
  is_app_unfurl?: boolean
  /** The message that the button or menu is in, if the app posted one. */
  original_message?: InteractionMessage
  /** What the app wanted to get back, of dialogs. */
  state?: string
  token: string
  /** What lets the app ask, for three seconds. */
  trigger_id: string
  /** Where the app may answer, five times in half an hour: `fetch` takes what is posted there. */
  response_url: string
}

/** A message that a person acted on. */
export interface InteractionMessage {
  type: 'message'
  subtype: 'bot_message'
  /** The app's bot. */
  bot_id: string
  /** What the app is called. */
  username: string
  user: UserId
  ts: string
  text: string
  /** What the app attached, as it described it. */
  attachments?: object[]
}

/** A slash command, as Slack posts it in a form. */
export interface SlashCommandPayload {
  token: string
  api_app_id: string
  team_id: string
  team_domain: string
  channel_id: ConversationId
  channel_name: string
  user_id: UserId
  user_name: string
  command: string
  text: string
  /** Where the app may answer, five times in half an hour: `fetch` takes what is posted there. */
  response_url: string
  /** What lets the app ask, for three seconds. */
  trigger_id: string
}

// --- The sandbox: what a screen shows -------------------------------------------------------

/** Everything that a screen shows of one moment. */
export interface View {
  /** When, in milliseconds since 1970. */
  time: number
  /** The workspace's name. */
  team: string
  /** The app's name. */
  app: string
  installed: boolean
  /** Whether it has a token that is worth something. */
  token: boolean
  stage: Stage
  grants: GrantsView
  people: Person[]
  conversations: ConversationView[]
  /** The questions that wait for an answer, oldest first. */
  prompts: PromptView[]
  /** The triggers that the app can still ask with, newest first. */
  triggers: TriggerView[]
}

/** Everything that was granted, as a table. */
export interface GrantsView {
  /** The kinds of which something was granted. */
  kinds: KindRow[]
  /** The people who granted something. */
  users: UserRow[]
}

/** What was granted of one kind. */
export interface KindRow {
  kind: ResourceKind
  /** What a person would call it: `public channels`. */
  label: string
  scopes: ScopeRow[]
  /** Whether all are reached that are not excluded. */
  wildcard: boolean
  /** Granted one by one. */
  ids: Named[]
  /** Struck out. */
  excluded: Named[]
}

/** What one person granted. */
export interface UserRow {
  id: UserId
  name: string
  scopes: ScopeRow[]
}

/** A scope, with what it lets an app do. */
export interface ScopeRow {
  name: string
  /** Empty for a scope outside the catalogue. */
  summary: string
  /** Whether the catalogue has it. */
  known: boolean
}

/** An id, with what people call it. */
export interface Named {
  id: string
  /** The id itself where the name is unknown. */
  name: string
}

/** A conversation. */
export interface ConversationView {
  id: ConversationId
  /** `#general` */
  name: string
  kind: ResourceKind
  /** Left out: it is not archived. */
  archived?: boolean
  /** Whether the app reaches it. */
  reached: boolean
  /** Whether a person may choose it while approving. */
  choosable: boolean
}

/** A question put to a person. */
export interface PromptView {
  id: PromptId
  user: UserId
  name: string
  /** Whether it is about installing the app, rather than about more permissions. */
  install: boolean
  /** What the app asks for. */
  scopes: ScopeRow[]
  /** Whether channels can be chosen. */
  channels: boolean
  /** Whether exactly one channel has to be chosen. */
  single_channel: boolean
}

/** A trigger that the app can still ask with. */
export interface TriggerView {
  id: string
  /** Who acted. */
  user: UserId
  /** What they are called. */
  name: string
  /** How long it still lives, in milliseconds. */
  left: number
}

/** An input ready to be sent. */
export interface Offer {
  /** Who would do it. */
  actor: 'person' | 'app' | 'time'
  /** What it does: `Invite the app to #lunch`. */
  label: string
  /** What to hand to `handle`. */
  input: Input
  /** Why it would not succeed. `null` if it would. */
  obstacle: string | null
}

// --- May the app make this call? ------------------------------------------------------------

/** May the app make this call? */
export interface Question {
  method: string
  /** The conversation that it names, if any. Passed over where the method is about none. */
  channel?: string | null
  /** The person whom the app acts for, if any. Passed over where the method acts for nobody. */
  user?: UserId | null
}

/** An answer with its reasons. */
export interface Verdict {
  allowed: boolean
  /** The scope's half of the decision. */
  scope: Half
  /** The resource's half. */
  resource: Half
  /** The rules that decided, the weightiest first. */
  because: Rule[]
  /** What would have to be there. Empty when allowed. */
  missing: Missing[]
}

/** A verdict, and a way to repair a denial. */
export interface Explanation extends Verdict {
  /**
   * The shortest plan: inputs after which the same call is allowed, each possible now, in this
   * order. It has the fewest commands, then the fewest permissions. Empty when the call is allowed
   * already, `null` when there is none.
   */
  plan: Input[] | null
  /** Why there is no plan. Left out when there is one. */
  no_plan?: NoPlan
}

/** Why nothing that anybody could do would make a call possible. */
export interface NoPlan {
  /**
   * - `closed_to_workspace_tokens`: the method is closed to workspace tokens.
   * - `closed_to_classic_tokens`: the method is closed to the tokens of classic apps.
   * - `not_modelled`: what the tokens of classic apps do with the method is outside the model.
   * - `other_time`: the method is not there yet on this date, or no more.
   * - `workspace_deleted`: the workspace is no more.
   * - `person_deactivated`: the account of the person for whom the app would act was deleted.
   * - `not_named`: the call does not name the conversation, or the person, that it is about.
   * - `made_by_another`: the app did not make the conversation that it would change.
   * - `no_scope_applies`: no scope opens the method where the call goes.
   * - `nothing_helps`: nothing that people and the app can do now helps.
   */
  reason:
    | 'closed_to_workspace_tokens'
    | 'closed_to_classic_tokens'
    | 'not_modelled'
    | 'other_time'
    | 'workspace_deleted'
    | 'person_deactivated'
    | 'not_named'
    | 'made_by_another'
    | 'no_scope_applies'
    | 'nothing_helps'
  /** For people: `Workspace tokens can never call auth.test.` */
  sentence: string
}

/** One of the two halves that have to be there. */
export interface Half {
  state: 'not_needed' | 'held' | 'missing' | 'excluded'
  /** As a person would read it: `chat:write`, `all public channels`. */
  label: string
}

/** Something that a denied call lacks. */
export type Missing =
  /** The app is not installed. */
  | { type: 'installation' }
  /** A token that is worth something: the app's expired, or was revoked. */
  | { type: 'token' }
  /** Any one of these scopes. */
  | { type: 'scope'; any_of: string[] }
  /** This resource; `excluded` if it was struck out. */
  | { type: 'resource'; kind: ResourceKind; id: string | null; excluded: boolean }
  /** The call does not name what it is about. */
  | { type: 'name'; kind: ResourceKind }
  /** This person's permission. */
  | { type: 'consent'; user: UserId }
  /** Nothing helps: the method is closed to workspace tokens. */
  | { type: 'other_token' }
  /** Nothing helps: this person's account was deleted. */
  | { type: 'account'; user: UserId }
  /** Nothing helps: the conversation was made by somebody else. */
  | { type: 'ownership' }
  /** Nothing helps but another date: the method is not there yet, or no more. */
  | { type: 'other_time' }

// --- The ledger -----------------------------------------------------------------------------

/** What a value told the ledger. */
export interface Entry {
  /** What it was: an event's type, or `apps.permissions.info`. */
  name: string
  /** What it told, in one sentence. */
  sentence: string
  /** The stage of the lifecycle that the app is in now. */
  stage: Stage
  /** Whether it had come before and was ignored. */
  repeated: boolean
  /** When, in seconds since 1970. `null` if not told. */
  event_time: number | null
}
