//! Decisions natively: the ledger beside what one would write by hand, `cedar-policy` and `casbin`, on the
//! workload of `workload.mjs`. All are asked the same and must answer the same. It is run several times, each
//! time briefly, so that what else the machine does hurts all alike. Not here: the report.

mod peers;
mod workload;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use grantscope::{Catalogue, Ledger, Method, SlackId};
use grantscope_explore::Inquiry;
use peers::{ByHand, ByHandOnIntegers, Casbin, Cedar};
use workload::{Question, Workload};

/// So many questions for those who are slow.
const FEW: usize = 1_000;

criterion_group!(benches, decisions, growth, log, sandbox);
criterion_main!(benches);

fn decisions(criterion: &mut Criterion) {
    let workload = Workload::new(&workload::USUAL);
    let ledger = workload.ledger();
    let fx = ByHand::<rustc_hash::FxBuildHasher>::new(&workload);
    let sip = ByHand::<std::hash::RandomState>::new(&workload);
    let integers = ByHandOnIntegers::new(&workload);
    let (cedar, casbin) = (Cedar::new(&workload), Casbin::new(&workload));
    let questions = &workload.questions;
    let typed: Vec<Typed> = questions.iter().map(typed).collect();
    let numbers: Vec<[u32; 3]> = questions.iter().map(|it| integers.numbers(it)).collect();
    for (index, question) in questions.iter().enumerate() {
        let Question { method, resource, user } = question;
        let expected = fx.allows(method, resource, user);
        assert_eq!(ledger.allows(method, Some(resource), Some(user)), expected, "{question:?}");
        assert_eq!(allows_typed(&ledger, &typed[index]), expected, "{question:?}");
        assert_eq!(integers.allows(numbers[index]), expected, "{question:?}");
        if index < FEW {
            assert_eq!(cedar.allows(question), expected, "{question:?}");
            assert_eq!(casbin.allows(question), expected, "{question:?}");
        }
    }
    let few = &questions[..FEW];
    let mut group = criterion.benchmark_group("decision");
    group.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1)).sample_size(10);
    group.throughput(Throughput::Elements(questions.len() as u64));
    group.bench_function("by hand, FxHash", |it| {
        it.iter(|| count(questions, |q| fx.allows(&q.method, &q.resource, &q.user)));
    });
    group.bench_function("by hand, SipHash", |it| {
        it.iter(|| count(questions, |q| sip.allows(&q.method, &q.resource, &q.user)));
    });
    group.bench_function("by hand, on integers", |it| it.iter(|| count(&numbers, |q| integers.allows(*q))));
    group.bench_function("ledger, texts", |it| {
        it.iter(|| count(questions, |q| ledger.allows(&q.method, Some(&q.resource), Some(&q.user))));
    });
    group.bench_function("ledger, typed ids", |it| {
        it.iter(|| count(&typed, |q| allows_typed(&ledger, q)));
    });
    group.throughput(Throughput::Elements(FEW as u64));
    group.bench_function("Cedar", |it| it.iter(|| count(few, |q| cedar.allows(q))));
    group.bench_function("casbin", |it| it.iter(|| count(few, |q| casbin.allows(q))));
    group.finish();
}

/// A hundred times as much granted.
fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth");
    group.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1)).sample_size(10);
    for (size, sizes) in [("usual", &workload::USUAL), ("large", &workload::LARGE)] {
        let workload = Workload::new(sizes);
        let ledger = workload.ledger();
        let fx = ByHand::<rustc_hash::FxBuildHasher>::new(&workload);
        let questions = &workload.questions;
        let typed: Vec<Typed> = questions.iter().map(typed).collect();
        group.throughput(Throughput::Elements(questions.len() as u64));
        group.bench_function(BenchmarkId::new("by hand, FxHash", size), |it| {
            it.iter(|| count(questions, |q| fx.allows(&q.method, &q.resource, &q.user)));
        });
        group.bench_function(BenchmarkId::new("ledger, texts", size), |it| {
            it.iter(|| count(questions, |q| ledger.allows(&q.method, Some(&q.resource), Some(&q.user))));
        });
        group.bench_function(BenchmarkId::new("ledger, typed ids", size), |it| {
            it.iter(|| count(&typed, |q| allows_typed(&ledger, q)));
        });
    }
    group.finish();
}

fn log(criterion: &mut Criterion) {
    let workload = Workload::new(&workload::USUAL);
    let log = workload.log(20_000);
    let mut group = criterion.benchmark_group("log");
    group.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1)).sample_size(10);
    group.throughput(Throughput::Elements(20_000));
    group.bench_function("serde_json and by hand", |it| it.iter(|| peers::folded_by_hand(&log)));
    group.bench_function("ledger", |it| {
        it.iter(|| Ledger::new().apply_log(log.as_bytes()).expect("it is sound"));
    });
    group.finish();
}

/// A script replayed, a jump to a step of a long one, and what a screen of it costs.
fn sandbox(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sandbox");
    group.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(2)).sample_size(10);
    let script = workload::script(10_000);
    group.throughput(Throughput::Elements(10_000));
    group.bench_function("inputs replayed", |it| {
        it.iter_batched(
            || script.clone(),
            |script| grantscope::Sandbox::replay(script).expect("it leads somewhere").history().len(),
            criterion::BatchSize::LargeInput,
        );
    });
    let long = grantscope::Sandbox::replay(workload::script(100_000)).expect("it leads somewhere");
    let mut step = 0_usize;
    group.throughput(Throughput::Elements(1));
    group.bench_function("a jump in 100,000 steps", |it| {
        it.iter(|| {
            step = (step + 61_803) % 100_000;
            black_box(long.glance_at(step))
        });
    });
    let inquiry: Inquiry = serde_json::from_str(include_str!("../../world.json")).expect("it can be read");
    group.bench_function("transitions explored", |it| {
        it.iter(|| {
            let mut exploration = inquiry.begin().expect("it can be explored");
            while exploration.run(100_000).ended.is_none() {}
            exploration.progress().transitions
        });
    });
    group.finish();
}

/// A question that was parsed before.
type Typed = (Method, Option<SlackId>, Option<SlackId>);

fn typed(Question { method, resource, user }: &Question) -> Typed {
    let id = |text: &String| Some(text.parse::<SlackId>().expect("it is an id"));
    (Catalogue::SLACK.method(method).expect("it is a method"), id(resource), id(user))
}

fn allows_typed(ledger: &Ledger, (method, resource, user): &Typed) -> bool {
    ledger.allows_ids(*method, *resource, *user)
}

fn count<T>(questions: &[T], allows: impl Fn(&T) -> bool) -> usize {
    questions.iter().map(|question| usize::from(allows(question))).sum()
}
