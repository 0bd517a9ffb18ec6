//! The page's own words, all of them: labels, sentences, and how times are written.
//!
//! Not here: what the model says itself, such as a rule's sentence or what happened in a step.

use std::rc::Rc;

use grantscope::{
    Actor, Answer, AppKind, Catalogue, Channels, ColumnStanding, Command, Distribution, DriftKind,
    EndpointAnswer, Gesture, HalfState, Input, InstallRoute, Mark, Missing, Part, Passage, Problem,
    Question, ResourceKind, Retry, Scope, ScopeClass, StageEntry, Standing, TokenName, Transition,
};
use grantscope_explore::{Act, Condition, Query};

use crate::browser::link::Bad;
use crate::state::{Names, Pace, Progress, Score, Source, Trouble};
use crate::tenths::tenths;

pub(crate) const NAME: &str = "GrantScope";
pub(crate) const DISCLAIMER: &str =
    "An independent model of Slack’s legacy workspace apps. Not affiliated with Slack.";
pub(crate) const SKIP: &str = "Skip to the picture";
pub(crate) const SANDBOX: &str = "Sandbox";
pub(crate) const REPLAY: &str = "Replay";
pub(crate) const STORY: &str = "Story";
pub(crate) const EMPTY_STORY: &str = "Empty workspace";
pub(crate) const STORIES: &str = "Stories";
pub(crate) const PALETTE: &str = "Search";
pub(crate) const HELP: &str = "Help";
pub(crate) const GLOSSARY: &str = "Glossary";
pub(crate) const RULE_BOOK: &str = "Rule book";
pub(crate) const SHARE: &str = "Share";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const REDO: &str = "Redo";
pub(crate) const TOOLS: &str = "Tools";
pub(crate) const START_EMPTY: &str = "Start empty";
pub(crate) const CLEAR_REPLAY: &str = "Clear";
pub(crate) const STEPS: &str = "Steps";
pub(crate) const LIFECYCLE: &str = "Lifecycle";
pub(crate) const GRANTS: &str = "Grants";
pub(crate) const DETAIL: &str = "Detail";
pub(crate) const WHY: &str = "Why";
pub(crate) const THIS_STEP: &str = "This step";
pub(crate) const WHAT_NEXT: &str = "What next?";
pub(crate) const MORE: &str = "More";
pub(crate) const BEGINNING: &str = "The beginning";
pub(crate) const MODES: &str = "What to do";
pub(crate) const PANES: &str = "What to show";
pub(crate) const SHOWN_AS: &str = "Shown as";
pub(crate) const STAGES: &str = "Stages of the lifecycle";
pub(crate) const AS_PICTURE: &str = "Picture";
pub(crate) const AS_TABLE: &str = "Table";
pub(crate) const LOADING: &str = "Fetching the stories…";
pub(crate) const STARTING: &str = "GrantScope is starting…";
pub(crate) const TRY_AGAIN: &str = "Try again";
pub(crate) const REST: &str = "Not there yet";
pub(crate) const FETCHING: &str = "Fetching…";
pub(crate) const REST_NOT_FETCHED: &str = "This part of the playground could not be fetched.";
pub(crate) const REST_NOT_FETCHED_HINT: &str =
    "It comes over the network once and is kept from then on. What you did is untouched.";
pub(crate) const NOT_FETCHED: &str = "The stories could not be fetched.";
pub(crate) const GO_ON_ANYWAY: &str = "Everything else works: start with what can happen next.";
pub(crate) const NOT_POSSIBLE: &str = "Not possible now";
pub(crate) const NO_TRIGGER: &str = "nobody has just clicked the app’s button";
pub(crate) const ASK_FOR_MORE: &str = "Ask for more scopes";
pub(crate) const NOTHING_IN_IT: &str = "There is no event in this text.";
pub(crate) const APPROVE: &str = "Approve";
pub(crate) const DENY: &str = "Deny";
pub(crate) const CANCEL: &str = "Cancel";
pub(crate) const DO_IT: &str = "Do it";
pub(crate) const THE_PERSON: &str = "The person";
pub(crate) const HOUSEKEEPING: &str = "Places and accounts";
pub(crate) const BECAUSE: &str = "Because";
pub(crate) const MISSING: &str = "Missing";
pub(crate) const REPAIR: &str = "To repair it";
pub(crate) const ALLOWED: &str = "Allowed";
pub(crate) const DENIED: &str = "Denied";
pub(crate) const NO_ANSWER: &str = "To leave it unanswered, go on with something else.";
pub(crate) const WHERE: &str = "Where?";
pub(crate) const NO_CHANNELS: &str = "None for now";
pub(crate) const CHOSEN_CHANNELS: &str = "Only these";
pub(crate) const ONE_CHANNEL: &str = "In which one?";
pub(crate) const EXCEPT: &str = "Except";
pub(crate) const MORE_CHANNELS: &str = "There are more: find them by name.";
pub(crate) const FIND_SCOPE: &str = "Find a scope";
pub(crate) const NO_SUCH_SCOPE: &str = "No scope has that in its name or description.";
pub(crate) const ANSWER: &str = "The answer";
pub(crate) const REACHED: &str = "What reached the app";
pub(crate) const NOTHING_REACHED: &str = "Nothing reached the app.";
pub(crate) const NOT_SENT: &str = "not sent: the app did not subscribe";
pub(crate) const SENT: &str = "sent";
pub(crate) const NOT_ANSWERED: &str = "sent, but the app did not answer";
pub(crate) const RAW: &str = "As it came";
pub(crate) const CUT: &str = "… cut here";
pub(crate) const AT_BEGINNING: &str = "Nothing has happened yet.";
pub(crate) const AT_BEGINNING_DRIVE: &str =
    "Let somebody install the app, or pick a story from the menu above.";
pub(crate) const NO_GRANTS: &str = "Nothing is granted yet.";
pub(crate) const NO_GRANTS_HINT: &str = "A call passes where a scope and a resource meet.";
pub(crate) const PEOPLE_ROWS: &str = "People the app may act for";
pub(crate) const OUTSIDE_CATALOGUE: &str = "Not in the catalogue";
pub(crate) const NO_CALL_PASSES: &str = "No call passes now, whatever is granted.";
pub(crate) const MATRIX_HINT: &str =
    "Point at a cell to read its verdict; press it to see why. Arrow keys move.";
pub(crate) const BLIND_SPOTS: &str = "What no event tells";
pub(crate) const FEED: &str = "Add events";
pub(crate) const SAMPLES: &str = "The documents’ samples";
pub(crate) const NO_SAMPLES: &str = "They are of Slack’s own. Paste what an app heard here: \
    answers of its lookups, and events.";
pub(crate) const ALL_SAMPLES: &str = "Replay all of them";
pub(crate) const OWN_EVENTS: &str = "Your own";
pub(crate) const PASTE_HERE: &str =
    "Paste or drop JSON here: one event, an array, or one after the other";
pub(crate) const EDITOR_KEYS: &str =
    "Ctrl+Enter adds the text to the replay, Ctrl+Shift+[ folds what the cursor is in.";
pub(crate) const ADD: &str = "Add to replay";
pub(crate) const COMPARE: &str = "Compare with it";
pub(crate) const COMPARE_HINT: &str =
    "Takes an answer of apps.permissions.info as what is so, beside what the events lead to";
pub(crate) const NO_ANSWER_IN_IT: &str =
    "There is no answer of apps.permissions.info in this text to compare with.";
pub(crate) const BELIEF: &str = "Belief";
pub(crate) const BELIEVES: &str = "The app believes";
pub(crate) const IS_SO: &str = "It is so";
pub(crate) const BESIDE: &str = "Side by side";
pub(crate) const NOT_SO: &str = "not so";
pub(crate) const NOT_KNOWN: &str = "not known";
pub(crate) const NOT_HEARD: &str = "Only an event would have told, and the app did not hear it.";
pub(crate) const NOTHING: &str = "nothing";
pub(crate) const NOTHING_TO_COMPARE: &str = "Nobody has said what is so.";
pub(crate) const NOTHING_TO_COMPARE_HINT: &str = "Write an answer of apps.permissions.info under \
    “Your own” and choose “Compare with it”. Or turn to the sandbox, where the truth is known.";
pub(crate) const REPLAY_HEARD: &str = "Replay what the app heard";
pub(crate) const NOTHING_HEARD: &str = "Nothing has reached the app yet.";
pub(crate) const OPEN_FILE: &str = "Open a file…";
pub(crate) const CANNOT_READ: &str = "This cannot be replayed";
pub(crate) const STAYS: &str = "What was there before stays.";
pub(crate) const DISMISS: &str = "Dismiss";
pub(crate) const FIRST: &str = "To the beginning";
pub(crate) const PREVIOUS: &str = "One step back";
pub(crate) const PLAY: &str = "Play";
pub(crate) const PAUSE: &str = "Pause";
pub(crate) const NEXT: &str = "One step on";
pub(crate) const LAST: &str = "To the end";
pub(crate) const PLAYER: &str = "Player";
pub(crate) const BRANCH: &str = "Branch";
pub(crate) const POSITION: &str = "Position in the story";
pub(crate) const METHOD: &str = "Method";
pub(crate) const PERSON: &str = "Person";
pub(crate) const ACTING: &str = "Who acts";
/// The question, around its parts: may the app call a method in a place for a person?
pub(crate) const MAY: &str = "May ";
pub(crate) const CALL: &str = " call ";
pub(crate) const IN: &str = " in ";
pub(crate) const FOR: &str = " for ";
pub(crate) const ASKED: &str = "?";
pub(crate) const NO_PERSON: &str = "nobody";
pub(crate) const THE_APP: &str = "the app";
pub(crate) const THEME: &str = "Theme";
pub(crate) const STAGE_COLUMN: &str = "Stage";
pub(crate) const MEANING_COLUMN: &str = "What it means";
pub(crate) const LEADS_COLUMN: &str = "Leads to";
pub(crate) const NOW: &str = "now";
pub(crate) const ALL: &str = "all";
pub(crate) const NO_RESOURCE: &str = "none granted";

// What Slack has a term for, and other services call as they like.

fn term(catalogue: Catalogue, slacks: &'static str, anybodys: &'static str) -> &'static str {
    if catalogue.is_slacks() { slacks } else { anybodys }
}

