//! The run: messages from the keyboard, the clock, the signals and the operations, one after the other; then a frame.

use std::{
    io,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};
use futures_util::StreamExt as _;
use ratatui::buffer::Buffer;
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    task::JoinSet,
    time::{MissedTickBehavior, interval, sleep, timeout},
};

use super::{
    backend::sweep,
    effect::{Effect, perform},
    key::Key,
    message::{Message, Mouse},
    model::{Model, setup::Setup},
    terminal::{Guard, copy, fell, give_back},
    update, view,
};
use crate::{
    domain::time::{SECOND, Timestamp},
    error::{Error, Result},
    operations::{
        Operations,
        events::{ChangeEvent, FollowEvents, RESYNC, Topic},
    },
};

/// How often time is told.
const TICK: Duration = Duration::from_millis(100);
/// How long after the stream of changes has ended it is asked for again.
const AGAIN: Duration = Duration::from_secs(5);
/// How long is waited at the end for what was sent.
const PATIENCE: Duration = Duration::from_secs(3);
/// The most messages between two frames.
const BATCH: usize = 200;

/// What the screens need of the world.
pub struct Outside {
    /// What everything is asked of.
    pub operations: Arc<dyn Operations>,
    /// Tells the moment.
    pub clock: Box<dyn Fn() -> Timestamp + Send>,
    /// What is said beside answers.
    pub said: UnboundedReceiver<String>,
}

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Decisions that were not sent, by the numbers of their requests.
    pub unsent: Vec<String>,
    /// The signal that ended it.
    pub signal: Option<&'static str>,
}

/// Shows the screens until the operator leaves, or a signal ends them.
///
/// # Errors
/// When the terminal can't be taken or drawn on.
pub async fn run(setup: Setup, outside: Outside) -> Result<Ended> {
    let guard = Guard::take(true).map_err(broken)?;
    let size = guard.screen.size().map_err(broken)?;
    let model = Model::new(setup, (size.width, size.height));
    let (sender, receiver) = unbounded_channel();
    let keyboard = sender.clone();
    std::thread::spawn(move || listen(&keyboard));
    let mut signals = Signals::new()?;
    let mut run = Run {
        model,
        guard,
        sender,
        receiver,
        outside,
        tasks: JoinSet::new(),
        drawn: 0,
        stale: true,
        shown: Buffer::default(),
    };
    let begun = update::begin(&mut run.model);
    let following = tokio::spawn(hear(run.outside.operations.clone(), run.sender.clone()));
    let signal = run.work(begun, &mut signals).await.map_err(broken)?;
    following.abort();
    drop(run.guard);
    // What was sent is waited for, so that it is known; what was let go is let go.
    while let Ok(Some(_)) = timeout(PATIENCE, run.tasks.join_next()).await {}
    let unsent = run.model.outbox.pending.iter().map(|pending| pending.label.clone()).collect();
    Ok(Ended { unsent, signal })
}

#[expect(clippy::needless_pass_by_value, reason = "errors are mapped by it")]
fn broken(error: io::Error) -> Error {
    Error::environment(format!("The terminal can't be used: {error}."))
}

/// Reads the keyboard for as long as the process lives.
fn listen(sender: &UnboundedSender<Message>) {
    while let Ok(event) = event::read() {
        let Some(message) = message(event) else { continue };
        if sender.send(message).is_err() {
            return;
        }
    }
}

/// Tells of changes as they are made, by whoever; where that can't be had, the screens look for themselves.
async fn hear(operations: Arc<dyn Operations>, sender: UnboundedSender<Message>) {
    loop {
        if let Ok(mut events) = operations.events(FollowEvents::default()).await {
            let _ = sender.send(Message::Live(true));
            // What came before the stream began may have been missed.
            let _ = sender.send(Message::Changed(None));
            while let Some(item) = events.stream.next().await {
                let message = match item {
                    Ok(event) => Message::Changed(topic(&event.change)),
                    // It goes on by itself, and nothing is missed.
                    Err(error) if error.retryable() => continue,
                    Err(_) => break,
                };
                if sender.send(message).is_err() {
                    return;
                }
            }
            let _ = sender.send(Message::Live(false));
        }
        sleep(AGAIN).await;
    }
}

/// What a change is about.
fn topic(change: &ChangeEvent) -> Option<Topic> {
    let noun = change.kind.split('.').next().unwrap_or_default();
    if change.kind == RESYNC { None } else { noun.parse().ok() }
}

/// What an event of the terminal means.
fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(key).map(Message::Key),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(width, height) => Some(Message::Resize(width, height)),
        Event::Mouse(mouse) => Some(Message::Mouse(match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Mouse::Click(mouse.column, mouse.row),
            MouseEventKind::ScrollUp => Mouse::Up(mouse.column, mouse.row),
            MouseEventKind::ScrollDown => Mouse::Down(mouse.column, mouse.row),
            _ => return None,
        })),
        _ => None,
    }
}

fn pressed(key: KeyEvent) -> Option<Key> {
    let (control, alt) = (key.modifiers.contains(KeyModifiers::CONTROL), key.modifiers.contains(KeyModifiers::ALT));
    Some(match key.code {
        KeyCode::Char(c) if control => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) if alt => Key::Alt(c),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter if alt || control => Key::Ctrl('j'),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    })
}

/// The signals that end a run, and the one after which it goes on.
struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    hangup: tokio::signal::unix::Signal,
    #[cfg(unix)]
    resumed: tokio::signal::unix::Signal,
}

