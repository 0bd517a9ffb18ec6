//! How fast a world is explored, and how large it is. `cargo run --profile fast -p grantscope-explore
//! --example speed`; a number after `--` is how many people of the default cast there are.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it measures, and says so")]

use std::time::Instant;

use grantscope::{Cast, Sandbox};
use grantscope_explore::{Exploration, Limits, World};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let people = std::env::args().nth(1).map_or(Ok(1), |text| text.parse())?;
    let mut cast = Cast::default();
    cast.people.truncate(people);
    cast.conversations.truncate(2);
    let sandbox = Sandbox::new(cast)?;
    let scopes = ["chat:write", "channels:history"].map(|scope| vec![scope.to_owned()]);
    let world = World { scopes: scopes.to_vec(), ..World::of(sandbox.cast()) };
    let mut exploration = Exploration::new(&sandbox, 0, world, Limits::default());
    let begun = Instant::now();
    while exploration.run(100_000).ended.is_none() {}
    let (progress, seconds) = (exploration.progress(), begun.elapsed().as_secs_f64());
    let rate = progress.transitions as f64 / seconds;
    println!("{progress:?}\n{seconds:.2} s, {rate:.0} transitions per second");
    println!("{:#?}", exploration.size());
    Ok(())
}
