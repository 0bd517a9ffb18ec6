//! How much memory a ledger takes: one test, so that nobody else allocates meanwhile.
#![allow(clippy::expect_used, clippy::panic, reason = "a test says what it expects by panicking")]

use std::alloc::System;

use cap::Cap;
use grantscope::Ledger;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// What each of so many takes, in a ledger that has no other.
fn bytes_each(count: usize, line: fn(usize) -> String) -> usize {
    let before = ALLOCATOR.allocated();
    let mut ledger = Ledger::new();
    for number in 0..count {
        ledger.apply_log(line(number).as_bytes()).expect("the line is sound");
    }
    let each = (ALLOCATOR.allocated() - before) / count;
    drop(ledger);
    each
}

fn id(initial: char, number: usize) -> String {
    format!("{initial}{:08}", number * 7_919 % 100_000_000)
}

fn channel(number: usize) -> String {
    let id = id('C', number);
    format!(
        r#"{{"type":"event_callback","event":{{"type":"resources_added","resources":[{{"resource":
        {{"type":"channel","grant":{{"type":"specific","resource_id":"{id}"}}}},
        "scopes":["chat:write"]}}]}}}}"#
    )
    .replace('\n', " ")
}

fn person(number: usize) -> String {
    let id = id('U', number);
    format!(
        r#"{{"type":"event_callback","event":{{"type":"user_resource_granted","user":"{id}",
        "scopes":["reminders:write:user"]}}}}"#
    )
    .replace('\n', " ")
}

#[test]
fn a_ledger_takes_at_most_24_bytes_for_a_channel_and_40_for_a_person_who_granted() {
    for (what, most, line) in
        [("channel", 24, channel as fn(usize) -> String), ("person", 40, person)]
    {
        // Where a table has just grown it is emptiest: a little above seven eighths of a power of two.
        for count in [10_000, 14_400, 28_700, 57_400, 100_000, 229_400] {
            let each = bytes_each(count, line);
            println!("{each} bytes for each {what} of {count}");
            assert!((1..=most).contains(&each), "{each} bytes for each {what} of {count}");
        }
    }
}