fn service(catalogue: Catalogue) -> &'static str {
    term(catalogue, "Slack", "the service")
}

pub(crate) fn channel(catalogue: Catalogue) -> &'static str {
    term(catalogue, "Conversation", "Place")
}

pub(crate) fn no_channel(catalogue: Catalogue) -> &'static str {
    term(catalogue, "no conversation", "no place")
}

pub(crate) fn in_channel(catalogue: Catalogue) -> &'static str {
    term(catalogue, "In which conversation", "In which place")
}

pub(crate) fn an_exclusion(catalogue: Catalogue) -> &'static str {
    term(catalogue, "this conversation is excluded", "this place is excluded")
}

pub(crate) fn methods_in(catalogue: Catalogue) -> &'static str {
    let (slacks, anybodys) =
        ("What the app may call in a conversation", "What the app may call in a place");
    term(catalogue, slacks, anybodys)
}

pub(crate) fn no_events(catalogue: Catalogue) -> &'static str {
    let slacks = "Replay the documents’ samples, or paste events that an app received.";
    term(catalogue, slacks, "Paste events that an app received.")
}

/// Where a person and the app are alone with each other.
fn app_home(catalogue: Catalogue, whose: &str, with: &str) -> String {
    if catalogue.is_slacks() {
        format!("a direct message with {with}")
    } else {
        format!("{whose} {}", catalogue.singular(ResourceKind::AppHome))
    }
}

// The app's side.

pub(crate) const CONSOLE: &str = "App";
pub(crate) const CONSOLE_ELSEWHERE: &str =
    "Calls are made in the sandbox: there nobody answers here.";
pub(crate) const ACTING_FOR: &str = "X-Slack-User";
pub(crate) const REQUIRED: &str = "required";
pub(crate) const TOKEN: &str = "Token";
pub(crate) const TOKEN_NAME: &str = "$TOKEN";
pub(crate) const SEND_CALL: &str = "Send";
pub(crate) const COPY_CURL: &str = "Copy as curl";
pub(crate) const COPY_JAVASCRIPT: &str = "Copy as JavaScript";
pub(crate) const COPIED: &str = "Copied.";
pub(crate) const NOT_COPIED: &str = "The browser did not allow it: select the text instead.";
pub(crate) const FINE: &str = "ok";
pub(crate) const HTTP_REQUEST: &str = "Request";
pub(crate) const HTTP_RESPONSE: &str = "Response";
pub(crate) const START_LINE: &str = "First line";
pub(crate) const POST_LINE: &str = "POST, to the app’s own address";
pub(crate) const POSTED: &str = "As it was posted";

pub(crate) fn calls_as(catalogue: Catalogue, app: &str) -> String {
    format!("Call {} as {app}", service(catalogue))
}

/// An example of what may stand in a field.
pub(crate) fn example(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| format!("e.g. {text}"))
}

pub(crate) fn not_filled_in(names: &str) -> String {
    format!("Required, and not filled in: {names}. It can be sent all the same.")
}

pub(crate) fn more_arguments(count: usize) -> String {
    if count == 1 { "1 more argument".to_owned() } else { format!("{count} more arguments") }
}

pub(crate) fn token(token: TokenName) -> String {
    match token {
        TokenName::Current => "the app’s token".to_owned(),
        TokenName::Missing => "no token".to_owned(),
        TokenName::Unknown => "a token that was never issued".to_owned(),
        TokenName::Former(number) => format!("its token number {number}"),
        TokenName::Refresh => "its refresh token".to_owned(),
        TokenName::User => "the token of the person who installed it".to_owned(),
        TokenName::Bot => "its bot’s token".to_owned(),
    }
}

pub(crate) fn status_line(status: u16) -> String {
    let phrase = match status {
        200 => "OK",
        302 => "Found",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => "",
    };
    format!("{status} {phrase}")
}

// Checks, and the rule book.

pub(crate) const CHECKS: &str = "Checks";
pub(crate) const NO_CHECKS: &str = "No question is kept yet.";
pub(crate) const NO_CHECKS_HINT: &str = "Ask why, then keep the question with the answer that you expect. It is asked again at every step.";
pub(crate) const CHECKS_HINT: &str = "Asked again at every step.";
pub(crate) const ASK: &str = "Ask a question";
pub(crate) const CHECK_KEPT: &str = "Kept among the checks.";
pub(crate) const REMOVE_CHECK: &str = "Remove";
pub(crate) const FIND_RULE: &str = "Find a rule";
pub(crate) const NO_SUCH_RULE: &str = "No rule has that in its sentence, heading or name.";

pub(crate) fn keep_check(allowed: bool) -> String {
    format!("Keep as a check: {}", outcome(allowed))
}

pub(crate) fn expect_instead(allowed: bool) -> String {
    format!("Expect {} instead", outcome(allowed))
}

pub(crate) fn checks_standing(count: usize, failing: usize) -> String {
    match (count, failing) {
        (1, 0) => "The check holds".to_owned(),
        (count, 0) => format!("All {count} checks hold"),
        (count, failing) => format!("{failing} of {count} checks fail"),
    }
}

/// Those that make no sense here.
pub(crate) fn checks_besides(count: usize) -> String {
    match count {
        1 => "1 more check belongs to another system, and comes back with it.".to_owned(),
        more => format!("{more} more checks belong to other systems, and come back with them."),
    }
}

pub(crate) fn check_answer(expected: bool, answer: &Result<bool, String>) -> String {
    let expected_word = outcome(expected);
    match answer {
        Ok(found) if *found == expected => format!("{expected_word}, as expected"),
        Ok(found) => format!("expected {expected_word}, found {}", outcome(*found)),
        Err(reason) => format!("expected {expected_word}, but {reason}"),
    }
}

pub(crate) fn too_many_checks(most: usize) -> String {
    format!("At most {most} checks are kept: remove one first.")
}

/// A question in one line: `chat.postMessage in #general`.
pub(crate) fn question(question: &Question, names: &Names) -> String {
    let place = question.channel.as_ref().map(|id| format!(" in {}", names.of(id)));
    let person = question.user.as_ref().map(|id| format!(" for {}", names.of(id)));
    let parts = [Some(question.method.clone()), place, person];
    parts.into_iter().flatten().collect()
}

pub(crate) fn rules_found(count: usize) -> String {
    if count == 1 { "1 rule".to_owned() } else { format!("{count} rules") }
}

pub(crate) fn standing_meaning(standing: Standing) -> &'static str {
    match standing {
        Standing::Documented => "One of the five documents says it.",
        Standing::Recovered => "Other public material of the time says it.",
        Standing::Assumed => {
            "Nobody says it: our best reading, marked as a guess and held by a test."
        }
    }
}

const fn outcome(allowed: bool) -> &'static str {
    if allowed { "allowed" } else { "denied" }
}

/// `9 Sep 2018, 12:00:04 UTC`.
pub(crate) fn moment(milliseconds: u64) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let seconds = milliseconds / 1000;
    let (year, month, day) = civil(seconds / 86_400);
    let name = MONTHS.get(month.saturating_sub(1)).copied().unwrap_or_default();
    let (hours, minutes) = (seconds / 3600 % 24, seconds / 60 % 60);
    format!("{day} {name} {year}, {hours:02}:{minutes:02}:{:02} UTC", seconds % 60)
}

/// The date so many days after 1 January 1970. Counts from 1 March, so that leap days come last.
fn civil(days: u64) -> (u64, usize, u64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, usize::try_from(month).unwrap_or_default(), day)
}

/// A text from outside, cut to a length that can be read.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

pub(crate) fn step_of(at: usize, steps: usize) -> String {
    match steps {
        0 => "no steps yet".to_owned(),
        _ => format!("step {at} of {steps}"),
    }
}

pub(crate) fn announcement(at: usize, steps: usize, sentence: &str, stage: &str) -> String {
    format!("Step {at} of {steps}. {sentence} Stage: {stage}.")
}

pub(crate) fn cannot_happen(reason: &str) -> String {
    format!("That cannot happen now: {reason}.")
}

pub(crate) fn broken_story(reason: &str) -> String {
    format!("This story leads nowhere: {reason}.")
}

pub(crate) fn broken_replay(reason: &str) -> String {
    format!("The events in it cannot be replayed: {reason}.")
}

pub(crate) fn not_fetched(file: &str, reason: &str) -> String {
    format!("{file}: {reason}")
}

pub(crate) const EMULATOR_FOLLOWED: &str = "Live: the emulator’s newest step";
pub(crate) const ONLY_HERE: &str =
    "This happened on this page only: the emulator goes on from its newest step";
pub(crate) const EMULATOR_LOST: &str = "The emulator does not answer";

pub(crate) fn catch_up(steps: usize) -> String {
    format!("Show the emulator’s newest step, {steps}")
}

pub(crate) fn not_watched(reason: &str) -> String {
    format!("The emulator’s script could not be shown: {reason}")
}

pub(crate) const NOT_THERE: &str = "it is not among the files beside the page";

pub(crate) fn status(code: u16) -> String {
    format!("the server answered with status {code}")
}

pub(crate) fn too_large(bytes: usize, most: usize) -> String {
    let (got, most) = (mebibytes(bytes), mebibytes(most));
    format!("expected at most {most} MiB, got {got} MiB: split the text")
}

pub(crate) fn unreadable_file(name: &str) -> String {
    format!("{name} could not be read as text.")
}

pub(crate) fn place(line: usize, column: usize) -> String {
    format!("Line {line}, column {column}")
}

/// What a branch is called, the first one being number one.
pub(crate) fn branch(number: usize) -> String {
    if number == 1 { "main".to_owned() } else { format!("branch {number}") }
}

pub(crate) fn wrong_about(drifts: usize) -> String {
    match drifts {
        0 => "What the app believes is so.".to_owned(),
        1 => "The app is wrong about one thing.".to_owned(),
        more => format!("The app is wrong about {more} things."),
    }
}

/// In which way an app is wrong.
pub(crate) fn error(error: DriftKind) -> &'static str {
    match error {
        DriftKind::Untrue => NOT_SO,
        DriftKind::Unheard => NOT_KNOWN,
    }
}

pub(crate) fn blind_spot(spot: &str) -> String {
    format!("No event tells: {spot}.")
}

