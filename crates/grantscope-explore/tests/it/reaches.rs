//! Who reaches what: each list is what the decision says, one question at a time.

use expect_test::{Expect, expect};
use grantscope::{
    Answer, Call, Cast, Catalogue, Channels, Command, ConversationId, Difference, Gesture, Input,
    InstallRoute, Method, Needs, PromptId, Question, Sandbox, UserId,
};
use grantscope_explore::{
    World, effect, methods_in, passing, people_for, people_who_granted, places_for,
};

use crate::worlds::{GENERAL, OLIVE, asking, explored_from, hamlet, installed};

fn question(method: Method, channel: Option<String>, user: Option<String>) -> Question {
    Question { method: method.name().to_owned(), channel, user }
}

#[test]
fn each_list_agrees_with_the_decision_in_every_state() {
    let asks: [&[&str]; 2] = [&["channels:history"], &["reminders:write:user"]];
    let world: World = asking(&hamlet(), &asks);
    let start = installed(hamlet(), &["chat:write"]);
    let exploration = explored_from(&start, world);
    let step = exploration.moments().len() / 300;
    assert!(step > 0, "the world is large enough");
    for moment in exploration.moments().step_by(step) {
        let decided =
            |question: &Question| moment.verdict(question).is_ok_and(|verdict| verdict.allowed);
        let passing = passing(moment);
        for (place, _) in moment.places() {
            let methods = methods_in(moment, place);
            for method in Catalogue::SLACK.methods().filter(|it| it.needs() == Needs::Conversation)
            {
                let question = question(method, Some(place.to_string()), None);
                let expected = decided(&question);
                assert_eq!(methods.contains(&method), expected, "{question:?}");
                assert_eq!(places_for(moment, method).contains(&place), expected, "{question:?}");
                assert_eq!(passing.contains(&question), expected, "{question:?}");
            }
        }
        for method in Catalogue::SLACK.methods().filter(|it| it.needs() == Needs::Person) {
            let olive: UserId = OLIVE.parse().expect("it is an id");
            let question = question(method, None, Some(OLIVE.to_owned()));
            let expected = decided(&question);
            assert_eq!(people_for(moment, method).contains(&olive), expected, "{question:?}");
            assert_eq!(passing.contains(&question), expected, "{question:?}");
        }
        let granted = people_who_granted(moment, None);
        let may_act =
            !people_for(moment, Catalogue::SLACK.method("reminders.add").expect("it is one"))
                .is_empty();
        let has_token = moment.view().token;
        assert_eq!(may_act, has_token && !granted.is_empty(), "{granted:?}");
    }
}

fn at_once(command: Command) -> Input {
    Input { after: 0, command }
}

/// What an input would change: the sentence, the differences, and how many calls it opens and closes.
#[track_caller]
fn check(sandbox: &Sandbox, command: Command, expected: Expect) {
    let now = sandbox.moment_at(sandbox.history().len());
    let input = at_once(command);
    let told = match effect(&now, &input) {
        None => "not possible".to_owned(),
        Some(effect) => {
            let differences = effect.differences.iter().map(Difference::sentence);
            let lines: Vec<String> = std::iter::once(effect.sentence).chain(differences).collect();
            let names = |questions: &[Question]| {
                let name = |it: &Question| match (&it.channel, &it.user) {
                    (Some(place), _) | (None, Some(place)) => format!("{} {place}", it.method),
                    (None, None) => it.method.clone(),
                };
                questions.iter().map(name).collect::<Vec<_>>().join(", ")
            };
            let (opened, closed) = (names(&effect.opened), names(&effect.closed));
            format!("{}\n+ {opened}\n- {closed}", lines.join("\n"))
        }
    };
    expected.assert_eq(&told);
    // What is told before it is done is what is so afterwards.
    let mut done = sandbox.clone();
    if done.handle(input.clone()).is_ok() {
        let effect = effect(&now, &input).expect("it was possible");
        let then = done.moment_at(done.history().len());
        assert!(effect.opened.iter().all(|question| then.allows(question)));
        assert!(!effect.closed.iter().any(|question| then.allows(question)));
        let (before, after) = (passing(&now).len(), passing(&then).len());
        assert_eq!(after + effect.closed.len(), before + effect.opened.len());
    }
}

