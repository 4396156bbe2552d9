//! The executable: parse, run, exit code.
fn main() {}