pub(crate) fn all_of(many: &str) -> String {
    format!("all {many}")
}

pub(crate) fn compared(source: Source) -> Option<String> {
    match source {
        Source::Here => None,
        Source::Sandbox(step) => {
            Some(format!("Compared with the sandbox after step {step}, before the app heard more."))
        }
        Source::Lookup => Some("Compared with the answer of apps.permissions.info.".to_owned()),
    }
}

pub(crate) fn heard(lines: usize, replaced: usize) -> String {
    let came = match lines {
        1 => "One event or answer reached the app.".to_owned(),
        more => format!("{more} events and answers reached the app."),
    };
    match replaced {
        0 => came,
        _ => format!("{came} They take the place of what is being replayed."),
    }
}

/// What is wrong, where one sees the line.
pub(crate) fn at(trouble: &Trouble) -> String {
    match trouble.path.as_str() {
        "" => trouble.reason.clone(),
        path => format!("{path}: {}", trouble.reason),
    }
}

pub(crate) fn parts(steps: usize) -> Option<&'static str> {
    (steps > 0).then_some("This begins a new branch. What came later stays.")
}

pub(crate) fn asks_whom(name: &str) -> String {
    format!("{name} is asked")
}

pub(crate) fn wants_to_install(app: &str, team: &str) -> String {
    format!("{app} wants to be added to {team}")
}

pub(crate) fn wants_more(app: &str) -> String {
    format!("{app} asks for more")
}

pub(crate) fn will_be_able(app: &str) -> String {
    format!("{app} will be able to")
}

pub(crate) fn only_the_base(catalogue: Catalogue, app: &str) -> String {
    format!("{app} asks for nothing but {}.", app_home(catalogue, "your", "you"))
}

pub(crate) fn choose_scopes(app: &str) -> String {
    format!("What does {app} ask for?")
}

pub(crate) fn installing(name: &str, through: InstallRoute) -> String {
    match through {
        InstallRoute::Oauth => format!("{name} installs the app by OAuth"),
        InstallRoute::Settings => format!("{name} installs the app from its settings"),
    }
}

pub(crate) fn asking(name: &str) -> String {
    format!("The app asks {name}")
}

pub(crate) fn go_on_installing(chosen: usize) -> String {
    match chosen {
        0 => "Install without scopes".to_owned(),
        1 => "Install with 1 scope".to_owned(),
        more => format!("Install with {more} scopes"),
    }
}

pub(crate) fn go_on_asking(chosen: usize) -> String {
    match chosen {
        0 => "Choose at least one scope".to_owned(),
        1 => "Ask for 1 scope".to_owned(),
        more => format!("Ask for {more} scopes"),
    }
}

pub(crate) fn ask_by_trigger(name: &str, left: u64) -> String {
    let tenths = left / 100;
    format!("Ask {name} for more scopes ({}.{} s left)", tenths / 10, tenths % 10)
}

pub(crate) fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::Person => "A person",
        Actor::App => "The app",
        Actor::Time => "Time",
    }
}

pub(crate) fn class(catalogue: Catalogue, class: Option<ScopeClass>) -> String {
    match class {
        Some(ScopeClass::Conversation) if catalogue.is_slacks() => "About conversations".to_owned(),
        Some(ScopeClass::Conversation) => about_places(catalogue),
        Some(ScopeClass::Team) => format!("About {}", catalogue.plural(ResourceKind::Team)),
        Some(ScopeClass::User) => {
            format!("On behalf of a {}", catalogue.singular(ResourceKind::User))
        }
        None => OUTSIDE_CATALOGUE.to_owned(),
    }
}

/// `About folders and vaults`: the kinds of places that there is a scope for.
fn about_places(catalogue: Catalogue) -> String {
    let (mut about, mut joined) = ("About".to_owned(), " ");
    for kind in ResourceKind::ALL {
        let applies = |scope: Scope| {
            scope.class() == ScopeClass::Conversation && scope.kinds().contains(kind)
        };
        if catalogue.scopes().any(applies) {
            about.push_str(joined);
            about.push_str(catalogue.plural(kind));
            joined = " and ";
        }
    }
    about
}

pub(crate) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Documented => "documented",
        Standing::Recovered => "recovered",
        Standing::Assumed => "assumed",
    }
}

pub(crate) fn half(state: HalfState) -> &'static str {
    match state {
        HalfState::NotNeeded => "not needed",
        HalfState::Held => "granted",
        HalfState::Missing => "missing",
        HalfState::Excluded => "struck out",
    }
}

/// What a column's mark says in a word.
pub(crate) fn column_mark(standing: ColumnStanding, mark: Mark) -> &'static str {
    match (mark, standing) {
        (Mark::Gained, _) => "added",
        (Mark::Lost, ColumnStanding::Excluded) => "struck out now",
        (Mark::Lost, _) => "removed",
        (Mark::Same, ColumnStanding::Excluded) => "struck out",
        (Mark::Same, ColumnStanding::Covered | ColumnStanding::Granted) => "",
        (Mark::Same, ColumnStanding::Wildcard | ColumnStanding::Nothing) => "",
    }
}

pub(crate) fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Gained => "new",
        Mark::Lost => "gone",
        Mark::Same => "",
    }
}

/// A cell in one sentence, with what changed and whether no call passes anyway.
pub(crate) fn cell(
    scope: &str,
    resource: &str,
    states: (HalfState, HalfState),
    (changed, barred): (Mark, bool),
) -> String {
    let place = if resource.is_empty() { "no resource" } else { resource };
    let says = match states {
        (HalfState::Held, HalfState::Held | HalfState::NotNeeded) if barred => {
            "granted, but no call passes now"
        }
        (HalfState::Held, HalfState::Held) => "works here",
        (HalfState::Held, HalfState::Excluded) => "granted, but this is struck out",
        (HalfState::Held, HalfState::Missing) => "granted, but this is not",
        (HalfState::Held, HalfState::NotNeeded) => "works",
        (HalfState::Missing | HalfState::Excluded | HalfState::NotNeeded, _) => "not granted",
    };
    let since = match changed {
        Mark::Same => "",
        Mark::Gained => ", which is new",
        Mark::Lost => ", no longer",
    };
    format!("{scope} in {place}: {says}{since}.")
}

pub(crate) fn more(more: usize) -> String {
    format!("and {more} more")
}

/// What a denied call lacks.
pub(crate) fn missing(missing: &Missing, names: &Names) -> String {
    match missing {
        Missing::Installation => "The app is not installed.".to_owned(),
        Missing::Token => "A token that is still good: the app’s is not.".to_owned(),
        Missing::Scope { any_of } => match any_of.as_slice() {
            [only] => format!("The scope {only}."),
            several => format!("One of these scopes: {}.", several.join(", ")),
        },
        Missing::Resource { kind, id, excluded } => {
            let place = id.map_or_else(
                || names.catalogue().plural(*kind).to_owned(),
                |id| names.of(&id.to_string()),
            );
            match excluded {
                true => format!("{place}, which was struck out."),
                false => format!("{place}, which the app was not added to."),
            }
        }
        Missing::Name { kind: ResourceKind::User } => "The person it is about.".to_owned(),
        Missing::Name { .. } => "The resource that the call is about is not named.".to_owned(),
        Missing::Consent { user } => format!("Permission from {}.", names.of(&user.to_string())),
        Missing::Account { user } => {
            format!("An account: that of {} was deleted.", names.of(&user.to_string()))
        }
        Missing::OtherToken => "A token of another kind: nothing else helps.".to_owned(),
        Missing::Ownership => "Nothing helps: an app changes only what it made.".to_owned(),
        Missing::OtherTime => "Another date: the method is not there on this one.".to_owned(),
    }
}

/// What would happen, in the present: `Olive invites the app to #lunch`.
pub(crate) fn act(input: &Input, names: &Names, asked: &str) -> String {
    let person = |user: &grantscope::UserId| names.of(&user.to_string());
    let place = |place: &grantscope::ConversationId| names.of(&place.to_string());
    match &input.command {
        Command::Install { user, scopes, through, .. } => {
            let way = installing(&person(user), *through);
            if scopes.is_empty() { way } else { format!("{way}, with {}", scopes.join(", ")) }
        }
        Command::Answer { answer: Answer::Deny, .. } => format!("{asked} declines"),
        Command::Answer { answer: Answer::Approve { channels }, .. } => match channels {
            Channels::None => format!("{asked} approves"),
            Channels::Chosen(chosen) => {
                let places: Vec<String> = chosen.iter().map(place).collect();
                format!("{asked} approves for {}", places.join(", "))
            }
            Channels::AllExcept(spared) => {
                let all = names.catalogue().plural(ResourceKind::Channel);
                let spared: Vec<String> = spared.iter().map(place).collect();
                let but = if spared.is_empty() { "" } else { " except " };
                format!("{asked} approves for all {all}{but}{}", spared.join(", "))
            }
        },
        Command::Invite { user, conversation } => {
            format!("{} invites the app to {}", person(user), place(conversation))
        }
        Command::CreateConversation { user, name, private } => {
            let kind = if *private { ResourceKind::Group } else { ResourceKind::Channel };
            let catalogue = names.catalogue();
            let (kind, sign) = (catalogue.singular(kind), catalogue.sign(kind));
            format!("{} makes a {kind} {sign}{name}", person(user))
        }
        Command::Archive { user, conversation } => {
            format!("{} archives {}", person(user), place(conversation))
        }
        Command::Unarchive { user, conversation } => {
            format!("{} brings {} back", person(user), place(conversation))
        }
        Command::MakePrivate { user, conversation } => {
            format!("{} turns {} private", person(user), place(conversation))
        }
        Command::Kick { user, conversation } => {
            format!("{} removes the app from {}", person(user), place(conversation))
        }
        Command::AddSlashCommand { user, conversations } => {
            let places: Vec<String> = conversations.iter().map(place).collect();
            format!("{} adds the app’s slash command to {}", person(user), places.join(", "))
        }
        Command::Interact { user, conversation, by } => {
            format!("{} {} in {}", person(user), gesture(*by), place(conversation))
        }
        Command::SubmitDialog { dialog } => format!("The person sends off {dialog}"),
        Command::OpenAppHome { user } => {
            let home = app_home(names.catalogue(), "their", "the app");
            format!("{} opens {home}", person(user))
        }
        Command::Message { user, .. } => format!("{} writes a message", person(user)),
        Command::Revoke { user } => {
            format!("{} takes back what the app may do for them", person(user))
        }
        Command::Uninstall { user } => format!("{} uninstalls the app", person(user)),
        Command::DeleteWorkspace { user } => format!("{} deletes the workspace", person(user)),
        Command::Fault(_) => format!("Something breaks at {}", service(names.catalogue())),
        Command::Recover {} => format!("What broke at {} works again", service(names.catalogue())),
        Command::Deactivate { user } => {
            format!("An admin deactivates the account of {}", person(user))
        }
        Command::Call(call) => {
            let asked = call.arguments.get("scopes");
            let asked = asked.map(|scopes| format!(" for {scopes}")).unwrap_or_default();
            format!("The app calls {}{asked}", call.method)
        }
        Command::Endpoint { answers: EndpointAnswer::Ok } => {
            "The app’s endpoint answers again".to_owned()
        }
        Command::Endpoint { answers: EndpointAnswer::Fails { .. } } => {
            "The app’s endpoint fails from now on".to_owned()
        }
        Command::Unanswered { event_id, .. } => format!("The app does not answer {event_id}"),
        Command::VerifyRequestUrl {} => "The app’s request URL is saved".to_owned(),
        Command::Wait {} => format!("{} seconds pass", input.after / 1000),
    }
}

