//! Named places at which a test can kill the process: before and after whatever must not be torn apart; and a clock
//! that a test can move.
//!
//! None of it is in a release build. Elsewhere, when the environment says `FAULT_POINT=name`, or `FAULT_POINT=name:3`
//! for the third time it is reached, the process ends there as if it had been killed, or panics where the environment
//! has `FAULT_PANICS`; with `FAULT_TRACE=FILE` each name that is reached is added to the file, once a process;
//! `FAULT_CLOCK=FILE` names a file that says by how many microseconds the clock is ahead, read whenever the time is asked
//! for. Nothing else lives here. To add a place: a name of its own, and a row for it where the tests kill
//! (`tests/all/kills`), which check that none is left out.

/// A place at which a test can kill the process: `fault!("name")`, or `fault!(of, "name")` where one line of code does
/// the same for several, each with a place of its own.
macro_rules! fault {
    ($name:literal) => {
        #[cfg(debug_assertions)]
        $crate::fault::reach($name);
    };
    ($of:expr, $name:literal) => {
        #[cfg(debug_assertions)]
        $crate::fault::reach(&format!("{}.{}", $of, $name));
        #[cfg(not(debug_assertions))]
        let _ = $of;
    };
}

/// The bytes to write: only the first, where a test kills in the middle of a request, at `of.torn`.
macro_rules! torn {
    ($of:expr, $bytes:expr) => {{
        let bytes = $bytes;
        #[cfg(debug_assertions)]
        let bytes = $crate::fault::torn($of, bytes);
        bytes
    }};
}

/// By how many microseconds a test has moved the clock.
macro_rules! moved_by_a_test {
    () => {{
        #[cfg(debug_assertions)]
        let micros = $crate::fault::ahead();
        #[cfg(not(debug_assertions))]
        let micros = 0;
        micros
    }};
}

/// Ends the process if this is the place that the environment names.
#[cfg(debug_assertions)]
pub fn reach(name: &str) {
    use std::sync::Mutex;

    static REACHED: Mutex<Option<u64>> = Mutex::new(None);

    trace(name);
    if !is_armed(name) {
        return;
    }
    let Ok(point) = std::env::var("FAULT_POINT") else { return };
    let times = point.split_once(':').map_or("1", |(_, times)| times);
    let Ok(mut reached) = REACHED.lock() else { return };
    let count = reached.unwrap_or(0) + 1;
    *reached = Some(count);
    if times.parse() != Ok(count) {
        return;
    }
    if std::env::var_os("FAULT_PANICS").is_some() {
        drop(reached);
        panic!("at {name}, as a test asked");
    }
    std::process::abort();
}

/// Only the first byte, if `of.torn` is the place that the environment names.
#[cfg(debug_assertions)]
pub fn torn<'a>(of: &str, bytes: &'a [u8]) -> &'a [u8] {
    if is_armed(&format!("{of}.torn")) { &bytes[..bytes.len().min(1)] } else { bytes }
}

#[cfg(debug_assertions)]
fn is_armed(name: &str) -> bool {
    std::env::var("FAULT_POINT").is_ok_and(|point| point.split(':').next() == Some(name))
}

#[cfg(debug_assertions)]
fn trace(name: &str) {
    use std::{collections::BTreeSet, io::Write as _, sync::Mutex};

    static TRACED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

    let Some(path) = std::env::var_os("FAULT_TRACE") else { return };
    let Ok(mut traced) = TRACED.lock() else { return };
    if traced.insert(name.to_owned())
        && let Ok(mut file) = std::fs::File::options().create(true).append(true).open(path)
    {
        // A test that misses a line says so itself.
        let _ = writeln!(file, "{name}");
    }
}

/// By how many microseconds the file that the environment names says the clock is ahead; 0 without one.
#[cfg(debug_assertions)]
pub fn ahead() -> i64 {
    use std::{path::PathBuf, sync::LazyLock};

    static FILE: LazyLock<Option<PathBuf>> = LazyLock::new(|| std::env::var_os("FAULT_CLOCK").map(PathBuf::from));

    let text = FILE.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
    text.and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}
