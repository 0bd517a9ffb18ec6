//! No plan is too long: everything that can happen in a small world, tried exhaustively.
//!
//! Written without a look at how plans are found: every command that the world has, and a naive
//! decision from what the screen shows. There is no way that is shorter than the plan and, where the
//! world is small enough to look that far, none as short that grants less.

use std::collections::BTreeSet;

use grantscope::{
    Answer, Call, Cast, Catalogue, Channels, Command, ConversationId, Distribution, Gesture, Input,
    InstallRoute, Moment, Needs, PromptView, Question, ResourceKind, TokenName, UserId, View,
};
use grantscope_explore::{Exploration, Limits};

use crate::stage::{Stage, by_oauth, id, json, settings, stage_with};
use crate::worlds::{GENERAL, KITCHEN, OLIVE, POPEYE, acting, at, hamlet, plain, village};

/// Everything that could come at a moment, to an app that asks for any of these scopes.
fn inputs(moment: &Moment, scopes: &[&str]) -> Vec<Input> {
    let view = moment.view();
    let people: Vec<UserId> = view.people.iter().map(|person| person.id).collect();
    let places: Vec<ConversationId> = view.conversations.iter().map(|it| it.id).collect();
    let asked: Vec<Vec<&str>> = subsets(scopes);
    let mut commands: Vec<Command> = Vec::new();
    for prompt in &view.prompts {
        commands.extend(answers(&view, prompt));
    }
    for user in people.iter().copied() {
        commands.extend(installs(user, &asked));
        commands.extend(places.iter().flat_map(|place| at_a_place(user, *place)));
        commands.extend([
            Command::AddSlashCommand { user, conversations: places.clone() },
            Command::OpenAppHome { user },
            Command::Message { user, conversation: None, text: "hello".to_owned() },
            Command::Revoke { user },
            Command::Uninstall { user },
        ]);
    }
    commands.extend(waiting(moment));
    commands.extend(calls(moment, &view, &asked).into_iter().map(Command::Call));
    let at_once = commands.into_iter().map(|command| Input { after: 0, command });
    at_once.chain([Input { after: 4000, command: Command::Wait {} }]).collect()
}

/// The dialogs that wait to be sent off, and the codes that wait to be exchanged, in every way.
fn waiting(moment: &Moment) -> Vec<Command> {
    let mut commands = Vec::new();
    for input in moment.offered(&[id(OLIVE)]) {
        if let Command::Call(plain) = &input.command
            && plain.arguments.contains_key("code")
        {
            let mut addressed = plain.clone();
            let address = "https://lunch.example/oauth".to_owned();
            addressed.arguments.insert("redirect_uri".to_owned(), address);
            let mut bare = plain.clone();
            bare.arguments.remove("redirect_uri");
            let older = Call { method: "oauth.token".to_owned(), ..plain.clone() };
            commands.extend([addressed, bare, older].map(Command::Call));
        } else if let Command::SubmitDialog { .. } = &input.command {
            commands.push(input.command);
        }
    }
    commands
}

fn calls(moment: &Moment, view: &View, asked: &[Vec<&str>]) -> Vec<Call> {
    let app = &moment.cast().app;
    let with = |method: &str, arguments: &[(&str, &str)]| {
        let mut call = Call::plain(method);
        call.arguments.extend(
            arguments.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        call
    };
    let client = [("client_id", &*app.client_id), ("client_secret", &*app.client_secret)];
    let revoke = |token| Call { token, ..Call::plain("auth.revoke") };
    let mut calls = vec![
        revoke(TokenName::Current),
        revoke(TokenName::Refresh),
        with("apps.uninstall", &client),
        Call::refreshing(app),
    ];
    let people = view.people.iter().map(|person| person.id.to_string());
    let places = view.conversations.iter().map(|place| place.id.to_string());
    let post = |to: String| with("chat.postMessage", &[("channel", &to), ("text", "hello")]);
    calls.extend(people.chain(places).map(post));
    for trigger in &view.triggers {
        let dialog = r#"{"callback_id":"it","title":"It","elements":[{"name":"it"}]}"#;
        calls.push(with("dialog.open", &[("trigger_id", &trigger.id), ("dialog", dialog)]));
        for scopes in asked {
            calls.push(Call::asking(&trigger.id, scopes));
            calls.push(Call::asking_to_act_for(trigger.user, &trigger.id, scopes));
        }
    }
    calls
}

fn subsets<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    of.iter().fold(vec![Vec::new()], |sets, one| {
        let with = sets.iter().map(|set| [set.as_slice(), std::slice::from_ref(one)].concat());
        sets.iter().cloned().chain(with).collect()
    })
}