// The picture: the lifecycle under one's hands, and the cells of the matrix.

pub(crate) const ZOOM: &str = "Zoom";
pub(crate) const ZOOM_IN: &str = "Zoom in";
pub(crate) const ZOOM_OUT: &str = "Zoom out";
pub(crate) const FIT: &str = "Fit";

pub(crate) const CELL_CARD: &str = "The verdict on this cell";
pub(crate) const NO_QUESTION: &str = "No method depends on just this.";
pub(crate) const ENTER_ASKS: &str = "Enter shows why.";
pub(crate) const SHOW_WHY: &str = "Show why";
pub(crate) const SHOW_FEWER: &str = "Show fewer";
pub(crate) const FIND_RESOURCE: &str = "Find by name";

pub(crate) fn allowed(allowed: bool) -> &'static str {
    if allowed { ALLOWED } else { DENIED }
}

pub(crate) fn asks(method: &str, about: &str) -> String {
    format!("May the app call {method}{about}?")
}

pub(crate) fn in_place(name: &str) -> String {
    format!(" in {name}")
}

pub(crate) fn for_person(name: &str) -> String {
    format!(" for {name}")
}

pub(crate) fn more_of(more: usize, kind: &str) -> String {
    format!("and {more} more {kind}: show and search them")
}

pub(crate) fn shown_of(shown: usize, all: usize) -> String {
    match shown {
        0 => "None is called that".to_owned(),
        _ => format!("{shown} of {all} shown"),
    }
}

pub(crate) fn drawing(stage: &str) -> String {
    format!(
        "{LIFECYCLE}: the app is at {stage}. Arrow keys walk, Enter acts, Home returns, + and − zoom."
    )
}

pub(crate) fn stage(entry: &StageEntry, now: bool, asked: usize) -> String {
    let here = if now { " The app is here now." } else { "" };
    let asked = match asked {
        0 => String::new(),
        1 => " 1 person is asked and has not answered.".to_owned(),
        more => format!(" {more} people are asked and have not answered."),
    };
    format!("{}. {}{here}{asked}", entry.label, entry.sentence)
}

/// A way in full, for who does not see the drawing.
pub(crate) fn way(way: &Transition, passage: Option<&Passage>, taken: Option<usize>) -> String {
    let by = if way.cause.is_empty() { String::new() } else { format!(" by {}", way.cause) };
    let taken = taken.map(|step| format!(" Taken in step {step}.")).unwrap_or_default();
    let (from_to, says) = (from_to(way.from.label(), way.to.label()), self::passage(passage));
    format!("{from_to}{by}. {}{taken} {says}", way.sentence)
}

pub(crate) fn from_to(from: &str, to: &str) -> String {
    format!("From {from} to {to}")
}

/// Whether something leads along a way, and what; or why nothing does.
pub(crate) fn passage(passage: Option<&Passage>) -> String {
    let Some(passage) = passage else {
        return "In a replay the events lead, nobody acts by hand.".to_owned();
    };
    match (passage.leads.as_slice(), &passage.obstacle) {
        ([], obstacle) => format!("Not possible now. {}", obstacle.as_deref().unwrap_or_default()),
        ([only], _) if only.stage == passage.transition.to => {
            format!("Possible now: {}.", only.offer.label)
        }
        ([only], _) => {
            format!("Possible now: {}{}.", only.offer.label, goes_on(only.stage.label()))
        }
        (several, _) => format!("Possible now, in {} ways.", several.len()),
    }
}

pub(crate) fn ways_to(stage: &str) -> String {
    format!("What leads to {stage}")
}

pub(crate) fn goes_on(stage: &str) -> String {
    format!(", and on to {stage}")
}

pub(crate) fn choose(ways: usize) -> String {
    match ways {
        1 => "See how…".to_owned(),
        _ => format!("Choose one of {ways}…"),
    }
}

pub(crate) fn listed_way(stage: &str, label: &str) -> String {
    format!("{stage}: {label}")
}

/// What asks for more before it happens.
pub(crate) fn with_dots(label: &str, asks: bool) -> String {
    if asks { format!("{label}…") } else { label.to_owned() }
}

/// `retry 2: http_timeout`.
pub(crate) fn retry(retry: Retry) -> String {
    format!("retry {}: {}", retry.num, retry.reason.name())
}

const fn gesture(by: Gesture) -> &'static str {
    match by {
        Gesture::Button => "clicks the app’s button",
        Gesture::Menu => "chooses from the app’s menu",
        Gesture::MessageAction => "uses the app’s message action",
        Gesture::SlashCommand => "types the app’s slash command",
    }
}

/// What is waited for at a stage that the app itself has to leave.
pub(crate) fn waits_for_the_app(stage: &str) -> String {
    format!("{stage}, until the app goes on:")
}

/// All that can be granted at once: `All public channels`.
pub(crate) fn all_places(catalogue: Catalogue) -> String {
    format!("All {}", catalogue.plural(ResourceKind::Channel))
}

pub(crate) fn find_place(catalogue: Catalogue) -> String {
    format!("Find a {}", catalogue.singular(ResourceKind::Channel))
}

pub(crate) fn housekeeping(count: usize) -> String {
    format!("{HOUSEKEEPING} ({count})")
}

pub(crate) fn offer_count(count: usize) -> String {
    format!("{NOT_POSSIBLE} ({count})")
}

