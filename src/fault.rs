//! Named places at which a test can kill the process: before and after whatever must not be torn apart.
//!
//! `fault!("name")` is nothing in a release build. Elsewhere, when the environment says `FAULT_POINT=name`, or
//! `FAULT_POINT=name:3` for the third time it is reached, the process ends there as if it had been killed; with
//! `FAULT_TRACE=FILE` each name that is reached is added to the file. Nothing else lives here. To add a place: a name
//! of its own.

/// A place at which a test can kill the process.
macro_rules! fault {
    ($name:literal) => {
        #[cfg(debug_assertions)]
        $crate::fault::reach($name);
    };
}

/// Ends the process if this is the place that the environment names.
#[cfg(debug_assertions)]
pub fn reach(name: &str) {
    use std::{io::Write as _, sync::Mutex};

    static REACHED: Mutex<Option<u64>> = Mutex::new(None);

    if let Some(path) = std::env::var_os("FAULT_TRACE")
        && let Ok(mut file) = std::fs::File::options().create(true).append(true).open(path)
    {
        // A test that misses a line says so itself.
        let _ = writeln!(file, "{name}");
    }
    let Ok(point) = std::env::var("FAULT_POINT") else { return };
    let (point, times) = point.split_once(':').unwrap_or((&point, "1"));
    if point != name {
        return;
    }
    let Ok(mut reached) = REACHED.lock() else { return };
    let count = reached.unwrap_or(0) + 1;
    *reached = Some(count);
    if times.parse() == Ok(count) {
        std::process::abort();
    }
}