fn answers(view: &View, prompt: &PromptView) -> Vec<Command> {
    let channels = view.conversations.iter().filter(|place| place.choosable).map(|place| place.id);
    let sets = subsets(&channels.collect::<Vec<_>>());
    let chosen = sets.iter().cloned().map(Channels::Chosen);
    let excepted = sets.iter().cloned().map(Channels::AllExcept);
    let choices = chosen.chain(excepted).chain([Channels::None]);
    let approvals = choices.map(|channels| Answer::Approve { channels });
    approvals
        .chain([Answer::Deny])
        .map(|answer| Command::Answer { prompt: prompt.id, answer })
        .collect()
}

fn installs(user: UserId, asked: &[Vec<&str>]) -> Vec<Command> {
    let routes = [InstallRoute::Settings, InstallRoute::Oauth];
    let plain = asked
        .iter()
        .flat_map(|scopes| routes.map(|through| Command::install(user, scopes, through)));
    plain.flat_map(|command| [for_one_channel(command.clone()), command]).collect()
}

fn for_one_channel(mut command: Command) -> Command {
    if let Command::Install { single_channel, .. } = &mut command {
        *single_channel = true;
    }
    command
}

fn at_a_place(user: UserId, conversation: ConversationId) -> Vec<Command> {
    let gestures = [Gesture::Button, Gesture::SlashCommand];
    let clicks = gestures.map(|by| Command::Interact { user, conversation, by });
    let conversations = vec![conversation];
    let moves = [
        Command::Invite { user, conversation },
        Command::Kick { user, conversation },
        Command::AddSlashCommand { user, conversations },
        Command::Message { user, conversation: Some(conversation), text: "hello".to_owned() },
    ];
    clicks.into_iter().chain(moves).collect()
}

/// The naive decision: a scope of the method in the row of the kind, and the place in its reach.
fn is_allowed(view: &View, question: &Question) -> bool {
    let method = Catalogue::SLACK.method(&question.method).expect("it is in the catalogue");
    let wanted = method.scopes().names();
    let holds = |kind: ResourceKind| {
        let row = view.grants.kinds.iter().find(|row| row.kind == kind);
        let held = row.map(|row| row.scopes.as_slice()).unwrap_or_default();
        wanted.is_empty() || held.iter().any(|scope| wanted.contains(&scope.name))
    };
    let meets = match method.needs() {
        Needs::Nothing | Needs::Client => true,
        Needs::Closed => false,
        Needs::Anywhere => {
            view.conversations.iter().any(|it| holds(it.kind)) || {
                use ResourceKind::{AppHome, Im, Mpim};
                [Im, Mpim, AppHome].into_iter().any(holds)
            }
        }
        Needs::Workspace => holds(ResourceKind::Team),
        Needs::Conversation => view.conversations.iter().any(|place| {
            question.channel == Some(place.id.to_string()) && place.reached && holds(place.kind)
        }),
        Needs::Person => view.grants.users.iter().any(|row| {
            let scopes = row.scopes.iter();
            question.user == Some(row.id.to_string())
                && scopes.map(|scope| &scope.name).any(|name| wanted.contains(name))
        }),
    };
    (view.token || method.needs() == Needs::Client) && meets
}

/// What a world holds that another did not: each scope for each kind, each resource, and what each
/// person granted. All channels, where only some were held, are very many.
fn gained(before: &View, after: &View) -> usize {
    let widened = is_everywhere(after) && !is_everywhere(before);
    held(after).difference(&held(before)).count() + if widened { 1_000_000 } else { 0 }
}

fn held(view: &View) -> BTreeSet<String> {
    let rows = view.grants.kinds.iter();
    let scopes = rows.flat_map(|row| {
        let scopes = row.scopes.iter().map(|scope| format!("{} {}", row.kind, scope.name));
        let ids = row.ids.iter().map(|id| id.id.to_string());
        scopes.chain(ids).collect::<Vec<_>>()
    });
    let users = view.grants.users.iter().flat_map(|row| {
        row.scopes.iter().map(|scope| format!("{} {}", row.id, scope.name)).collect::<Vec<_>>()
    });
    let reached = view.conversations.iter().filter(|place| place.reached);
    scopes.chain(users).chain(reached.map(|place| place.id.to_string())).collect()
}

fn is_everywhere(view: &View) -> bool {
    view.grants.kinds.iter().any(|row| row.wildcard)
}