/// A file's name without folder and ending, as words.
pub(crate) fn sample(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let name = name.split('.').next().unwrap_or(name);
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

// The guide: the gallery, the tour, challenges and the glossary.

pub(crate) const EMPTY_ABOUT: &str =
    "A workspace with three people and an app that nobody has installed.";

// Another permission system.
pub(crate) const SYSTEM: &str = "Load a system";
pub(crate) const SYSTEM_ABOUT: &str =
    "Another permission system than Slack’s: one that comes along, or your own.";
pub(crate) const SYSTEM_LEAD: &str = "Scopes, kinds of resources and methods are data. Begin in \
    another permission system, and everything here works with it: the sandbox, the grants, the \
    verdicts, replaying and exploring.";
pub(crate) const OWN_SYSTEM: &str = "A system of your own";
pub(crate) const OWN_SYSTEM_NOTE: &str = "Change the example, or open a file. Beginning makes an empty workspace that works by it. Emptied, the field has an example the next time.";
pub(crate) const SYSTEM_SOUND: &str = "Nothing is wrong with it.";
pub(crate) const START_IN_IT: &str = "Begin in this system";

/// How much a permission system has, and whether one is in it.
pub(crate) fn system_about(catalogue: Catalogue, now: bool) -> String {
    let (scopes, methods) = (catalogue.scopes().count(), catalogue.methods().count());
    let here = if now { " You are in it." } else { "" };
    format!("{scopes} scopes, {methods} methods.{here}")
}

pub(crate) fn flaws_found(count: usize) -> String {
    if count == 1 {
        "One thing is wrong with it:".to_owned()
    } else {
        format!("{count} things are wrong with it:")
    }
}

pub(crate) const FIND_STORY: &str = "Find a story";
pub(crate) const ALL_STORIES: &str = "Show all stories";

pub(crate) const TOUR: &str = "Guided tour";
pub(crate) const TAKE_TOUR: &str = "Take the tour";
pub(crate) const TOUR_ABOUT: &str =
    "Four chapters in five minutes: install, ask for more, be kicked, act for a person.";
pub(crate) const GO_ON_WITH_TOUR: &str = "Go on with the tour";
pub(crate) const TOUR_AGAIN: &str = "From the beginning";
pub(crate) const BACK: &str = "Back";
pub(crate) const NEXT_STOP: &str = "Next";
pub(crate) const SKIP_TASK: &str = "Show me";
pub(crate) const FINISH: &str = "Finish";
pub(crate) const STOP_AGAIN: &str = "Start this stop over";
pub(crate) const LEAVE_TOUR: &str = "Leave the tour";

pub(crate) const LEAVE: &str = "Leave";
pub(crate) const LEAVE_IT: &str = "Leave now?";
pub(crate) const LEAVE_IT_LOSES: &str = "What you did since it began is not kept.";
pub(crate) const STAY: &str = "Stay";
pub(crate) const GUIDE_NOT_FETCHED: &str = "This could not be fetched.";
pub(crate) const CHALLENGE: &str = "Challenge";
pub(crate) const CHALLENGES: &str = "Challenges";
pub(crate) const CHALLENGES_ABOUT: &str =
    "Make a call succeed with the fewest permissions. The model keeps the score.";
pub(crate) const CHALLENGES_LEAD: &str = "Each begins with a call that is denied. Make it succeed, and \
     grant no more than it needs: every scope, every place and every person counts.";
pub(crate) const CHALLENGES_NOT_FETCHED: &str = "The challenges could not be fetched.";
pub(crate) const TO_STORIES: &str = "To the stories";
pub(crate) const NEXT_CHALLENGE: &str = "Next challenge";
pub(crate) const START_OVER: &str = "Start over";
pub(crate) const SHOW_WAY: &str = "Show the shortest way";
pub(crate) const LEAVE_CHALLENGE: &str = "Leave the challenge";
pub(crate) const FIND_OUT: &str =
    "What would repair it is for you to find out: the challenge below is about that.";

pub(crate) const FIND_WORD: &str = "Find a word";
pub(crate) const ALL_WORDS: &str = "Show all words";
pub(crate) const LOADING_WORDS: &str = "Fetching the glossary…";
pub(crate) const WORDS_NOT_FETCHED: &str = "The glossary could not be fetched.";
pub(crate) const GLOSSARY_LEAD: &str =
    "What each word meant for workspace apps, and what became of it in today’s Slack.";
pub(crate) const THEN: &str = "Then";
pub(crate) const TODAY: &str = "Today";
pub(crate) const UNSURE: &str = "as far as we know";
pub(crate) const THIS_IS: &str = "This is";
pub(crate) const A_WILDCARD: &str = "a wildcard";
pub(crate) const SEE: &str = "See";

pub(crate) fn no_such_word(wanted: &str) -> String {
    format!("The glossary has nothing about “{}”.", cut(wanted, 60))
}

/// What a button that opens the glossary at a word is called.
pub(crate) fn what_is(word: &str) -> String {
    format!("{word}: open the glossary")
}

/// What is to succeed: `Make this call succeed: chat.postMessage in #lunch`.
pub(crate) fn goal(question: &Question, names: &Names) -> String {
    let method = &question.method;
    match (&question.channel, &question.user) {
        (Some(channel), _) => format!("Make this call succeed: {method} in {}", names.of(channel)),
        (None, Some(user)) => format!("Make this call succeed: {method} for {}", names.of(user)),
        (None, None) => format!("Make this call succeed: {method}"),
    }
}

fn permissions(count: u64) -> String {
    match count {
        0 => "no permission".to_owned(),
        1 => "1 permission".to_owned(),
        more if more > u64::from(u16::MAX) => "all places at once".to_owned(),
        more => format!("{more} permissions"),
    }
}

/// How somebody fares.
pub(crate) fn score(score: &Score, shown: bool) -> String {
    let (granted, fewest) = (permissions(score.granted), permissions(score.fewest));
    match score.state {
        Progress::Open if score.fewest == 0 => {
            format!("Still denied. It takes no further permission; you granted {granted}.")
        }
        Progress::Open if score.granted == 0 => {
            format!("Still denied, and nothing granted yet. It can be done with {fewest}.")
        }
        Progress::Open => {
            format!("Still denied. You granted {granted}; it can be done with {fewest}.")
        }
        Progress::Elsewhere => {
            "This moment lies outside the challenge. Go back to its branch, or start over."
                .to_owned()
        }
        Progress::Solved(0) if shown => {
            format!("This way takes {granted}: start over and walk it.")
        }
        Progress::Solved(_) if shown => {
            format!(
                "The shortest way takes {granted}. There is one with {fewest}: start over and find it."
            )
        }
        Progress::Solved(0) => format!("Solved with the fewest: {granted}."),
        Progress::Solved(more) => {
            format!(
                "Solved, but with {} more than needed. Start over and try again.",
                permissions(more)
            )
        }
    }
}

/// How well a challenge was solved so far.
pub(crate) fn best(more: Option<u64>) -> String {
    match more {
        None => "Not solved yet".to_owned(),
        Some(0) => "Solved with the fewest permissions".to_owned(),
        Some(more) => format!("Solved, with {} too many", permissions(more)),
    }
}

pub(crate) fn solved_so_far(count: usize) -> String {
    match count {
        0 => CHALLENGES_ABOUT.to_owned(),
        count => format!("{CHALLENGES_ABOUT} Solved so far: {count}."),
    }
}

pub(crate) fn of_stops(stop: usize, stops: usize) -> String {
    format!("{stop} of {stops}")
}

pub(crate) fn stopped_at(stop: usize) -> String {
    format!("You stopped at stop {stop}.")
}

/// Where something is written: `Permissions API — Wildcard exclusions`.
pub(crate) fn source(document: &str, heading: &str) -> String {
    format!("{document} — {heading}")
}

pub(crate) fn stories_found(count: usize) -> String {
    match count {
        1 => "1 story".to_owned(),
        more => format!("{more} stories"),
    }
}

pub(crate) fn no_such_story(wanted: &str) -> String {
    format!("No story has “{}” in it.", cut(wanted, 60))
}

// Time.

pub(crate) const SPEED: &str = "Speed";
pub(crate) const EVENT_BEFORE: &str = "Back to the last change of stage or refusal";
pub(crate) const EVENT_AFTER: &str = "On to the next change of stage or refusal";
pub(crate) const MORE_TIME: &str = "More about time";
pub(crate) const JUMP: &str = "Go to a step";
pub(crate) const FIND_STEP: &str = "A number, a word, or an event’s name";
pub(crate) const NO_SUCH_STEP: &str = "No step has that in its sentence or its events.";
pub(crate) const PIN: &str = "Compare";
pub(crate) const PIN_HINT: &str = "Compare other moments with this one";
pub(crate) const UNPIN: &str = "Stop comparing";
pub(crate) const CHANGES: &str = "What changed";
pub(crate) const NOTHING_CHANGED: &str = "The app may do the same at both moments.";
pub(crate) const FROM: &str = "From";
pub(crate) const UNTIL: &str = "To";
pub(crate) const BRANCHES: &str = "Branches";
pub(crate) const BRANCH_NAME: &str = "Name of the branch";
pub(crate) const SHOW: &str = "Show";
pub(crate) const SHOWN_NOW: &str = "shown";
pub(crate) const DROP: &str = "Delete";
pub(crate) const CLOCK: &str = "Time";
pub(crate) const WAIT: &str = "Wait";
pub(crate) const SET_DATE: &str = "Set the date";
pub(crate) const DATE: &str = "Date and time";
pub(crate) const UTC: &str = "UTC";
pub(crate) const DAYS: &str = "Days on which something changed";
pub(crate) const GO_THERE: &str = "Wait until then";
pub(crate) const BEGIN_ANEW: &str = "Begin anew then";
pub(crate) const IT_IS_THEN: &str = "It is that time now.";
pub(crate) const NO_DATE: &str = "Choose a day and a time.";
pub(crate) const TIME_GOES_FORWARD: &str =
    "A story only goes forward. The same people and places can begin anew on an earlier date.";

pub(crate) const fn pace(pace: Pace) -> &'static str {
    match pace {
        Pace::Half => "½×",
        Pace::Usual => "1×",
        Pace::Double => "2×",
        Pace::Fourfold => "4×",
    }
}

/// What a button is for, and what stands on it.
pub(crate) fn named(purpose: &str, says: &str) -> String {
    format!("{purpose}: {says}")
}

pub(crate) fn steps_found(count: usize) -> String {
    if count == 1 { "1 step".to_owned() } else { format!("{count} steps") }
}

/// What stands on the chip of a comparison.
pub(crate) fn since(step: usize, branch: Option<&str>) -> String {
    match branch {
        None => format!("since step {step}"),
        Some(branch) => format!("since step {step} of {branch}"),
    }
}

pub(crate) fn what_changed(step: usize, branch: Option<&str>) -> String {
    format!("What changed {}", since(step, branch))
}

/// `Step 3 of main, 9 Sep 2018, 12:00:04 UTC`.
pub(crate) fn place_in_time(branch: Option<&str>, step: usize, time: Option<u64>) -> String {
    let branch = branch.map(|branch| format!(" of {branch}")).unwrap_or_default();
    let time = time.map(|time| format!(", {}", moment(time))).unwrap_or_default();
    format!("Step {step}{branch}{time}")
}

/// Where a branch began, and how long it is.
pub(crate) fn branch_about(parted: Option<(Rc<str>, usize)>, steps: usize) -> String {
    let length = steps_found(steps);
    match parted {
        None => format!("The first. {length}."),
        Some((from, step)) => format!("Left {from} after step {step}. {length}."),
    }
}

pub(crate) const NAME_NEEDED: &str = "A branch needs a name: it keeps the one that it had.";

pub(crate) fn name_taken(name: &str) -> String {
    format!("Another branch is called “{}”: this one keeps its name.", cut(name, LONGEST_BRANCH))
}

pub(crate) fn show_branch(name: &str) -> String {
    format!("{SHOW} {name}")
}

pub(crate) fn drop_branch(name: &str) -> String {
    format!("{DROP} {name}")
}

pub(crate) fn trigger_lives(name: &str, left: u64) -> String {
    let tenths = left / 100;
    let (seconds, tenth) = (tenths / 10, tenths % 10);
    format!("{name}’s trigger lives for another {seconds}.{tenth} s. Wait longer, and it expires.")
}

/// `Wait 1 h`.
pub(crate) fn wait(milliseconds: u64) -> String {
    match milliseconds / 1000 {
        seconds if seconds % 3600 == 0 => format!("Wait {} h", seconds / 3600),
        seconds if seconds % 60 == 0 => format!("Wait {} min", seconds / 60),
        seconds => format!("Wait {seconds} s"),
    }
}

/// As a browser writes a date and time: `2018-09-09T12:00:04`.
pub(crate) fn date_and_time(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (year, month, day) = civil(seconds / 86_400);
    let (hours, minutes, seconds) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}")
}

/// `1 Aug 2017`, or `Aug 2017` where only the month is known.
pub(crate) fn day(milliseconds: u64, exact: bool) -> String {
    let text = moment(milliseconds);
    let date = text.split(',').next().unwrap_or_default();
    match date.split_once(' ') {
        Some((_, month)) if !exact => month.to_owned(),
        Some(_) | None => date.to_owned(),
    }
}

// Keeping and sharing.

/// Agreed with `trap.mjs`.
pub(crate) const RESTORING: &str = "restoring";
/// Agreed with `trap.mjs`.
pub(crate) const OPENING_LINK: &str = "opening";
pub(crate) const OPENING_FILE: &str = "a story is opened";
pub(crate) const OPENING_STORY: &str = "a story of the gallery is opened";
pub(crate) const READING_EVENTS: &str = "events are replayed";
pub(crate) const LONGEST_BRANCH: usize = 60;
pub(crate) const FROM_A_NEWER_VERSION: &str =
    "It was made by a newer version of this page: reload the page, or open it where it was made.";
