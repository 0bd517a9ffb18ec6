//! The workload that all are measured with: what `../workload.mjs` describes, with other random numbers.

use std::fmt::Write as _;

use grantscope::{Catalogue, Input, Ledger, LookedUp, Script, read_script};

/// How much there is of everything.
pub struct Sizes {
    pub channels: usize,
    pub groups: usize,
    pub users: usize,
    pub excluded: usize,
    pub granted: usize,
    pub people: usize,
}

pub const USUAL: Sizes =
    Sizes { channels: 10_000, groups: 2_000, users: 5_000, excluded: 500, granted: 300, people: 1_000 };
pub const LARGE: Sizes = Sizes {
    channels: 1_000_000,
    groups: 200_000,
    users: 1_200_000,
    excluded: 100_000,
    granted: 100_000,
    people: 1_000_000,
};

/// What each method needs, and which scopes would do.
pub const METHODS: [(&str, &str, &[&str]); 6] = [
    ("chat.postMessage", "conversation", &["chat:write", "conversations.app_home:create"]),
    ("conversations.history", "conversation", &["channels:history", "conversations:history", "groups:history"]),
    ("conversations.info", "conversation", &["channels:read", "conversations:read", "groups:read"]),
    ("reminders.add", "person", &["reminders:write:user"]),
    ("users.info", "workspace", &["users:read"]),
    ("team.info", "workspace", &["team:read"]),
];

pub const TEAM: &[&str] = &["users:read"];
pub const CHANNEL: &[&str] = &["channels:history", "channels:read", "chat:write"];
pub const GROUP: &[&str] = &["chat:write"];
pub const PEOPLE: &[&str] = &["reminders:write:user"];

#[derive(Clone, Debug)]
pub struct Question {
    pub method: String,
    pub resource: String,
    pub user: String,
}

pub struct Workload {
    pub channels: Vec<String>,
    pub groups: Vec<String>,
    pub users: Vec<String>,
    pub excluded: Vec<String>,
    pub granted: Vec<String>,
    pub people: Vec<String>,
    pub questions: Vec<Question>,
}

impl Workload {
    pub fn new(sizes: &Sizes) -> Self {
        let mut random = Random(1);
        let mut ids = |initial, count| (0..count).map(|_| random.id(initial)).collect::<Vec<_>>();
        let (channels, groups, users) = (ids('C', sizes.channels), ids('G', sizes.groups), ids('U', sizes.users));
        let questions = (0..100_000).map(|_| {
            let (method, places) = match random.below(100) {
                0..45 => (random.below(3), &channels),
                45..70 => (random.below(3), &groups),
                70..90 => (3, &channels),
                _ => (4 + random.below(2), &channels),
            };
            Question {
                method: METHODS[method].0.to_owned(),
                resource: places[random.below(places.len())].clone(),
                user: users[random.below(users.len())].clone(),
            }
        });
        let questions = questions.collect();
        let first = |ids: &[String], count: usize| ids[..count].to_vec();
        Self {
            excluded: first(&channels, sizes.excluded),
            granted: first(&groups, sizes.granted),
            people: first(&users, sizes.people),
            channels,
            groups,
            users,
            questions,
        }
    }

    pub fn ledger(&self) -> Ledger {
        let info = serde_json::json!({ "info": { "ok": true, "info": {
            "team": { "scopes": TEAM, "resources": { "ids": ["T061EG9R6"] } },
            "channel": { "scopes": CHANNEL, "resources": { "ids": [], "wildcard": true, "excluded_ids": self.excluded } },
            "group": { "scopes": GROUP, "resources": { "ids": self.granted } },
        } } });
        let looked_up = read_script::<LookedUp>(&info.to_string()).expect("it is an answer");
        let mut ledger = Ledger::starting_from(Catalogue::SLACK, &looked_up);
        for user in &self.people {
            let event = serde_json::json!({ "type": "user_resource_granted", "user": user, "scopes": PEOPLE });
            let line = serde_json::json!({ "type": "event_callback", "event": event }).to_string();
            ledger.apply_log(line.as_bytes()).expect("it is an event");
        }
        ledger
    }

    pub fn log(&self, count: usize) -> String {
        let mut random = Random(2);
        let mut log = String::new();
        for number in 0..count {
            let resource = |kind: &str, id: &str, scopes: &[&str]| {
                serde_json::json!([{ "resource": { "type": kind, "grant": { "type": "specific", "resource_id": id } }, "scopes": scopes }])
            };
            let channel = &self.channels[random.below(self.channels.len())];
            let group = &self.groups[random.below(self.groups.len())];
            let user = &self.users[random.below(self.users.len())];
            let trigger = "13345224609.738474920.8088930838d88f008e0";
            let event = match random.below(100) {
                0..35 => serde_json::json!({ "type": "resources_added", "resources": resource("channel", channel, CHANNEL) }),
                35..60 => serde_json::json!({ "type": "resources_removed", "resources": resource("channel", channel, CHANNEL) }),
                60..70 => serde_json::json!({ "type": "resources_added", "resources": resource("group", group, GROUP) }),
                70..80 => serde_json::json!({ "type": "scope_granted", "scopes": ["channels:history", "chat:write"], "trigger_id": trigger }),
                80..95 => serde_json::json!({ "type": "user_resource_granted", "user": user, "scopes": PEOPLE, "trigger_id": trigger }),
                _ => serde_json::json!({ "type": "user_resource_removed", "user": user }),
            };
            let envelope = serde_json::json!({
                "token": "Jhj5dZrVaK7ZwHHjRyZWjbDl", "team_id": "T061EG9R6", "api_app_id": "A0PNCHHK2", "event": event,
                "type": "event_callback", "authed_teams": [], "event_id": format!("Ev{number:08X}"), "event_time": 1_525_215_129 + number,
            });
            let _ = writeln!(log, "{envelope}");
        }
        log
    }
}

/// An app that is installed, then kicked and invited again and again.
pub fn script(inputs: usize) -> Script {
    let command = |number: usize| match number {
        0 => r#"{"type":"install","user":"U061F7AUR","scopes":["chat:write"],"through":"settings"}"#,
        1 => r#"{"type":"answer","prompt":"P1","answer":{"approve":{"channels":{"chosen":["C061FA5PB"]}}}}"#,
        _ if number.is_multiple_of(2) => r#"{"type":"kick","user":"U061F7AUR","conversation":"C061FA5PB"}"#,
        _ => r#"{"type":"invite","user":"U061F7AUR","conversation":"C061FA5PB"}"#,
    };
    let mut script: Script = read_script(r#"{"version":1,"inputs":[]}"#).expect("it is a script");
    let input = |number| format!(r#"{{"after":1000,"command":{}}}"#, command(number));
    script.inputs = (0..inputs).map(|number| read_script::<Input>(&input(number)).expect("it is an input")).collect();
    script
}

/// Always the same numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn id(&mut self, initial: char) -> String {
        let digits = (0..8).map(|_| char::from(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[self.below(36)]));
        std::iter::once(initial).chain(digits).collect()
    }
}
