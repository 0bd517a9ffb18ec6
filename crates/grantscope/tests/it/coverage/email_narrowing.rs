//! What "Further narrowing access to user email field" says, statement by statement, in our words.
//!
//! Source: 004_44894a38fe7be042.txt, all of it.

use super::{Section, Seed, nothing, says, section};

#[rustfmt::skip]
const SECTIONS: &[Section] = &[
    section("Further narrowing access to user email field", &[
        says("On 2 August 2017 bot and user tokens got the email attribute back, for the time being.", "email-rolled-back, calendar/email-rolled-back"),
        says("On 1 August 2017 it had become visible only to user tokens that have `users:read.email`.", "email-narrowed-for-all, calendar/email-narrowed"),
        says("That had been announced in November 2016, and planned anew in April 2017.", "calendar/email-scope"),
        says("It had been expected in July, and came as a surprise.", "email-narrowed-for-all"),
        says("A new date is to be set; until then user and bot user tokens work as before.", "email-rolled-back"),
        nothing("The changelog has a feed to subscribe to.", "addressed to the readers of that time"),
        says("`users:read.email` exists since November 2016.", "calendar/email-scope"),
        says("Apps with `users:read` that were created before 4 January 2017 were grandfathered.", "email-for-older-apps, calendar/email-grandfather-cut"),
        says("Grandfathering was to end on 5 July 2017.", "email-narrowed-for-all"),
        says("After it, user tokens of such apps with `users:read` alone see no email field.", "email-for-older-apps, email-needs-its-scope"),
        says("Email addresses take `users:read.email`, which adds to the other scope.", "email-needs-its-scope"),
        says("The `bot` scope no longer shows email addresses: a bot's app has to use a user token with `users:read.email`.", "email-of-bots"),
        says("Everything else about people takes `users:read` alone.", "method-needs-scope"),
    ]),
    section("What's changing?", &[
        says("From 5 July 2017 every app needs `users:read.email` for the email field of `users.list` and `users.info`.", "email-needs-its-scope, email-narrowed-for-all"),
        says("`users:read` is no longer enough, even for apps that were grandfathered.", "email-needs-its-scope, email-for-older-apps"),
        says("Bot user tokens lose the email field; user tokens from an install take their place.", "email-of-bots"),
    ]),
    section("What isn't changing?", &[
        says("`users.info` and `users.list` still take `users:read`, with or without `users:read.email`.", "method-needs-scope"),
        says("`users.profile:read` shows email addresses too, in `users.profile.get`.", "email-in-profile"),
        says("Sign in with Slack still tells the address of the person who signs in, by `identity.email`.", "classic-sign-in, identity-by-scope"),
    ]),
    section("How do I prepare?", &[
        says("`users:read.email` is asked for by OAuth or Add to Slack.", "email-asked-with-users"),
        nothing("Libraries should ask for it by default.", "advice to those who write libraries"),
        says("`users:read` and `users:read.email` are asked for together, in the same attempt.", "email-asked-with-users"),
    ]),
    section("When is this happening?", &[
        says("`users:read.email` exists since November 2016.", "calendar/email-scope"),
        says("On 5 July 2017 grandfathering ends for apps created before 4 January 2017.", "email-for-older-apps, email-narrowed-for-all"),
        says("An app that takes addresses with a bot user token has to take a user token with `users:read.email` instead.", "email-of-bots"),
        says("Bot user tokens, which begin with `xoxb-`, see the email field no longer.", "email-of-bots"),
        says("The second time, the text also grandfathers bot user tokens created before 4 January 2017.", "email-for-older-apps, email-of-bots"),
    ]),
];

/// The seed, and every name in it.
pub(super) const SEED: Seed = Seed {
    title: "Further narrowing access to user email field",
    file: "004_44894a38fe7be042.txt",
    sections: SECTIONS,
    methods: &["users.list", "users.info", "users.profile.get"],
    events: &[],
    scopes: &["users:read", "users:read.email", "users.profile:read", "identity.email", "bot"],
    errors: &[],
    others: &[
        "November 2016",
        "4 January 2017",
        "April 2017",
        "5 July 2017",
        "1 August 2017",
        "2 August 2017",
        "`xoxb-`",
    ],
};