/// The least that a sequence of just so many inputs takes to allow the call, if one is enough.
/// Fails if fewer are.
fn cheapest(story: &Stage, question: &Question, scopes: &[&str], steps: usize) -> Option<usize> {
    let depth = u32::try_from(steps).expect("plans are short");
    let limits = Limits { depth, states: u32::MAX, bytes: usize::MAX };
    let tries = |moment: &Moment| inputs(moment, scopes);
    let begun = story.sandbox.history().len();
    let mut exploration = Exploration::new(&story.sandbox, begun, tries, limits);
    while exploration.run(usize::MAX).ended.is_none() {}
    let before = story.sandbox.view();
    let mut costs: Vec<usize> = Vec::new();
    for (state, moment) in (0..).zip(exploration.moments()) {
        let view = moment.view();
        if is_allowed(&view, question) {
            let script = json(&exploration.script_to(state).inputs);
            let found = exploration.depth(state);
            assert_eq!(found, Some(depth), "{question:?} needs fewer than {steps}: {script}");
            costs.push(gained(&before, &view));
        }
    }
    costs.into_iter().min()
}

/// How far to look: as far as the plan goes, or to just before that.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    AsFar,
    JustBefore,
}

#[track_caller]
fn check(look: Look, story: Stage, scopes: &[&str], questions: &[Question]) {
    let start = &story.sandbox;
    for question in questions {
        let explanation = start.explain(question).expect("the question is sound");
        let allowed = explanation.verdict.allowed;
        assert_eq!(is_allowed(&start.view(), question), allowed, "{question:?}");
        let plan = explanation.plan.unwrap_or_else(|| panic!("there is a way: {question:?}"));
        let Some(fewer) = plan.len().checked_sub(1) else { continue };
        if look == Look::JustBefore {
            let shorter = cheapest(&story, question, scopes, fewer);
            assert_eq!(shorter, None, "{question:?}: {}", json(&plan));
            continue;
        }
        let mut end = start.clone();
        for input in plan.iter().cloned() {
            end.handle(input).expect("a plan is possible");
        }
        let taken = gained(&start.view(), &end.view());
        let least = cheapest(&story, question, scopes, plan.len());
        assert_eq!(least, Some(taken), "{question:?}: {}", json(&plan));
    }
}

fn rotating(mut cast: Cast) -> Cast {
    cast.app.rotation = true;
    cast
}

fn distributed(cast: Cast) -> Cast {
    let mut cast = rotating(cast);
    cast.app.distribution = Distribution::Distributed;
    cast
}

/// Asked for a single channel, and to come back to an address.
fn one_channel(user: &str, scopes: &[&str]) -> Command {
    let mut command = for_one_channel(by_oauth(user, scopes));
    if let Command::Install { redirect_uri, .. } = &mut command {
        *redirect_uri = Some("https://lunch.example/oauth".to_owned());
    }
    command
}

const HISTORY: [&str; 2] = ["channels:history", "groups:history"];
const REMIND: [&str; 2] = ["reminders:write:user", "users:read"];

fn histories() -> [Question; 2] {
    [at("conversations.history", GENERAL), at("conversations.history", KITCHEN)]
}

fn home(user: &str) -> Question {
    at("chat.postMessage", if user == OLIVE { "D00000001" } else { "D00000002" })
}

#[test]
fn nothing_is_shorter_or_grants_less_before_an_install() {
    let fresh = || stage_with(hamlet());
    check(Look::AsFar, fresh(), &["channels:history"], &histories()[..1]);
    check(Look::AsFar, fresh(), &["chat:write"], &[at("chat.postMessage", GENERAL)]);
    check(Look::AsFar, fresh(), &["channels:read", "im:read"], &[plain("conversations.list")]);
    check(Look::AsFar, fresh(), &["users:read"], &[plain("users.list")]);
    let email = ["users:read", "users:read.email"];
    check(Look::AsFar, fresh(), &email, &[plain("users.lookupByEmail")]);
    check(Look::AsFar, fresh(), &REMIND, &[acting("reminders.add", OLIVE)]);
    let identity = ["identity:read:user", "users:read"];
    check(Look::AsFar, fresh(), &identity, &[acting("users.identity", OLIVE)]);
    check(Look::AsFar, fresh(), &[], &[plain("apps.permissions.info"), plain("oauth.access")]);
    check(Look::JustBefore, fresh(), &HISTORY, &histories());
}

