//! How things look: a style for each role, in each theme. Nothing is said by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// A theme that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeName {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Black, white and the strongest colours.
    HighContrast,
    /// No colours, only bold, underlined and reversed.
    Plain,
    /// As `Plain`, drawn with ASCII characters alone.
    Ascii,
}

impl ThemeName {
    /// All of them, in the order in which they are gone through.
    pub const ALL: &'static [Self] = &[Self::Dark, Self::Light, Self::HighContrast, Self::Plain, Self::Ascii];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Plain => "plain",
            Self::Ascii => "ascii",
        }
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|one| *one == self).unwrap_or_default();
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Plain,
    /// What matters less.
    Dim,
    /// What matters more.
    Strong,
    /// Above other text.
    Heading,
    /// What can be acted on, and borders of what has the focus.
    Accent,
    /// Well.
    Good,
    /// To be minded.
    Warn,
    /// Wrong.
    Bad,
    /// The row at hand.
    Selected,
    /// The row at hand where the focus is elsewhere.
    Faint,
    /// A key's name.
    Key,
    /// The bars at the top and the bottom.
    Bar,
}

/// The characters that the program itself draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what its name says")]
pub struct Glyphs {
    pub horizontal: &'static str,
    pub vertical: &'static str,
    pub corners: [&'static str; 4],
    pub mark: &'static str,
    pub cursor: &'static str,
    pub star: &'static str,
    pub ellipsis: &'static str,
    pub quote: &'static str,
    pub spinner: &'static [&'static str],
    pub bars: &'static [&'static str],
    pub arrow: &'static str,
    pub dot: &'static str,
}

const UNICODE: Glyphs = Glyphs {
    horizontal: "─",
    vertical: "│",
    corners: ["┌", "┐", "└", "┘"],
    mark: "●",
    cursor: "▸",
    star: "★",
    ellipsis: "…",
    quote: "│",
    spinner: &["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
    bars: &[" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    arrow: "→",
    dot: "·",
};

const ASCII: Glyphs = Glyphs {
    horizontal: "-",
    vertical: "|",
    corners: ["+", "+", "+", "+"],
    mark: "*",
    cursor: ">",
    star: "*",
    ellipsis: "~",
    quote: "|",
    spinner: &["|", "/", "-", "\\"],
    bars: &[" ", ".", ".", ":", ":", "+", "+", "#", "#"],
    arrow: "->",
    dot: "-",
};

/// A theme: styles and glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme(pub ThemeName);

impl Theme {
    /// The characters to draw with.
    pub const fn glyphs(self) -> &'static Glyphs {
        match self.0 {
            ThemeName::Ascii => &ASCII,
            _ => &UNICODE,
        }
    }

    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        match self.0 {
            ThemeName::Dark => coloured(role, &DARK),
            ThemeName::Light => coloured(role, &LIGHT),
            ThemeName::HighContrast => coloured(role, &CONTRAST),
            ThemeName::Plain | ThemeName::Ascii => plain(role),
        }
    }
}

struct Palette {
    dim: Color,
    heading: Color,
    accent: Color,
    good: Color,
    warn: Color,
    bad: Color,
    /// Text and ground of the row at hand.
    selected: (Color, Color),
    faint: Color,
    bar: (Color, Color),
}

const DARK: Palette = Palette {
    dim: Color::DarkGray,
    heading: Color::Cyan,
    accent: Color::LightBlue,
    good: Color::LightGreen,
    warn: Color::Yellow,
    bad: Color::LightRed,
    selected: (Color::Black, Color::LightBlue),
    faint: Color::DarkGray,
    bar: (Color::White, Color::Indexed(236)),
};

const LIGHT: Palette = Palette {
    dim: Color::Indexed(242),
    heading: Color::Indexed(24),
    accent: Color::Blue,
    good: Color::Indexed(28),
    warn: Color::Indexed(130),
    bad: Color::Indexed(124),
    selected: (Color::White, Color::Blue),
    faint: Color::Indexed(252),
    bar: (Color::Black, Color::Indexed(253)),
};

const CONTRAST: Palette = Palette {
    dim: Color::White,
    heading: Color::Yellow,
    accent: Color::LightCyan,
    good: Color::LightGreen,
    warn: Color::Yellow,
    bad: Color::LightRed,
    selected: (Color::Black, Color::Yellow),
    faint: Color::DarkGray,
    bar: (Color::Black, Color::White),
};

fn coloured(role: Role, palette: &Palette) -> Style {
    let style = Style::new();
    match role {
        Role::Plain => style,
        Role::Dim => style.fg(palette.dim),
        Role::Strong => style.add_modifier(Modifier::BOLD),
        Role::Heading => style.fg(palette.heading).add_modifier(Modifier::BOLD),
        Role::Accent | Role::Key => style.fg(palette.accent).add_modifier(Modifier::BOLD),
        Role::Good => style.fg(palette.good),
        Role::Warn => style.fg(palette.warn),
        Role::Bad => style.fg(palette.bad).add_modifier(Modifier::BOLD),
        Role::Selected => style.fg(palette.selected.0).bg(palette.selected.1),
        Role::Faint => style.bg(palette.faint),
        Role::Bar => style.fg(palette.bar.0).bg(palette.bar.1),
    }
}

fn plain(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Plain | Role::Dim | Role::Good => style,
        Role::Strong | Role::Heading | Role::Accent | Role::Key | Role::Warn => style.add_modifier(Modifier::BOLD),
        Role::Bad => style.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        Role::Selected | Role::Bar => style.add_modifier(Modifier::REVERSED),
        Role::Faint => style.add_modifier(Modifier::UNDERLINED),
    }
}
