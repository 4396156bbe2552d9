//! A key goes to what lies over the screen, or does what the table says.

use super::{actions, overlays};
use crate::tui::{
    effect::Effect,
    key::Key,
    keymap::{self, Action, Possible, possible},
    layout::fits,
    model::{Model, overlay::Overlay},
    theme::Role,
    widgets::editor::Editor,
};

/// Takes a key.
pub fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    // These hold whatever lies over the screen, and on a screen that is too small.
    match key {
        Key::Ctrl('c') => return actions::act(model, Action::Abort),
        Key::Ctrl('z') => return actions::act(model, Action::Suspend),
        Key::Char('q') if !fits(model.size) && model.overlay.is_none() => return actions::act(model, Action::Quit),
        _ if !fits(model.size) => return Vec::new(),
        _ => {}
    }
    if let Some(overlay) = model.overlay.take() {
        return overlays::press(model, overlay, key);
    }
    match keymap::bound(model, key) {
        Some(binding) => attempt(model, binding),
        None => Vec::new(),
    }
}

/// Does what a binding says if it can be done, and otherwise says why not.
pub fn attempt(model: &mut Model, binding: &keymap::Binding) -> Vec<Effect> {
    match possible(model, binding) {
        Possible::Yes if binding.changes && !model.unlocked => {
            model.overlay = Some(Overlay::Unlock(Editor::default(), binding.action));
            Vec::new()
        }
        Possible::Yes => actions::act(model, binding.action),
        Possible::No(why) => {
            model.say(Role::Warn, why);
            Vec::new()
        }
        Possible::Denied(why) => {
            model.say(Role::Warn, format!("You may not: {}: {why}.", binding.help.to_lowercase()));
            Vec::new()
        }
    }
}

/// Takes pasted text, where text is typed.
pub fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(editor) = model.overlay.as_mut().and_then(overlays::editor) {
        editor.insert(text);
    }
    if let Some(Overlay::Decision(panel)) = &model.overlay {
        let panel = panel.clone();
        super::takedowns::preview(model, *panel);
    }
    Vec::new()
}
