//! Where chance comes from: a stream of its own for each row, so that any row can be made alone.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{RngCore, SeedableRng},
};
use uuid::Uuid;

use crate::import::table::Table;

/// What a stream is for. The order is part of the data: a new one goes at the end.
#[derive(Clone, Copy)]
pub(super) enum Stream {
    User,
    UserDetails,
    Vendor,
    VendorDetails,
    Service,
    Booking,
    BookingWords,
    Payment,
    DisputeWords,
    Review,
    ReviewWords,
    Takedown,
    TakedownWords,
    Refund,
    RefundWords,
    Referral,
}

/// How many streams there are.
const STREAMS: usize = Stream::Referral as usize + 1;

/// The seed, from which every row's stream follows.
///
/// `ChaCha8` turns it into one key a stream. From there on it is `SplitMix64`: a fresh `ChaCha8` for each row
/// costs more than all the rest of the row.
#[derive(Clone)]
pub(super) struct Seed {
    streams: [u64; STREAMS],
    ids: u64,
}

impl Seed {
    pub(super) fn new(number: u64) -> Self {
        let mut key = *b"appydex generator, first series.";
        key[..8].copy_from_slice(&number.to_le_bytes());
        let mut rng = ChaCha8Rng::from_seed(key);
        Self { ids: rng.next_u64(), streams: std::array::from_fn(|_| rng.next_u64()) }
    }

    /// The draws for row `index` of `stream`.
    pub(super) fn draw(&self, stream: Stream, index: u64) -> Draw {
        Draw(mix(self.streams[stream as usize] ^ mix(index)))
    }

    /// The id of row `index` (under 2^56) of `table`, shaped as a version 4 UUID; the same without any other row.
    pub(super) fn id(&self, table: Table, index: u64) -> Uuid {
        let high = mix(self.ids ^ (((table as u64) << 56) | index));
        let low = mix(high ^ 0xa076_1d64_78bd_642f);
        uuid::Builder::from_random_bytes(((u128::from(high) << 64) | u128::from(low)).to_be_bytes()).into_uuid()
    }
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finaliser of `SplitMix64`: one to one, and far apart for numbers that are close.
const fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(GOLDEN);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A row's draws, one after the other. Whole numbers only: floats may round differently elsewhere.
pub(super) struct Draw(u64);

impl Draw {
    const fn next(&mut self) -> u64 {
        let number = mix(self.0);
        self.0 = self.0.wrapping_add(GOLDEN);
        number
    }

    /// 0 to `bound` - 1; 0 when `bound` is 0.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// `low` to `high`, both ends included; `low` when they are the wrong way round.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high.saturating_sub(low)).map_or(1, |width| width.saturating_add(1));
        low.saturating_add_unsigned(self.below(span))
    }

    /// True `per_thousand` times of 1000.
    pub(super) fn chance(&mut self, per_thousand: u64) -> bool {
        self.below(1000) < per_thousand
    }

    /// One of them, each as likely.
    pub(super) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[index(self.below(of.len() as u64))]
    }

    /// One of them, as likely as the number beside it says.
    pub(super) fn weighted<T: Copy>(&mut self, of: &[(u64, T)]) -> T {
        let mut left = self.below(of.iter().map(|(weight, _)| weight).sum());
        for (weight, one) in of {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return *one,
            }
        }
        of[0].1
    }

    /// 0 to `n` - 1, low ones far more often: Zipf's law with a flattened head, in whole numbers.
    pub(super) fn skewed(&mut self, n: u64) -> u64 {
        let head = n / 32 + 1;
        let (low, high) = (log2(head), log2(n.saturating_add(head)));
        let rank = exp2(low + self.below(high - low)).saturating_sub(head);
        rank.min(n.saturating_sub(1))
    }

    /// 16 hexadecimal digits.
    pub(super) fn token(&mut self) -> String {
        format!("{:016x}", self.next())
    }
}

/// A number under the length of something in memory.
pub(super) fn index(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

const FRACTION: u32 = 24;

/// The binary logarithm with 24 bits after the point, straight between powers of two; `n` is at least 1.
fn log2(n: u64) -> u64 {
    let whole = n.ilog2();
    (u64::from(whole) << FRACTION) + shift(n - (1 << whole), FRACTION, whole)
}

/// The inverse of [`log2`], rounded down.
fn exp2(log: u64) -> u64 {
    let whole = u32::try_from(log >> FRACTION).unwrap_or(0);
    (1 << whole) + shift(log & ((1 << FRACTION) - 1), whole, FRACTION)
}

/// `number` shifted so many bits up and so many down, without losing bits on the way.
const fn shift(number: u64, up: u32, down: u32) -> u64 {
    if up >= down { number << (up - down) } else { number >> (down - up) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_draws_the_same_alone_and_after_others() {
        let seed = Seed::new(7);
        let numbers = |index| {
            let mut draw = seed.draw(Stream::Booking, index);
            [draw.below(1000), draw.below(1000), draw.below(1000)]
        };
        let forth: Vec<_> = (0..50).map(numbers).collect();
        let back: Vec<_> = (0..50).rev().map(numbers).collect();
        assert_eq!(forth, back.into_iter().rev().collect::<Vec<_>>());
        assert_ne!(forth[0], forth[1]);
    }

    #[test]
    fn ids_are_version_4_and_differ_by_seed_table_and_row() {
        let id = |seed, table, index| Seed::new(seed).id(table, index);
        let all = [id(1, Table::Users, 0), id(2, Table::Users, 0), id(1, Table::Vendors, 0), id(1, Table::Users, 1)];
        for (n, one) in all.iter().enumerate() {
            assert_eq!(one.get_version_num(), 4);
            assert!(!all[..n].contains(one));
        }
    }

    #[test]
    fn draws_keep_their_bounds_at_the_edges() {
        let mut draw = Seed::new(1).draw(Stream::User, 0);
        for _ in 0..200 {
            assert_eq!(draw.below(1), 0);
            assert_eq!(draw.between(5, 5), 5);
            assert_eq!(draw.between(5, 4), 5);
            assert_eq!(draw.skewed(1), 0);
            assert!(draw.skewed(2) < 2);
            assert_eq!(draw.weighted(&[(0, 'a'), (1, 'b'), (0, 'c')]), 'b');
        }
    }

    #[test]
    fn a_tenth_of_the_customers_makes_a_third_and_more_of_the_draws() {
        let mut draw = Seed::new(3).draw(Stream::User, 0);
        let head = (0..20_000).filter(|_| draw.skewed(1000) < 100).count();
        assert!((6_000..11_000).contains(&head), "{head}");
    }

    #[test]
    fn the_logarithm_comes_back() {
        for n in (1..70_000).chain([u64::from(u32::MAX), 1 << 40, (1 << 40) + 12_345]) {
            let back = exp2(log2(n));
            assert!(back <= n && n - back <= 1 + (n >> FRACTION), "{n} {back}");
        }
    }
}
