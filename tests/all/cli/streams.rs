//! Pipes, colours, signals.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    process::Stdio,
};

use super::{Machine, finish};

#[test]
fn a_broken_pipe_ends_quietly() {
    let machine = Machine::with_marketplace();
    let mut command = machine.command(&["audit", "list", "--watch", "1", "-o", "ndjson"]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with('{'), "{line}");
    // Looking again prints only what has changed, and then nobody reads.
    machine.line("admins create b@b.example --name B --role support_agent --yes").ok();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(err, "");
}

#[test]
fn colours_are_for_those_who_want_them() {
    let machine = Machine::with_marketplace();
    let coloured = |vars: &[(&str, &str)]| {
        let mut command = machine.command(&["takedowns", "list"]);
        command.envs(vars.iter().copied());
        finish(command, "").ok().out.contains("\x1b[1m")
    };
    assert!(!coloured(&[]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn a_server_ends_on_sigterm_and_a_second_one_is_refused() {
    let machine = Machine::with_marketplace();
    let mut server = machine.serve();
    let second = machine.line("serve --listen 127.0.0.1:0");
    assert!(second.code == 1 && second.err.contains("Another server"), "{}", second.err);
    machine.line("takedowns list").ok();
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn ctrl_c_while_watching_is_130() {
    let machine = Machine::with_marketplace();
    let mut command = machine.command(&["takedowns", "list", "--watch"]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
}