impl Signals {
    #[cfg(unix)]
    fn new() -> Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let resumed = SignalKind::from_raw(rustix::process::Signal::CONT.as_raw());
        let all = (signal(SignalKind::terminate()), signal(SignalKind::hangup()), signal(resumed));
        match all {
            (Ok(terminate), Ok(hangup), Ok(resumed)) => Ok(Self { terminate, hangup, resumed }),
            _ => Err(Error::environment("Signals can't be listened to.")),
        }
    }

    #[cfg(not(unix))]
    fn new() -> Result<Self> {
        Ok(Self {})
    }

    /// The next signal: its name where it ends the run, nothing where the run goes on.
    #[cfg(unix)]
    async fn next(&mut self) -> Option<&'static str> {
        tokio::select! {
            _ = self.terminate.recv() => Some("SIGTERM"),
            _ = self.hangup.recv() => Some("SIGHUP"),
            _ = self.resumed.recv() => None,
        }
    }

    #[cfg(not(unix))]
    async fn next(&mut self) -> Option<&'static str> {
        std::future::pending().await
    }
}

struct Run {
    model: Model,
    guard: Guard,
    sender: UnboundedSender<Message>,
    receiver: UnboundedReceiver<Message>,
    outside: Outside,
    tasks: JoinSet<()>,
    /// The second that was drawn last.
    drawn: i64,
    /// Whether anything but time has passed since.
    stale: bool,
    /// What was drawn last.
    shown: Buffer,
}

impl Run {
    /// Works until the end; the signal that came, if one did.
    async fn work(&mut self, begun: Vec<Effect>, signals: &mut Signals) -> io::Result<Option<&'static str>> {
        let mut ticks = interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        self.follow(begun, signals).await?;
        loop {
            fault!("tui.frame");
            self.draw()?;
            let message = tokio::select! {
                biased;
                signal = signals.next() => {
                    if signal.is_some() {
                        return Ok(signal);
                    }
                    // Stopped from outside: what the shell has made of the terminal meanwhile is not known.
                    give_back();
                    self.enter()?;
                    continue;
                }
                Some(message) = self.receiver.recv() => message,
                Some(text) = self.outside.said.recv() => Message::Said(text),
                _ = ticks.tick() => Message::Time((self.outside.clock)()),
            };
            self.take(message, signals).await?;
            // What has come meanwhile is taken before the next frame: a held key never waits for frames.
            for _ in 0..BATCH {
                let Ok(message) = self.receiver.try_recv() else { break };
                self.take(message, signals).await?;
            }
            while self.tasks.try_join_next().is_some() {}
            if fell() {
                return Err(io::Error::other("a part of the program has fallen"));
            }
            if self.model.over {
                return Ok(None);
            }
        }
    }

    async fn take(&mut self, message: Message, signals: &mut Signals) -> io::Result<()> {
        self.model.now = self.model.now.max((self.outside.clock)());
        self.stale |= !matches!(message, Message::Time(_));
        let effects = update::update(&mut self.model, message);
        self.follow(effects, signals).await
    }

    async fn follow(&mut self, effects: Vec<Effect>, signals: &mut Signals) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, of, call) => {
                    let (operations, sender) = (self.outside.operations.clone(), self.sender.clone());
                    self.tasks.spawn(async move {
                        let result = perform(&*operations, call).await;
                        // Nobody listens any more when the run is over.
                        let _ = sender.send(Message::Answer(ticket, of, Box::new(result)));
                    });
                }
                Effect::Copy(text) => copy(&text)?,
                Effect::Open(address) => self.open(address),
                Effect::Mouse(on) => self.guard.mouse(on)?,
                Effect::Suspend => self.suspend(signals).await?,
                Effect::Quit => self.model.over = true,
            }
        }
        Ok(())
    }

    /// Draws a frame, unless nothing can have changed since the last.
    fn draw(&mut self) -> io::Result<()> {
        let size = self.guard.screen.size()?;
        if (size.width, size.height) != self.model.size {
            update::update(&mut self.model, Message::Resize(size.width, size.height));
            self.stale = true;
        }
        let model = &self.model;
        let second = model.now.0 / SECOND;
        if !self.stale && second == self.drawn && (model.still || !model.busy()) {
            return Ok(());
        }
        (self.drawn, self.stale) = (second, false);
        let shown = &mut self.shown;
        self.guard.screen.draw(|frame| {
            let cursor = view::draw(model, frame.buffer_mut());
            let plain = frame.buffer_mut().clone();
            sweep(shown, frame.buffer_mut());
            *shown = plain;
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }

    /// Gives an address to the browser, without a shell in between.
    fn open(&mut self, address: String) {
        let sender = self.sender.clone();
        self.tasks.spawn_blocking(move || {
            let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
            let mut command = Command::new(program);
            let started =
                command.arg(&address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
            let result = match started {
                Ok(status) if status.success() => Ok(()),
                Ok(_) => Err(format!("{program} found no browser; y copies the address.")),
                Err(_) => Err(format!("There is no {program} here; y copies the address.")),
            };
            let _ = sender.send(Message::Opened(result));
        });
    }

    /// Gives the terminal back and stops, until the shell lets the process go on.
    async fn suspend(&mut self, signals: &mut Signals) -> io::Result<()> {
        give_back();
        #[cfg(unix)]
        {
            let stop = rustix::process::Signal::TSTP;
            rustix::process::kill_current_process_group(stop)?;
            // The stop comes a moment after the call; where nothing stops us, it goes on by itself.
            tokio::select! {
                _ = signals.resumed.recv() => {}
                () = sleep(Duration::from_millis(500)) => {}
            }
        }
        #[cfg(not(unix))]
        let _ = (signals, sleep(Duration::ZERO).await);
        self.enter()
    }

    /// Takes the terminal again: everything is drawn anew.
    fn enter(&mut self) -> io::Result<()> {
        (self.shown, self.stale) = (Buffer::default(), true);
        self.guard.enter()
    }
}