pub(crate) const NO_STORY_IN_IT: &str =
    "Expected a story with `version` and `inputs`, and there is neither. Events belong in Replay.";
pub(crate) const BROKE_THE_PAGE: &str = "The page broke when it opened your saved work.";
pub(crate) const LINK_BROKE_THE_PAGE: &str =
    "This link is not opened again: the page broke when it was opened last.";
pub(crate) const FROM_BEFORE: &str = "There is other saved work, of an earlier visit.";
pub(crate) const GAVE_WAY: &str = "What you opened took the place of your saved work.";
pub(crate) const TOOK_THEIRS: &str = "This is what the other tab saved.";
pub(crate) const OPENED_LINK: &str = "This story came with the link.";
pub(crate) const OPENED_FILE: &str = "The story is open.";
pub(crate) const UNDO_BRINGS_BACK: &str = "Your own work is kept: Undo brings it back.";
pub(crate) const BRING_BACK: &str = "Bring it back";
pub(crate) const SAVE_AS_FILE: &str = "Save it as a file";
pub(crate) const THROW_AWAY: &str = "Throw it away";
pub(crate) const BROKEN_FILE: &str = "grantscope-saved-work.json";
pub(crate) const SAVED_ELSEWHERE: &str =
    "Another tab saved its work meanwhile, so nothing is saved here until you choose.";
pub(crate) const KEEP_MINE: &str = "Keep mine";
pub(crate) const TAKE_THEIRS: &str = "Take theirs";
pub(crate) const EXPORT_IT: &str = "Export it";
pub(crate) const NO_ROOM_BESIDE: &str =
    "the browser has no room beside the saved work that is not open";
pub(crate) const STORAGE_FORBIDDEN: &str = "this browser keeps nothing for this page";
pub(crate) const STORAGE_FULL: &str = "the browser has no more room for this page";
pub(crate) const LINK: &str = "Link";
pub(crate) const LINK_NOTE: &str = "The whole story, this moment and the question are in the link itself. Nothing is sent anywhere.";
pub(crate) const SECRETS_LEFT_OUT: &str =
    "Secrets and tokens were left out: invented ones stand in their place.";
pub(crate) const PACKING: &str = "Making the link…";
pub(crate) const COPY_LINK: &str = "Copy link";
pub(crate) const EMBED: &str = "In a document";
pub(crate) const EMBED_NOTE: &str = "A frame with the picture, the verdict and the player.";
pub(crate) const COPY_FRAME: &str = "Copy HTML";
pub(crate) const TRANSCRIPT: &str = "Text";
pub(crate) const TRANSCRIPT_NOTE: &str =
    "What happened, step by step, and what is granted in the end. No secret is in it.";
pub(crate) const COPY_MARKDOWN: &str = "Copy as Markdown";
pub(crate) const NOT_ALLOWED: &str = "The browser did not allow it.";
pub(crate) const FILE: &str = "File";
pub(crate) const FILE_NOTE: &str =
    "The story as a script, which this page and the npm package read.";
pub(crate) const FILE_NOTE_SECRETS: &str =
    "The story as a script, whole: the secrets that you brought are in it.";
pub(crate) const ALL_FILE: &str = "grantscope-work.json";
pub(crate) const ALL_NOTE: &str =
    "All of your work: every branch, the checks and the replayed events, with secrets and all.";
pub(crate) const SHARES_SANDBOX: &str = "What is shared here is the sandbox, not the events that are replayed. Those are only in the file with all of your work.";
pub(crate) const IMPORT: &str = "Open a story";
pub(crate) const IMPORT_NOTE: &str =
    "A file that was saved here, or its text. A file can also be dropped anywhere on the page.";
pub(crate) const PASTE_STORY: &str = "Paste a script here";
pub(crate) const OPEN_TEXT: &str = "Open the text";
pub(crate) const CANNOT_OPEN: &str = "This cannot be opened.";
pub(crate) const OPEN_IN_PLAYGROUND: &str = "Open in the playground";

// The search, the keys, and how the page is read.

pub(crate) const FIND_ANYTHING: &str = "Find what to do, a step, a story, a method or a rule";
pub(crate) const FOUND: &str = "What was found";
pub(crate) const TYPE_FOR_MORE: &str = "Type to find steps, stories, methods and rules too.";
pub(crate) const RECENT: &str = "Used last";
pub(crate) const VIEWS: &str = "Views";
pub(crate) const METHODS: &str = "Methods";
pub(crate) const RULES: &str = "Rules";
pub(crate) const EXPORT: &str = "Save the story as a file";
pub(crate) const CHANGE_THEME: &str = "Change the theme";
pub(crate) const KEYS: &str = "Keys";
pub(crate) const KEYS_FIND: &str = "Find";
pub(crate) const KEYS_TIME: &str = "Time";
pub(crate) const KEYS_WORK: &str = "Work";
pub(crate) const KEYS_LOOK: &str = "Look";
pub(crate) const KEYS_PLAY: &str = "Play or pause";
pub(crate) const KEYS_TURN: &str = "Picture or table";
pub(crate) const KEYS_TAB_1: &str = "First tab of the detail";
pub(crate) const KEYS_TAB_2: &str = "Second tab";
pub(crate) const KEYS_TAB_3: &str = "Third tab";
pub(crate) const KEYS_TAB_4: &str = "Fourth tab";
pub(crate) const KEYS_TAB_5: &str = "Fifth tab";
pub(crate) const SPACE_KEY: &str = "Space";
pub(crate) const OR: &str = "or";
pub(crate) const KEYS_ALONE: &str = "Keys without Ctrl or ⌘ do something";
pub(crate) const KEYS_OF_PARTS: &str = "In the picture, the grants, tabs and lists the arrow keys move. Escape closes what lies over the page.";
pub(crate) const HOW_TO_READ: &str = "How the page is read";
pub(crate) const THE_ONE_IDEA: &str = "A call passes when a scope and a resource meet. One ring is what the app may do, the other is where it may do it.";
pub(crate) const LEGEND_MEET: &str = "They meet: the call is allowed.";
pub(crate) const LEGEND_MISSING: &str = "One is open: it was never granted.";
pub(crate) const LEGEND_EXCLUDED: &str = "One is struck through: it was excluded, or taken away.";
pub(crate) const LEGEND_WAITING: &str = "Half a ring waits for a person’s answer.";
pub(crate) const HOW_IT_GOES_ON: &str = "The steps tell what happened, the picture where the app is in its lifecycle, the grants what it holds, and the detail why a call passes or not. Each rule says where it is written, and how sure we are: documented, recovered from other public material, or assumed.";
pub(crate) const HELP_MORE: &str = "More";

pub(crate) fn ask_about(method: &str) -> String {
    format!("Ask about {method}")
}

pub(crate) fn entries_found(count: usize) -> String {
    match count {
        0 => "Nothing found".to_owned(),
        1 => "1 found".to_owned(),
        more => format!("{more} found"),
    }
}

pub(crate) fn nothing_found(typed: &str) -> String {
    format!("Nothing here is called “{}”.", cut(typed.trim(), 60))
}

pub(crate) fn not_a_story(problem: &Problem) -> String {
    let problem = Problem { reason: cut(&problem.reason, 400), ..problem.clone() };
    format!("It is no story that this page can open: {problem}.")
}

pub(crate) fn too_many_steps(steps: usize, most: usize) -> String {
    format!("It has {steps} steps, and at most {most} are opened: cut the story.")
}

pub(crate) fn no_such_branch(branch: usize) -> String {
    format!("`branches`: expected a branch that comes before, got `{branch}`.")
}

pub(crate) fn unknown_story(file: &str) -> String {
    format!("There is no story `{}` here: pick one from the gallery.", cut(file, 80))
}

pub(crate) fn bad_link(bad: Bad) -> String {
    let reason = match bad {
        Bad::Newer => {
            "It was made by a newer version of this page: reload the page, or open it there."
        }
        Bad::Damaged => "A part of it is missing or was changed: copy it again, the whole of it.",
        Bad::TooLarge => "It unpacks to more than 4 MiB: no story is as large.",
    };
    format!("The link cannot be opened. {reason}")
}

pub(crate) fn too_large_to_save(bytes: usize, most: usize) -> String {
    let (got, most) = (mebibytes(bytes), mebibytes(most));
    format!("it takes {got} MiB, and at most {most} MiB are saved")
}

fn mebibytes(bytes: usize) -> String {
    tenths(bytes as f64 / f64::from(1 << 20))
}

pub(crate) fn stays(reason: &str) -> String {
    format!("{reason} {STAYS}")
}

pub(crate) fn not_there_yet(name: &str) -> String {
    format!("{name} is not there yet at this step.")
}

pub(crate) fn saved_is_broken(reason: &str) -> String {
    format!("What this browser saved cannot be opened. {reason}")
}

pub(crate) fn put_aside(reason: &str) -> String {
    format!("{reason} It is kept as it was.")
}

pub(crate) fn not_saved(reason: &str) -> String {
    format!("Not saved: {reason}.")
}

pub(crate) const DRAFT_OF_EVENTS: &str = "what you wrote to replay";
pub(crate) const DRAFT_OF_SYSTEM: &str = "the system that you wrote";

pub(crate) fn draft_too_long(what: &str, bytes: usize, most: usize) -> String {
    let kibibytes = |bytes: usize| bytes.div_ceil(1024);
    let (got, most) = (kibibytes(bytes), kibibytes(most));
    format!(
        "{what} has {got} KiB, and up to {most} KiB are kept: keep a copy. Everything else is saved"
    )
}

pub(crate) fn link_too_long(bytes: usize, most: usize) -> String {
    let kibibytes = |bytes: usize| bytes.div_ceil(1024);
    let (got, most) = (kibibytes(bytes), kibibytes(most));
    format!(
        "This story is too long for a link: {got} KiB, and links of more than {most} KiB get cut. Save it as a file instead."
    )
}

pub(crate) fn export(file: &str) -> String {
    format!("Save {file}")
}