#[test]
fn nothing_is_shorter_or_grants_less_while_an_install_is_open() {
    let asked = |command| stage_with(hamlet()).command(command);
    let consent = || asked(settings(OLIVE, &HISTORY[..1]));
    let addressed = || asked(one_channel(OLIVE, &HISTORY[..1]));
    let general = || Channels::Chosen(vec![id(GENERAL)]);
    let oauth = || asked(by_oauth(OLIVE, &HISTORY[..1]));
    for story in [
        consent(),
        oauth(),
        addressed(),
        consent().deny(1),
        oauth().approve(1, Channels::None),
        oauth().approve(1, Channels::AllExcept(vec![])),
        oauth().approve(1, Channels::AllExcept(vec![id(GENERAL)])),
        addressed().approve(1, general()),
        addressed().approve(1, general()).after(600_001).wait(),
    ] {
        let questions = [histories().to_vec(), vec![plain("apps.permissions.info")]].concat();
        check(Look::JustBefore, story, &HISTORY, &questions);
    }
    check(Look::AsFar, consent(), &HISTORY[..1], &histories()[..1]);
    check(Look::AsFar, addressed(), &[], &histories()[..1]);
}

#[test]
fn nothing_is_shorter_or_grants_less_once_an_app_is_installed() {
    let bare = || stage_with(hamlet()).installed(&[]);
    let reads = |channels| stage_with(hamlet()).installed_in(&HISTORY[..1], channels);
    let everywhere = || Channels::AllExcept(vec![]);
    let clicked = || bare().click(OLIVE, GENERAL);
    for story in [
        bare(),
        clicked(),
        clicked().after(3001).wait(),
        clicked().request("channels:history"),
        reads(Channels::None),
        reads(everywhere()),
        reads(everywhere()).kick(OLIVE, GENERAL),
        reads(Channels::AllExcept(vec![id(GENERAL)])),
        reads(everywhere()).call("auth.revoke", &[]),
        reads(everywhere()).command(Command::Uninstall { user: id(OLIVE) }),
    ] {
        check(Look::JustBefore, story, &HISTORY, &histories());
    }
    check(Look::AsFar, bare(), &HISTORY[..1], &histories()[..1]);
    check(Look::AsFar, clicked(), &HISTORY[..1], &histories()[..1]);
    check(Look::AsFar, reads(Channels::None), &HISTORY[..1], &histories()[..1]);
    check(Look::AsFar, clicked(), &["users:read"], &[plain("users.list")]);
    check(Look::AsFar, clicked(), &REMIND[..1], &[acting("reminders.add", OLIVE)]);
}

#[test]
fn nothing_is_shorter_where_there_are_two_people() {
    let bare = || stage_with(village()).installed(&["chat:write"]);
    let one = &REMIND[..1];
    check(Look::AsFar, bare(), one, &[acting("reminders.add", POPEYE)]);
    let clicked = bare().click(OLIVE, GENERAL);
    check(Look::AsFar, clicked, one, &[acting("reminders.add", POPEYE)]);
    let gone = bare().command(Command::Uninstall { user: id(OLIVE) });
    let lost = gone.command(settings(POPEYE, &[])).approve(2, Channels::None);
    check(Look::AsFar, lost, &[], &[home(OLIVE), home(POPEYE)]);
    let two = stage_with(village())
        .command(settings(OLIVE, &["channels:history"]))
        .command(settings(POPEYE, &["users:read"]));
    let both = [histories()[0].clone(), plain("users.list")];
    check(Look::AsFar, two, &[], &both);
}

#[test]
fn nothing_is_shorter_for_an_app_whose_tokens_rotate() {
    let cast = || rotating(hamlet());
    let expired = || stage_with(cast()).installed(&[]).after(3_600_000).wait();
    let questions = [plain("apps.permissions.info"), histories()[0].clone(), home(OLIVE)];
    check(Look::JustBefore, expired(), &HISTORY[..1], &questions);
    check(Look::AsFar, expired(), &HISTORY[..1], &questions[..2]);
    let stuck = Command::Call(Call { token: TokenName::Refresh, ..Call::plain("auth.revoke") });
    let stuck = stage_with(cast()).installed(&[]).command(stuck).after(3_600_000).wait();
    check(Look::AsFar, stuck, &HISTORY[..1], &questions);
}

#[test]
fn nothing_is_shorter_for_a_distributed_app() {
    let fresh = || stage_with(distributed(hamlet()));
    check(Look::AsFar, fresh(), &HISTORY[..1], &histories()[..1]);
    check(Look::JustBefore, fresh(), &["groups:history"], &histories()[1..]);
    let installed = fresh().command(by_oauth(OLIVE, &[])).approve(1, Channels::None).exchange();
    check(Look::AsFar, installed, &HISTORY[..1], &histories()[..1]);
}
