//! What "Working on behalf of users" says, statement by statement, in our words.
//!
//! Source: 000_2d3da42c3657f384.txt, all of it.

use super::{Section, Seed, nothing, says, section};

#[rustfmt::skip]
const SECTIONS: &[Section] = &[
    section("Working on behalf of users", &[
        says("Mostly a workspace app works in its own name: it analyses, posts, answers.", "app-posts-as-itself"),
        says("With a person's permission it can also do things for that person.", "person-must-consent"),
        says("It may set a custom status, adjust do not disturb, change a display name.", "acts-as-person, status-expires, dnd-hours"),
        says("For a person it lists, inspects, creates, removes and completes reminders.", "acts-as-person, reminder-times, only-own-reminders-complete"),
        says("For a person it reads and writes their extended profile, custom status among it.", "acts-as-person, status-expires, profiles-of-others"),
        says("For a person it adjusts do not disturb.", "acts-as-person, dnd-hours, snooze-ends-by-itself"),
        says("With Sign in with Slack it looks up who the people are who authorized it.", "identity-by-scope"),
        says("It has to ask a person before it acts for them.", "person-must-consent"),
    ]),
    section("Workspace apps are deprecated", &[
        says("Workspace apps are deprecated and retire in August 2021.", "workspace-apps-retired, calendar/retired"),
    ]),
    section("Asking users for permission", &[
        says("A person is asked while installing by OAuth, or in conversation through the Permissions API.", "install-asks-consent, user-scopes-asked-apart"),
    ]),
    section("Asking during installation", &[
        says("Scopes that act for a person are asked for along with any others.", "install-asks-consent, person-must-consent"),
        says("To read and change reminders: `reminders:read:user` and `reminders:write:user`.", "method-needs-scope, person-must-consent"),
        says("The text also spells the second `reminds:write:user`, which is no scope.", "unknown-scope-refused"),
        says("Where the app is installed already, people are asked through the Permissions API.", "any-person-may-consent"),
        says("`oauth.access` tells who authorized, in `authorizing_user_id`.", "authorizing-user-told"),
        says("`oauth.access` does not tell which scopes that person granted for themselves.", "user-scopes-unreported"),
        says("`user_resource_granted`, `user_resource_denied` and `user_resource_removed` tell it to apps that subscribe.", "events-need-subscription, person-must-consent, user-denial-told, person-may-take-back"),
        says("`apps.permissions.users.list` tells it at any time.", "lookups-need-no-scope"),
    ]),
    section("Asking for permission in Slack with the Permissions API", &[
        says("Anyone in the workspace can let the app act for them, but has to be asked first.", "any-person-may-consent, person-must-consent"),
        says("First the app posts a message that says what it is up to, with a button.", "interaction-gives-trigger"),
        says("A click reaches the app's action URL with a `trigger_id`.", "interaction-gives-trigger"),
        says("With it the app asks for the scope by `apps.permissions.users.request`.", "user-scopes-asked-apart, request-shows-dialog"),
        says("Then the workspace token, with the `X-Slack-User` header, acts for the person.", "header-names-person"),
        says("An action or a slash command gives a trigger just as well.", "interaction-gives-trigger, slash-command-gives-trigger"),
    ]),
    section("Tracking permissions over time", &[
        says("`user_resource_granted`, `user_resource_removed` and `user_resource_denied` tell what is added, taken back and declined.", "person-must-consent, person-may-take-back, user-denial-told"),
        says("`apps.permissions.users.list` is there for those who would rather ask.", "lookups-need-no-scope"),
    ]),
    section("Using Web API methods as a user", &[
        says("The app calls a method that supports it with its usual workspace token, and names the person in `X-Slack-User`.", "header-names-person, acts-as-person, token-needed"),
        says("The app keeps the ids of people, not a token for each of them.", "header-names-person"),
        says("An id looks like `UA33221`, and is best noted when the permission is given.", "header-names-person, person-must-consent"),
        says("The sample calls `reminders.add` for and as `WH1MPY`, `every tuesday`.", "acts-as-person, reminder-times"),
        says("It carries its token in `Authorization`, and JSON with its type and charset.", "token-needed, post-type-known, charset-known"),
    ]),
    section("Using Sign in with Slack", &[
        says("Sign in with Slack is OAuth with one aim: to know for sure who a person is.", "install-asks-consent, identity-by-scope"),
        nothing("The app may match the person to its own records, or open an account.", "what an app does with its own records is outside of Slack"),
        says("It works with workspace apps, but for what their single token changes.", "header-names-person, identity-asked-alone"),
    ]),
    section("Identity scopes", &[
        says("Identity scopes open `users.identity` to the workspace token, with `X-Slack-User`, for the person who signed in.", "identity-by-scope, header-names-person"),
        says("They are asked for during OAuth, alone, without any other scope.", "identity-asked-alone"),
        says("`identity:read:user` tells who the person is, and has to be asked for with any of the other three.", "identity-needs-basic, identity-by-scope"),
        says("One whose name the text lost, `identity.email:read:user`, adds the email address.", "identity-by-scope"),
        says("`identity.avatar:read:user` adds the avatar.", "identity-by-scope"),
        says("One whose name the text lost, `identity.team:read:user`, adds the workspace's name and subdomain.", "identity-by-scope"),
        says("Classic apps have other names for these scopes.", "unknown-scope-refused"),
    ]),
    section("Supported scopes, methods, & events", &[
        says("`dnd:write:user` opens `dnd.setSnooze`, `dnd.endSnooze` and `dnd.endDnd` (the text lost its list).", "method-needs-scope, dnd-hours, snooze-ends-by-itself"),
        says("`identity:read:user` opens `users.identity`.", "method-needs-scope, identity-by-scope"),
        says("`reminders:read:user` opens `reminders.info` and `reminders.list`.", "method-needs-scope, acts-as-person"),
        says("`reminders:write:user` opens `reminders.add`, `reminders.complete` and `reminders.delete`.", "method-needs-scope, acts-as-person"),
        says("`users.profile:write:user` opens `users.profile.set`: custom status and the other fields.", "method-needs-scope, status-expires, profiles-of-others"),
        says("Events tell what a person granted, took back or declined.", "events-need-subscription, person-must-consent, person-may-take-back, user-denial-told"),
    ]),
    section("Known issues", &[
        says("`oauth.access` does not report scopes that a person granted for themselves: events or `apps.permissions.users.list` do.", "user-scopes-unreported, lookups-need-no-scope"),
        says("`apps.permissions.users.request` takes `application/x-www-form-urlencoded`, not `application/json`.", "json-where-taken"),
        says("Signing in the classic way still works, though it is to be deprecated.", "classic-sign-in"),
        nothing("More operations for people are wished for.", "addressed to the readers of that time"),
    ]),
];

/// The seed, and every name in it.
pub(super) const SEED: Seed = Seed {
    title: "Working on behalf of users",
    file: "000_2d3da42c3657f384.txt",
    sections: SECTIONS,
    methods: &[
        "apps.permissions.users.list",
        "apps.permissions.users.request",
        "oauth.access",
        "reminders.add",
        "users.identity",
    ],
    events: &["user_resource_granted", "user_resource_denied", "user_resource_removed"],
    scopes: &[
        "dnd:write:user",
        "identity.avatar:read:user",
        "identity:read:user",
        "reminders:read:user",
        "reminders:write:user",
        "users.profile:write:user",
    ],
    errors: &[],
    others: &[
        "`X-Slack-User`",
        "`authorizing_user_id`",
        "`reminds:write:user`",
        "`trigger_id`",
        "August 2021",
    ],
};