/// A frame for a document, as HTML.
pub(crate) fn frame(address: &str, title: &str) -> String {
    let escaped = |text: &str| {
        text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
    };
    let title = if title.is_empty() { NAME } else { title };
    format!(
        r#"<iframe src="{}" title="{}" width="100%" height="640" loading="lazy"></iframe>"#,
        escaped(address),
        escaped(title)
    )
}

// Exploring.

pub(crate) const EXPLORE: &str = "Explore";
pub(crate) const EXPLORE_ELSEWHERE: &str =
    "There is no world to explore here: open a story, or begin with an empty one.";
pub(crate) const CAN_IT_HAPPEN: &str = "What can happen";
pub(crate) const WHO_REACHES: &str = "Who reaches what";
pub(crate) const PLACES_FOR: &str = "Where it may make a call";
pub(crate) const WHO_GRANTED: &str = "Who lets it do something for them";
pub(crate) const WHAT_WOULD_CHANGE: &str = "What would change";
pub(crate) const SIDE_BY_SIDE: &str = "Side by side";
pub(crate) const fn side_by_side_hint(of_slack: bool) -> &'static str {
    if of_slack {
        "The same story on another day, as another document has it, or with another cast: the first step that goes differently, and the rules behind it."
    } else {
        "The same story with another app, or with another cast: the first step that goes differently, and the rules behind it."
    }
}
pub(crate) const NO_OTHER_WORLDS: &str =
    "There is no other world to choose from: take the cast of a file.";
pub(crate) const RULES_ONLY_HERE: &str = "Rules that led there only here";
pub(crate) const RULES_ONLY_THERE: &str = "Rules that led there only in the other world";
pub(crate) const RULES_IN_BOTH: &str = "Rules that led there in both";
pub(crate) const NO_RULE_ONLY_HERE: &str = "None: no rule led there that did not in the other.";
pub(crate) const WORLDS_DIFFER_IN: &str = "In what the worlds differ";

/// A place at which two worlds differ.
pub(crate) fn world_differs(place: &str, one: &str, other: &str) -> String {
    format!("{place}: here {}, there {}", cut(one, 80), cut(other, 80))
}
pub(crate) const ITS_CAST: &str = "Take the cast of a file";
pub(crate) const GOES_OTHERWISE: &str = "Goes differently";
pub(crate) const GOES_THE_SAME_WAY: &str = "Goes the same way";
pub(crate) const THIS_WORLD: &str = "Here";
pub(crate) const OTHER_WORLD: &str = "In the other world";
pub(crate) const NO_DIFFERENCE: &str = "Every step goes the same way in both.";
pub(crate) const NOBODY: &str = "nobody";
pub(crate) const NOWHERE: &str = "nowhere";
pub(crate) const SHOW_STEP: &str = "Show the step";
pub(crate) const DIFFERS_IN: &str = "It differs in";
pub(crate) const NOTHING_EXPLORED: &str = "Can it ever happen that …?";
pub(crate) const NOTHING_EXPLORED_HINT: &str = "Choose who acts and what the app asks for. Then everything that can happen from this moment on is tried, step by step, and you can ask about all of it at once.";
pub(crate) const EXPLORE_NOW: &str = "Explore";
pub(crate) const EXPLORE_AGAIN: &str = "Explore anew";
pub(crate) const NOBODY_ACTS: &str = "Choose somebody who acts.";
pub(crate) const NO_NUMBER: &str = "Steps are a whole number from 1 on, or nothing for any number.";
pub(crate) const SETTINGS_ONLY: &str = "only installs from the app’s settings, which need no code";
pub(crate) const GRAPH_KEYS: &str =
    "Arrow keys go from box to box, Home and End to the first and the last, Enter looks at one.";
pub(crate) const AS_A_WHOLE: &str = "Fit";
pub(crate) const NO_LAYOUT: &str = "What lays the states out could not be fetched: the list has all of them. Try again when there is a network.";
pub(crate) const NOTHING_EXPLORED_YET: &str = "Nothing was explored yet.";
pub(crate) const STOP: &str = "Stop";
pub(crate) const WHO_ACTS: &str = "Who acts";
pub(crate) const WHAT_HAPPENS: &str = "What can happen";
pub(crate) const MOST_STATES: &str = "At most so many states";
pub(crate) const MOST_DEPTH: &str = "At most so many steps";
pub(crate) const ANY_DEPTH: &str = "any";
pub(crate) const EXPLORE_BEGINS: &str = "A moment…";
pub(crate) const GOES_ON: &str = "It goes on.";
pub(crate) const STOPPED: &str = "You stopped it. What was found stays.";
pub(crate) const EVERYTHING_FOUND: &str =
    "That is everything: nothing else can happen in this world.";
pub(crate) const ENDED_BY_DEPTH: &str = "More can happen, further on than you let it look.";
pub(crate) const ENDED_BY_STATES: &str =
    "There are more states than you let it find. What was found stays.";
pub(crate) const ENDED_BY_BYTES: &str =
    "It would take more memory than a page should. What was found stays.";
pub(crate) const EXPLORED_ELSEWHERE: &str =
    "This was explored from another moment, or with other choices. Explore anew for these.";
pub(crate) const NO_WORKER: &str = "What explores could not be started. It comes over the network once: try again when there is one.";
pub(crate) const WORKER_BROKE: &str = "The exploration broke off, most likely for want of memory. Choose a smaller world and explore anew.";
pub(crate) const ASK_OF_ALL: &str = "Ask about all of it";
pub(crate) const IS_THERE_A_WAY: &str = "Is there a way that";
pub(crate) const IS_IT_NEVER: &str = "Is it never so that";
pub(crate) const JOINED_BY: &str = "Joined by";
pub(crate) const AND: &str = "and";
pub(crate) const IS_OR_NOT: &str = "Whether it is so";
pub(crate) const IT_IS: &str = "it is so:";
pub(crate) const IT_IS_NOT: &str = "it is not so:";
pub(crate) const ABOUT_WHAT: &str = "What about";
pub(crate) const A_CALL: &str = "this call is allowed";
pub(crate) const AN_EVENT: &str = "this event is delivered";
pub(crate) const A_STAGE: &str = "this stage is reached";
pub(crate) const FOR_PERSON: &str = "For whom";
pub(crate) const ANYWHERE: &str = "anywhere";
pub(crate) const FOR_ANYBODY: &str = "for anybody";
pub(crate) const ASK_IT: &str = "Ask";
pub(crate) const ADD_TERM: &str = "And something else";
pub(crate) const ADD_GROUP: &str = "And a group";
pub(crate) const A_GROUP: &str = "Group";
pub(crate) const QUESTIONS: &str = "Questions";
pub(crate) const SAVE_QUESTIONS: &str = "Save the questions";
pub(crate) const OPEN_QUESTIONS: &str = "Open questions";
pub(crate) const CHANGE_QUESTION: &str = "Change it";
pub(crate) const NOT_ASKED_YET: &str = "Explore, and it is answered.";
pub(crate) const EXPECTED_OTHERWISE: &str = "The file expects another answer.";
pub(crate) const MORE_IN_THE_FILE: &str = "The file has a larger world than one can choose here: more waits at once, more is named at once, or calls are tried besides. So it is explored.";
pub(crate) const DROP_TERM: &str = "Leave out";
pub(crate) const SHOW_IN_TIME: &str = "Show it in the timeline";
pub(crate) const SHOW_ALL: &str = "Show all of it";
pub(crate) const STATES: &str = "States";
pub(crate) const FIND_STATE: &str = "Find states by number, or by what the app holds";
pub(crate) const DRAW_FOUND: &str = "Draw these";
pub(crate) const ONLY_THE_WAY: &str = "Draw only the way to it";
pub(crate) const FOLD_ALL: &str = "Fold all";
pub(crate) const WHICH_STAGES: &str = "Stages whose states are drawn";
pub(crate) const NO_SUCH_STATE: &str = "No state is like that.";
pub(crate) const HOLDS: &str = "What the app holds";
pub(crate) const STAGE: &str = "Stage";
pub(crate) const STEPS_AWAY: &str = "Steps";
pub(crate) const PREVIOUS_STATES: &str = "Before these";
pub(crate) const NEXT_STATES: &str = "After these";
pub(crate) const WHAT_CAN_HAPPEN: &str = "What can happen here";
pub(crate) const NOTHING_ELSE: &str = "Nothing that leads to another state.";
pub(crate) const NOT_LOOKED_AT: &str = "Not looked at yet: the exploration ended before.";
pub(crate) const DRAWING_IT: &str = "Drawing…";
pub(crate) const SAVE_AS: &str = "Save as";
pub(crate) const THE_START: &str = "Where it begins";

pub(crate) fn explore_from(at: usize) -> String {
    match at {
        0 => "From the beginning of the story".to_owned(),
        at => format!("From step {at} of the story"),
    }
}

pub(crate) fn scopes_asked(scopes: &[&str]) -> String {
    match scopes {
        [] => "The app asks for no scopes: choose some".to_owned(),
        [one] => format!("The app asks for {one}"),
        scopes => {
            format!("The app asks for {}; each by itself, and all together", scopes.join(", "))
        }
    }
}

pub(crate) fn acts_tried(chosen: usize, all: usize) -> String {
    format!("{chosen} of {all} kinds of things happen")
}

pub(crate) const FIND_PERSON: &str = "Find a person by name";
pub(crate) const NOBODY_IS_CALLED_SO: &str = "Nobody is called so.";

pub(crate) fn more_people(more: usize) -> String {
    format!("And {} more: find them by name.", grouped(more))
}

/// In a list that has not all.
pub(crate) fn more_to_ask_about(more: usize) -> String {
    format!("… {} more: the one that the page asks about stands here first", grouped(more))
}

pub(crate) fn first_people(few: usize) -> String {
    format!("Here stands what the first {few} people could do.")
}

pub(crate) const MERMAID_BY_STAGE: &str =
    "Mermaid draws at most 500 ways and 50,000 letters: its file has the stages.";
pub(crate) const DRAW_MORE: &str = "Draw more of them";

/// States next to the one that one looks at.
pub(crate) fn left_out(states: usize, can_be_more: bool) -> String {
    let (states, are) = if states == 1 {
        ("1 more state".to_owned(), "is")
    } else {
        (format!("{} more states", grouped(states)), "are")
    };
    let rest =
        if can_be_more { "" } else { " Go on to one of its neighbours, or find them in the list." };
    format!("{states} next to this one {are} not drawn.{rest}")
}

