//! Everything that can happen to one refund, breadth first: with all rules nothing goes wrong in any world, and without
//! any one of them something does.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::{
    moves::{Move, Moves},
    world::{RULES, Rule, World},
};

/// Mixes small numbers quickly.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u8(*byte);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_i8(&mut self, byte: i8) {
        self.write_u8(byte.cast_unsigned());
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u8(number.to_le_bytes()[0]);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u8(number.to_le_bytes()[0]);
    }
}

/// All worlds that were found, how each was come to, and which lead to which by themselves.
struct Space {
    worlds: Vec<World>,
    known: HashMap<World, u32, BuildHasherDefault<Mixer>>,
    from: Vec<(u32, Move)>,
    /// From where, and the next way to the same world.
    ways: Vec<(u32, u32)>,
    /// The last way to each world.
    last_way: Vec<u32>,
}

const NO_WAY: u32 = u32::MAX;

/// A world where something is wrong.
struct Counterexample {
    what: &'static str,
    trace: Vec<Move>,
}

impl Space {
    fn new() -> Self {
        let start = World::new();
        let known = std::iter::once((start, 0)).collect();
        Self {
            worlds: vec![start],
            known,
            from: vec![(0, ("start", 0, true))],
            ways: Vec::new(),
            last_way: vec![NO_WAY],
        }
    }

    /// The first world where something is wrong, if there is one.
    fn explore(&mut self, without: Option<Rule>) -> Option<Counterexample> {
        let mut moves = Moves { without, found: Vec::new() };
        let mut at = 0;
        while at < self.worlds.len() {
            let place = number(at);
            moves.of(&self.worlds[at]);
            for (step, world) in moves.found.drain(..) {
                let (to, is_new) = self.place(world, place, step);
                if step.2 && to != place {
                    let way = number(self.ways.len());
                    self.ways.push((place, std::mem::replace(&mut self.last_way[to as usize], way)));
                }
                if let (true, Some(what)) = (is_new, world.fault()) {
                    return Some(Counterexample { what, trace: self.trace(to) });
                }
            }
            at += 1;
        }
        let lost = self.lost()?;
        Some(Counterexample { what: "never settled, or never known", trace: self.trace(lost) })
    }

    fn place(&mut self, world: World, from: u32, step: Move) -> (u32, bool) {
        let next = number(self.worlds.len());
        let place = *self.known.entry(world).or_insert(next);
        if place == next {
            self.worlds.push(world);
            self.from.push((from, step));
            self.last_way.push(NO_WAY);
        }
        (place, place == next)
    }

    fn trace(&self, mut at: u32) -> Vec<Move> {
        let mut trace = Vec::new();
        while at != 0 {
            let (from, step) = self.from[at as usize];
            trace.push(step);
            at = from;
        }
        trace.reverse();
        trace
    }

    /// The first world from which none can be reached by itself where all is settled and known.
    fn lost(&self) -> Option<u32> {
        let mut ends: Vec<bool> = self.worlds.iter().map(World::is_settled).collect();
        let mut open: Vec<u32> = (0..).zip(&ends).filter(|(_, end)| **end).map(|(at, _)| at).collect();
        while let Some(at) = open.pop() {
            let mut way = self.last_way[at as usize];
            while way != NO_WAY {
                let (from, next) = self.ways[way as usize];
                way = next;
                if !std::mem::replace(&mut ends[from as usize], true) {
                    open.push(from);
                }
            }
        }
        ends.iter().position(|end| !end).map(number)
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("fewer than four thousand million worlds")
}

fn tell(trace: &[Move]) -> String {
    trace.iter().map(|(name, of, _)| format!("{name} ({of})")).collect::<Vec<_>>().join("; ")
}

#[test]
fn with_all_rules_nothing_goes_wrong() {
    let mut space = Space::new();
    let found = space.explore(None);
    println!("{} worlds, {} ways between them", space.worlds.len(), space.ways.len());
    if let Some(found) = found {
        panic!("{} after {} moves: {}", found.what, found.trace.len(), tell(&found.trace));
    }
}

#[test]
fn without_any_one_rule_something_does() {
    let mut green = Vec::new();
    println!("{:<16} {:>5}  what goes wrong", "without", "moves");
    for rule in RULES {
        match Space::new().explore(Some(rule)) {
            Some(found) => {
                let (name, length) = (format!("{rule:?}"), found.trace.len());
                println!("{name:<16} {length:>5}  {}: {}", found.what, tell(&found.trace));
            }
            None => green.push(rule),
        }
    }
    assert!(green.is_empty(), "these rules guard nothing that is looked at: {green:?}");
}
