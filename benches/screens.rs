//! How long a key and a frame take at 200×60.
//!
//! ```text
//! cargo bench --bench screens
//! ```
//!
//! First it says what a hundred thousand requests take of the memory. `frame` draws each tab as it stands; `key` goes down
//! a row in that list, which is loaded whole, and draws; `end` jumps to its last row and back. The model and its stand-in
//! are those of the tests.

#[allow(dead_code, reason = "the tests use all of it")]
#[path = "../tests/all/tui/data.rs"]
mod data;
#[allow(dead_code, reason = "the tests use all of it")]
#[path = "../tests/all/tui/desk.rs"]
mod desk;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};

use self::desk::Desk;

const SIZE: (u16, u16) = (200, 60);
const ROWS: usize = 100_000;

fn loaded() -> Desk {
    let mut desk = Desk::new(SIZE);
    desk.world.requests = ROWS;
    desk.world.whole = true;
    desk.settle();
    assert_eq!(desk.model.takedowns.list.rows.len(), ROWS);
    desk
}

/// What the process has in memory, in MiB; 0 where the system doesn't say.
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// The rows as the screens hold them: a second list of them beside the first, whose making has left nothing to reuse.
fn memory(_: &mut Criterion) {
    let first = loaded();
    let before = resident();
    let rows = first.model.takedowns.list.rows.clone();
    println!("{} rows take {} MiB", rows.len(), resident().saturating_sub(before));
    black_box((first, rows));
}

fn frames(bench: &mut Criterion) {
    let mut desk = loaded();
    let tabs = ["overview", "takedowns", "refunds", "bookings", "jobs", "system", "audit"];
    let mut group = bench.benchmark_group("frame");
    for (tab, name) in (1..).zip(tabs) {
        desk.press(&tab.to_string());
        desk.settle();
        group.bench_function(name, |bencher| bencher.iter(|| black_box(desk.buffer())));
    }
    group.finish();
}

fn keys(bench: &mut Criterion) {
    let mut desk = loaded();
    desk.press("2");
    desk.settle();
    let mut group = bench.benchmark_group("key and frame");
    group.bench_function("down", |bencher| {
        bencher.iter(|| {
            desk.press("j");
            black_box(desk.buffer())
        });
    });
    group.bench_function("end and back", |bencher| {
        bencher.iter(|| {
            desk.press("G");
            black_box(desk.buffer());
            desk.press("g");
            black_box(desk.buffer())
        });
    });
    group.finish();
}

criterion_group!(benches, memory, frames, keys);
criterion_main!(benches);
