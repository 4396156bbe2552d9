//! The terminal, taken and given back: in raw mode on a screen of its own, and whole again however the run ends.

use std::{
    io::{self, BufWriter, Stdout, Write as _, stdout},
    sync::atomic::{AtomicBool, Ordering},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    execute, queue,
    style::Print,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{Terminal, backend::CrosstermBackend, layout::Rect};

use super::backend::Steady;

/// Whether the terminal is ours at the moment: a panic anywhere gives it back.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether something has panicked since it was taken.
static FELL: AtomicBool = AtomicBool::new(false);

/// The longest text that is given to a clipboard: terminals drop what is longer.
const CLIPBOARD: usize = 74_000;

/// What is drawn on.
pub type Screen = Terminal<Steady<CrosstermBackend<BufWriter<Stdout>>>>;

/// The terminal while it is ours.
pub struct Guard {
    /// What is drawn on.
    pub screen: Screen,
    mouse: bool,
}

impl Guard {
    /// Takes the terminal.
    pub fn take(mouse: bool) -> io::Result<Self> {
        on_panic();
        let backend = Steady(CrosstermBackend::new(BufWriter::with_capacity(64 * 1024, stdout())));
        let mut guard = Self { screen: Terminal::new(backend)?, mouse };
        guard.enter()?;
        Ok(guard)
    }

    /// Takes the terminal again after it was given back.
    pub fn enter(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        if self.mouse {
            execute!(stdout(), EnableMouseCapture)?;
        }
        // Clears, and draws everything anew; `clear` would ask the terminal where the cursor is, beside the keyboard.
        let size = self.screen.size()?;
        self.screen.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Whether the mouse is listened to.
    pub fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on { execute!(stdout(), EnableMouseCapture) } else { execute!(stdout(), DisableMouseCapture) }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives a text to the terminal's clipboard. Whether it took it is never known.
pub fn copy(text: &str) -> io::Result<()> {
    let encoded = STANDARD.encode(text);
    if encoded.len() > CLIPBOARD {
        return Ok(());
    }
    let mut out = stdout();
    queue!(out, Print(format!("\x1b]52;c;{encoded}\x07")))?;
    out.flush()
}

/// Gives the terminal back, once.
pub fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // There is nobody left to tell that it failed.
    let _ = execute!(stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Whether something has panicked.
pub fn fell() -> bool {
    FELL.load(Ordering::SeqCst)
}

/// A panic, in whichever thread, is read on a terminal that is whole.
fn on_panic() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if TAKEN.load(Ordering::SeqCst) {
                FELL.store(true, Ordering::SeqCst);
                give_back();
            }
            before(info);
        }));
    });
}
