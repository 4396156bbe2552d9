//! The screens in a terminal of their own, which script(1) makes: it is whole again however a run ends.

use std::{
    io::{Read as _, Write as _},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use super::Machine;

/// Runs the screens, and says what the terminal was set to before and after them.
const SHELL: &str = r#"stty rows 24 cols 80
stty -g >before
sh -c 'echo $$ >pid; exec "$PROGRAM" tui'
echo $? >code
stty -g >after"#;
const PATIENCE: Duration = Duration::from_mins(1);

/// A run of the screens.
struct Run<'a> {
    machine: &'a Machine,
    child: Child,
    keyboard: ChildStdin,
    /// All that was written to the terminal.
    screen: Arc<Mutex<Vec<u8>>>,
}

impl<'a> Run<'a> {
    fn start(machine: &'a Machine, vars: &[(&str, &str)]) -> Self {
        let program = machine.command(&[]);
        let mut script = Command::new("script");
        script.args(["--quiet", "--flush", "--command", SHELL, "/dev/null"]).env_clear();
        script.envs(program.get_envs().filter_map(|(name, value)| value.map(|value| (name, value))));
        script.envs(vars.iter().copied()).env("PROGRAM", program.get_program()).env("TERM", "xterm-256color");
        script.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("SHELL", "/bin/sh");
        for old in ["pid", "code", "before", "after"] {
            drop(std::fs::remove_file(machine.path(old)));
        }
        script.current_dir(machine.path("")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = script.spawn().expect("script(1) is there (Debian: bsdutils)");
        let screen = Arc::new(Mutex::new(Vec::new()));
        let (mut written, seen) = (child.stdout.take().unwrap(), Arc::clone(&screen));
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(count @ 1..) = written.read(&mut piece) {
                seen.lock().unwrap().extend_from_slice(&piece[..count]);
            }
        });
        Self { machine, keyboard: child.stdin.take().unwrap(), child, screen }
    }

    fn seen(&self) -> String {
        String::from_utf8_lossy(&self.screen.lock().unwrap()).into_owned()
    }

    /// Waits until this was written.
    fn shows(self, text: &str) -> Self {
        let begun = Instant::now();
        while !self.seen().contains(text) {
            assert!(begun.elapsed() < PATIENCE, "no {text:?} in {:?}", self.seen());
            std::thread::sleep(Duration::from_millis(20));
        }
        self
    }

    fn press(mut self, keys: &str) -> Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
        self
    }

    fn signal(self, signal: Signal) -> Self {
        let pid = self.read("pid").parse().ok().and_then(Pid::from_raw).expect("the shell wrote it");
        kill_process(pid, signal).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.machine.path(name)).unwrap_or_default().trim().to_owned()
    }

    /// Waits for the end; the exit code, and what was written after the terminal was given back.
    fn end(mut self) -> (String, String) {
        let begun = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(begun.elapsed() < PATIENCE, "it goes on: {:?}", self.seen());
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(self.read("before"), self.read("after"), "what stty says of the terminal");
        let seen = self.seen();
        let (_, after) = seen.rsplit_once("\x1b[?1049l").expect("it has left its screen");
        assert!(!after.contains("\x1b[?1049h") && after.contains("\x1b[?25h"), "{after:?}");
        for (on, off) in [("\x1b[?2004h", "\x1b[?2004l"), ("\x1b[?1000h", "\x1b[?1000l")] {
            assert!(seen.rfind(on) < seen.rfind(off), "{off:?} is the last");
        }
        (self.read("code"), after.to_owned())
    }
}

impl Drop for Run<'_> {
    /// Where a test fails half way nothing stays behind.
    fn drop(&mut self) {
        if let Some(pid) = self.read("pid").parse().ok().and_then(Pid::from_raw)
            && self.read("code").is_empty()
        {
            // It may have ended meanwhile.
            let _ = kill_process(pid, Signal::KILL);
        }
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn a_terminal_is_whole_after_its_screens() {
    let machine = Machine::with_marketplace();
    let queue = "TR-";
    let (code, _) = Run::start(&machine, &[]).shows(queue).press("q").end();
    assert_eq!(code, "0");

    let (code, _) = Run::start(&machine, &[]).shows(queue).press("\x03").end();
    assert_eq!(code, "0", "Ctrl-C is a key");

    let (code, _) = Run::start(&machine, &[]).shows(queue).signal(Signal::TERM).end();
    assert_eq!(code, "130");

    let panics = [("FAULT_POINT", "tui.frame:3"), ("FAULT_PANICS", "1")];
    let (code, after) = Run::start(&machine, &panics).end();
    assert_eq!(code, "101");
    assert!(after.contains("panicked at"), "it is read on the screen that was there before: {after:?}");
}