#[test]
fn what_something_would_change_is_told_before_it_is_done() {
    let mut sandbox = installed(hamlet(), &["chat:write"]);
    let user: UserId = OLIVE.parse().expect("it is an id");
    let conversation: ConversationId = GENERAL.parse().expect("it is an id");
    let mut happens =
        |command| sandbox.handle(at_once(command)).map(|_| ()).expect("it is possible");
    happens(Command::Interact { user, conversation, by: Gesture::Button });
    let now = sandbox.moment_at(sandbox.history().len());
    let trigger = now.triggers().next().map(|(_, text)| text.to_owned()).expect("there is one");
    let mut happens =
        |command| sandbox.handle(at_once(command)).map(|_| ()).expect("it is possible");
    happens(Command::Call(Call::asking_for(
        Catalogue::SLACK,
        user,
        &trigger,
        &["channels:history"],
    )));
    let prompt = PromptId(2);
    let everywhere = Answer::Approve { channels: Channels::AllExcept(Vec::new()) };

    check(&sandbox, Command::Kick { user, conversation }, expect!["not possible"]);
    check(&sandbox, Command::Revoke { user }, expect!["not possible"]);
    check(
        &sandbox,
        Command::Answer { prompt, answer: Answer::Deny },
        expect![[r#"
        Olive declined Lunch Train's request.
        + 
        - "#]],
    );
    check(
        &sandbox,
        Command::Answer { prompt, answer: everywhere.clone() },
        expect![[r#"
        Olive approved Lunch Train's request for all public channels.
        `channels:history` was granted for public channels.
        All public channels were granted.
        + chat.delete C061EG9SL, chat.getPermalink C061EG9SL, chat.postEphemeral C061EG9SL, chat.postMessage C061EG9SL, chat.update C061EG9SL, conversations.history C061EG9SL, conversations.replies C061EG9SL
        - "#]],
    );
    sandbox
        .handle(at_once(Command::Answer { prompt, answer: everywhere }))
        .expect("it is possible");
    check(
        &sandbox,
        Command::Kick { user, conversation },
        expect![[r#"
        Olive removed the app from #general.
        #general was taken away and is excluded.
        + 
        - chat.delete C061EG9SL, chat.getPermalink C061EG9SL, chat.postEphemeral C061EG9SL, chat.postMessage C061EG9SL, chat.update C061EG9SL, conversations.history C061EG9SL, conversations.replies C061EG9SL"#]],
    );
    check(
        &sandbox,
        Command::Call(Call::plain("auth.revoke")),
        expect![[r#"
        The app called auth.revoke: ok.
        + 
        - apps.permissions.info, apps.permissions.request, apps.permissions.resources.list, apps.permissions.scopes.list, apps.permissions.users.list, apps.permissions.users.request, apps.uninstall, auth.revoke, chat.delete C061EG9SL, chat.delete D00000001, chat.getPermalink C061EG9SL, chat.getPermalink D00000001, chat.postEphemeral C061EG9SL, chat.postEphemeral D00000001, chat.postMessage C061EG9SL, chat.postMessage D00000001, chat.update C061EG9SL, chat.update D00000001, conversations.history C061EG9SL, conversations.history D00000001, conversations.info D00000001, conversations.list, conversations.members D00000001, conversations.replies C061EG9SL, conversations.replies D00000001, dialog.open"#]],
    );
    check(
        &sandbox,
        Command::Uninstall { user },
        expect![[r#"
        Olive uninstalled the app.
        `channels:history` and `chat:write` were taken back for public channels.
        All public channels were taken back.
        `chat:write` was taken back for private channels.
        `chat:write` was taken back for group messages.
        `chat:write` was taken back for direct messages.
        `chat:write`, `im:history` and `im:read` were taken back for app homes.
        Olive's app home was taken away.
        + 
        - apps.permissions.info, apps.permissions.request, apps.permissions.resources.list, apps.permissions.scopes.list, apps.permissions.users.list, apps.permissions.users.request, apps.uninstall, auth.revoke, chat.delete C061EG9SL, chat.delete D00000001, chat.getPermalink C061EG9SL, chat.getPermalink D00000001, chat.postEphemeral C061EG9SL, chat.postEphemeral D00000001, chat.postMessage C061EG9SL, chat.postMessage D00000001, chat.update C061EG9SL, chat.update D00000001, conversations.history C061EG9SL, conversations.history D00000001, conversations.info D00000001, conversations.list, conversations.members D00000001, conversations.replies C061EG9SL, conversations.replies D00000001, dialog.open"#]],
    );
}

/// In Slack and in another system: whoever is asked can approve for all places, and sees what it would
/// open before.
#[test]
fn a_new_wildcard_is_among_what_could_happen() {
    let file_sharing = Catalogue::named("file-sharing").expect("it is shipped");
    for (catalogue, scope, sentence) in [
        (Catalogue::SLACK, "channels:history", "All public channels were granted."),
        (file_sharing, "files:read", "All folders were granted."),
    ] {
        let mut sandbox =
            Sandbox::new(Cast { catalogue, ..Cast::default() }).expect("the cast is sound");
        let user: UserId = OLIVE.parse().expect("it is an id");
        let install = Command::install(user, &[scope], InstallRoute::Settings);
        sandbox.handle(at_once(install)).expect("it is possible");
        let now = sandbox.moment_at(1);
        let offered = now.offered(&[user]);
        let everywhere: Vec<&Input> = offered
            .iter()
            .filter(|input| {
                let answer = Answer::Approve { channels: Channels::AllExcept(Vec::new()) };
                input.command == Command::Answer { prompt: PromptId(1), answer }
            })
            .collect();
        let [everywhere] = everywhere.as_slice() else { panic!("it is offered once: {offered:?}") };
        let effect = effect(&now, everywhere).expect("it is possible");
        let told: Vec<String> = effect.differences.iter().map(Difference::sentence).collect();
        assert!(told.contains(&sentence.to_owned()), "{told:?}");
        let places = effect.opened.iter().filter_map(|question| question.channel.as_ref());
        assert!(places.filter(|place| place.starts_with('C')).count() > 1);
        let label = sandbox.offers_at(1, user).into_iter().map(|offer| offer.label);
        assert_eq!(label.filter(|label| label.starts_with("Approve P1 for all ")).count(), 1);
    }
}

/// Where no places can be chosen there is no such offer.
#[test]
fn where_no_place_can_be_chosen_no_wildcard_is_offered() {
    let world = asking(&hamlet(), &[&["reminders:write:user"]]);
    let exploration = explored_from(&installed(hamlet(), &["chat:write"]), world);
    let mut asked = 0;
    for moment in exploration.moments() {
        let user: UserId = OLIVE.parse().expect("it is an id");
        for prompt in moment.prompts().filter(|prompt| !prompt.channels) {
            asked += 1;
            let everywhere = Answer::Approve { channels: Channels::AllExcept(Vec::new()) };
            let answer = Command::Answer { prompt: prompt.prompt, answer: everywhere };
            assert!(!moment.offered(&[user]).iter().any(|input| input.command == answer));
        }
    }
    assert!(asked > 0);
}