pub(crate) fn list_more(more: usize) -> String {
    format!("List {} more", grouped(more))
}

/// What a person can do in the page to make a part of a world smaller.
pub(crate) fn smaller(catalogue: Catalogue, part: Part) -> String {
    let untick = |acts: &[Act]| {
        let tried = |act: &Act| format!("“{}”", tried(catalogue, *act));
        let acts: Vec<String> = acts.iter().map(tried).collect();
        format!("untick {}", acts.join(" or "))
    };
    let or_fewer_act = |acts: &[Act]| format!("let fewer people act, or {}", untick(acts));
    match part {
        Part::Scopes => "let the app ask for fewer scopes".to_owned(),
        Part::Prompts => "let fewer people act, or the app ask for fewer scopes".to_owned(),
        Part::Resources => untick(&[Act::Invite, Act::Kick]),
        Part::Conversations => untick(&[Act::Archive, Act::Unarchive, Act::MakePrivate]),
        Part::Homes => or_fewer_act(&[Act::OpenAppHome]),
        Part::Consents => or_fewer_act(&[Act::Revoke]),
        Part::Accounts => or_fewer_act(&[Act::Deactivate]),
        Part::Triggers | Part::Dialogs => or_fewer_act(&[Act::Interact]),
        Part::Codes => format!("tick “{SETTINGS_ONLY}”"),
        Part::Token => untick(&[Act::Refresh, Act::Wait]),
        Part::Stage | Part::Calendar | Part::Installation | Part::Faults => {
            "untick some of what can happen".to_owned()
        }
    }
}

/// The drawing of states, of so many boxes.
pub(crate) fn graph(boxes: usize) -> String {
    format!("The states, and what leads from one to another: {} boxes", grouped(boxes))
}

/// A box of it, for those who do not see what leads out of it.
pub(crate) fn box_of_graph(label: &str, note: &str, stage: Option<&str>, ways: usize) -> String {
    let stage = stage.map(|stage| format!(", {stage}")).unwrap_or_default();
    let leads = match ways {
        0 => "leads to no other box".to_owned(),
        1 => "leads to 1 box".to_owned(),
        ways => format!("leads to {ways} boxes"),
    };
    format!("{label}, {note}{stage}; {leads}")
}

/// What is tried, by what happens.
pub(crate) fn tried(catalogue: Catalogue, act: Act) -> String {
    let place = term(catalogue, "channel", catalogue.singular(ResourceKind::Channel));
    let told = match act {
        Act::Install => "somebody installs the app",
        Act::Answer => "somebody answers a question",
        Act::Exchange => "the app exchanges a code",
        Act::Refresh => "the app renews its token",
        Act::Invite => "somebody invites the app",
        Act::Kick => "somebody removes the app",
        Act::Interact => "somebody clicks",
        Act::Ask => "the app asks for more",
        Act::SubmitDialog => "somebody sends off a dialog",
        Act::OpenAppHome => {
            return format!("somebody opens {}", app_home(catalogue, "their", "the app"));
        }
        Act::Revoke => "somebody takes back what they granted",
        Act::Uninstall => "somebody uninstalls the app",
        Act::Wait => "time passes",
        Act::Deactivate => "an account is deleted",
        Act::Archive => return format!("a {place} is archived"),
        Act::Unarchive => return format!("a {place} is brought back"),
        Act::MakePrivate => return format!("a {place} is turned private"),
    };
    told.to_owned()
}

/// A number as people read it: `12,345`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub(crate) fn found(states: usize, transitions: usize, depth: u32) -> String {
    let states = so_many_states(states);
    let transitions = match transitions {
        1 => "1 transition".to_owned(),
        many => format!("{} transitions", grouped(many)),
    };
    format!("{states} and {transitions}, up to {depth} steps away")
}

pub(crate) fn so_many_states(count: usize) -> String {
    if count == 1 { "1 state".to_owned() } else { format!("{} states", grouped(count)) }
}

/// States of a stage besides those that are drawn.
pub(crate) fn more_states(count: usize) -> String {
    if count == 1 { "1 more state".to_owned() } else { format!("{} more states", grouped(count)) }
}

/// How many states are drawn, and how many of each stage are not.
pub(crate) fn folded(drawn: usize, folded: &[(&str, usize)]) -> String {
    let all: usize = drawn + folded.iter().map(|(_, count)| count).sum::<usize>();
    let each: Vec<String> = folded
        .iter()
        .map(|(stage, count)| format!("{} {}", grouped(*count), in_a_sentence(stage)))
        .collect();
    let is_drawn = if drawn == 1 { "is drawn" } else { "are drawn" };
    format!(
        "{} of {} {is_drawn}. Folded: {}.",
        grouped(drawn),
        so_many_states(all),
        each.join(", ")
    )
}

pub(crate) fn state_number(number: u32) -> String {
    if number == 0 { THE_START.to_owned() } else { format!("state {number}") }
}

pub(crate) fn at_most(states: f64) -> String {
    let ways = match states {
        many if many < f64::from(u32::MAX) => format!("in {} ways", grouped(many as usize)),
        _ => "in more than four billion ways".to_owned(),
    };
    format!("What was seen so far could come together {ways}. What makes it large:")
}

pub(crate) fn shrink(part: &str, values: usize, advice: &str) -> String {
    format!("{part}: {} values; {advice}", grouped(values))
}

pub(crate) fn and_more_ways(told: &str, others: usize) -> String {
    match others {
        0 => told.to_owned(),
        1 => format!("{told} And 1 other way."),
        others => format!("{told} And {} other ways.", grouped(others)),
    }
}

pub(crate) fn found_way(against: bool, steps: usize) -> String {
    let steps = match steps {
        0 => "it is so from the start".to_owned(),
        1 => "it takes 1 step".to_owned(),
        steps => format!("it takes {steps} steps"),
    };
    if against { format!("No, it can happen: {steps}.") } else { format!("Yes: {steps}.") }
}

pub(crate) fn found_none(holds: bool, states: usize, everything: bool) -> String {
    let states = so_many_states(states);
    match (holds, everything) {
        (true, true) => format!("Yes, never: it holds in all {states}."),
        (false, true) => format!("No, there is none: all {states} were looked at."),
        (true, false) => format!("Not in {states} so far; more can happen that was not looked at."),
        (false, false) => {
            format!("None in {states} so far; more can happen that was not looked at.")
        }
    }
}

/// A question about all that can happen, in words.
pub(crate) fn query(query: &Query, name: &dyn Fn(&str) -> String) -> String {
    let (begins, condition) = match query {
        Query::IsThereAWay(condition) => (IS_THERE_A_WAY, condition),
        Query::Never(condition) => (IS_IT_NEVER, condition),
    };
    format!("{begins} {}?", so(condition, name))
}

fn so(condition: &Condition, name: &dyn Fn(&str) -> String) -> String {
    let part = |one: &Condition| {
        let several =
            matches!(one, Condition::And(parts) | Condition::Or(parts) if parts.len() > 1);
        let told = so(one, name);
        if several { format!("({told})") } else { told }
    };
    let several = |all: &[Condition], word: &str, none: &str| {
        let parts: Vec<String> = all.iter().map(part).collect();
        if parts.is_empty() { none.to_owned() } else { parts.join(&format!(" {word} ")) }
    };
    match condition {
        Condition::Allowed(question) => {
            let place = question.channel.as_ref().map(|id| format!(" in {}", name(id)));
            let person = question.user.as_ref().map(|id| format!(" for {}", name(id)));
            let parts = [place, person].into_iter().flatten().collect::<String>();
            format!("{}{parts} is allowed", question.method)
        }
        Condition::Delivered(event) => format!("{event} is delivered"),
        Condition::Stage(stage) => format!("the app is {}", in_a_sentence(stage.label())),
        Condition::Excluded(place) => format!("{} is excluded", name(&place.to_string())),
        Condition::And(all) => several(all, AND, "anything is so"),
        Condition::Or(any) => several(any, OR, "nothing is so"),
        Condition::Not(not) => format!("it is not so that {}", part(not)),
    }
}

fn in_a_sentence(label: &str) -> String {
    label.to_ascii_lowercase()
}

pub(crate) fn rows_shown(first: usize, last: usize, all: usize) -> String {
    match all {
        0 => String::new(),
        _ => format!("{} to {} of {}", grouped(first), grouped(last), grouped(all)),
    }
}

pub(crate) fn about_no_place(catalogue: Catalogue, passes: bool) -> String {
    let not = if passes { "" } else { "not " };
    format!("It names {} and no person, and is {not}allowed.", no_channel(catalogue))
}

pub(crate) fn would_open(calls: usize) -> String {
    format!("Allowed then, and not now: {calls}")
}

pub(crate) fn would_close(calls: usize) -> String {
    format!("Allowed now, and not then: {calls}")
}

pub(crate) fn differ_at(step: usize) -> String {
    format!("They go the same way until step {step}.")
}

pub(crate) fn on_the_day(time: u64, exact: bool, sentence: &str) -> String {
    format!("{}: {sentence}", day(time, exact))
}

pub(crate) fn from_step_on(step: usize, label: &str) -> String {
    format!("Step {step} · {label}")
}

pub(crate) fn other_cast(title: &str) -> String {
    format!("The cast of “{title}”")
}

/// What an app would be.
pub(crate) const fn app_of_kind(kind: AppKind) -> &'static str {
    match kind {
        AppKind::Workspace => "The app is a workspace app, with one token",
        AppKind::Classic => "The app is a classic app, with a token for each person",
    }
}

pub(crate) const fn app_for(distribution: Distribution) -> &'static str {
    match distribution {
        Distribution::Internal => "The app is for its own workspace only",
        Distribution::Distributed => "The app is distributed to others too",
    }
}

pub(crate) const fn app_with_tokens(rotation: bool) -> &'static str {
    if rotation {
        "The app has tokens that live an hour"
    } else {
        "The app has tokens that live until they are revoked"
    }
}

pub(crate) fn as_read(sentence: &str, choice: &str) -> String {
    format!("{}: {choice}", sentence.trim_end_matches('.'))
}
