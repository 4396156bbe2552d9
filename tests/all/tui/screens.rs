//! Every screen in its states, at three sizes, as plain text.

use appydex_admin::{
    error::{Error, Kind},
    tui::{ThemeName, key::Key},
};

use super::desk::Desk;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

fn at_all_sizes(name: &str, show: impl Fn((u16, u16)) -> Desk) {
    for (width, height) in SIZES {
        let desk = show((width, height));
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), desk.text());
    }
}

fn on_tab(size: (u16, u16), key: char) -> Desk {
    let mut desk = Desk::loaded(size);
    desk.key(Key::Char(key));
    desk.settle();
    desk
}

#[test]
fn takedowns_full() {
    at_all_sizes("takedowns_full", Desk::loaded);
}

#[test]
fn takedowns_loading() {
    at_all_sizes("takedowns_loading", Desk::new);
}

#[test]
fn takedowns_empty() {
    at_all_sizes("takedowns_empty", |size| {
        let mut desk = Desk::new(size);
        desk.world.requests = 0;
        desk.settle();
        desk
    });
}

#[test]
fn takedowns_out_of_reach() {
    at_all_sizes("takedowns_error", |size| {
        let mut desk = Desk::new(size);
        desk.world.down = Some(Error::new(Kind::Unreachable { server: "admin.example".into() }));
        desk.settle();
        desk
    });
}

#[test]
fn takedowns_denied() {
    at_all_sizes("takedowns_denied", |size| {
        let mut desk = Desk::new(size);
        desk.world.permissions = vec!["bookings:list", "jobs:list"];
        desk.settle();
        desk.press("2");
        desk.settle();
        desk
    });
}

#[test]
fn takedowns_deciding() {
    at_all_sizes("takedowns_deciding", |size| {
        let mut desk = Desk::loaded(size);
        desk.press("a1");
        desk
    });
}

#[test]
fn takedowns_held_back() {
    at_all_sizes("takedowns_held_back", |size| {
        let mut desk = Desk::loaded(size);
        desk.press("x2\n");
        desk
    });
}

#[test]
fn takedowns_several() {
    at_all_sizes("takedowns_several", |size| {
        let mut desk = Desk::loaded(size);
        desk.press("   x2");
        desk
    });
}

#[test]
fn takedowns_triage() {
    at_all_sizes("takedowns_triage", |size| {
        let mut desk = Desk::loaded(size);
        desk.press("n");
        desk.settle();
        desk
    });
}

#[test]
fn refunds() {
    at_all_sizes("refunds_full", |size| on_tab(size, '3'));
    at_all_sizes("refunds_second_approval", |size| {
        let mut desk = on_tab(size, '3');
        desk.press("j");
        desk.settle();
        desk.press("aChecked it all again.\n");
        desk
    });
}

#[test]
fn bookings() {
    at_all_sizes("bookings_full", |size| on_tab(size, '4'));
    at_all_sizes("bookings_moves", |size| {
        let mut desk = on_tab(size, '4');
        desk.press("m");
        desk
    });
}

#[test]
fn system_audit_overview() {
    at_all_sizes("overview", |size| on_tab(size, '1'));
    at_all_sizes("jobs", |size| on_tab(size, '5'));
    at_all_sizes("system", |size| on_tab(size, '6'));
    at_all_sizes("audit", |size| {
        let mut desk = on_tab(size, '7');
        desk.press("v");
        desk.settle();
        desk
    });
}

#[test]
fn help_and_palette() {
    at_all_sizes("help", |size| {
        let mut desk = Desk::loaded(size);
        desk.press("?claim");
        desk
    });
    at_all_sizes("palette", |size| {
        let mut desk = Desk::loaded(size);
        desk.press(":");
        desk
    });
    at_all_sizes("filter_wrong", |size| {
        let mut desk = Desk::loaded(size);
        desk.press("/status:opne claimd:me\n");
        desk
    });
}

#[test]
fn every_theme() {
    for theme in ThemeName::ALL {
        let mut desk = Desk::with((80, 24), |setup| setup.theme = *theme);
        desk.settle();
        desk.press(" ");
        let buffer = desk.buffer();
        let styled: Vec<String> = (0..24).map(|y| format!("{:?}", buffer[(3, y)].style())).collect();
        insta::assert_snapshot!(format!("theme_{}", theme.as_str()), format!("{}\n{}", desk.text(), styled.join("\n")));
        if *theme == ThemeName::Ascii {
            let own = desk.text().replace(|c: char| c.is_ascii() || ('\u{900}'..='\u{dff}').contains(&c), "");
            assert_eq!(own, "", "beside the letters of people everything is ASCII");
        }
        if matches!(theme, ThemeName::Plain | ThemeName::Ascii) {
            let coloured = buffer.content().iter().any(|cell| format!("{:?}{:?}", cell.fg, cell.bg) != "ResetReset");
            assert!(!coloured, "{theme:?} has no colours");
        }
    }
}

#[test]
fn a_screen_that_is_too_small_says_so_and_comes_back() {
    let mut desk = Desk::loaded((80, 24));
    let before = desk.text();
    desk.send(appydex_admin::tui::message::Message::Resize(40, 10));
    insta::assert_snapshot!("too_small", desk.text());
    desk.press("axjjj");
    desk.send(appydex_admin::tui::message::Message::Resize(80, 24));
    assert_eq!(desk.text(), before, "keys that nobody sees the effect of have none");
    for size in [(1, 1), (0, 0), (80, 1), (5, 60), (79, 24), (300, 100)] {
        desk.send(appydex_admin::tui::message::Message::Resize(size.0, size.1));
        desk.buffer();
    }
}
