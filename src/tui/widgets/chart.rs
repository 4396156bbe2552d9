//! Charts of a few numbers.

use ratatui::layout::Rect;

use super::{pen::Pen, text::piece};
use crate::tui::theme::{Glyphs, Role};

/// Draws columns from the bottom of `area`, one a value, the largest as high as the area; values under 0 are 0.
pub fn columns(pen: &mut Pen<'_>, area: Rect, values: &[i64], role: Role) {
    let bars = pen.glyphs().bars;
    let steps = i64::try_from(bars.len() - 1).unwrap_or(1);
    let height = i64::from(area.height);
    let shown = squeezed(values, usize::from(area.width));
    let most = shown.iter().copied().max().unwrap_or(0).max(1);
    for (row, y) in (area.y..area.bottom()).rev().enumerate() {
        let floor = i64::try_from(row).unwrap_or(0) * steps;
        let text: String = shown
            .iter()
            .map(|value| {
                let eighths = i128::from((*value).max(0)) * i128::from(height * steps) / i128::from(most);
                let part = i64::try_from(eighths).unwrap_or(0).saturating_sub(floor).clamp(0, steps);
                bars[usize::try_from(part).unwrap_or(0)]
            })
            .collect();
        pen.line(Rect { y, height: 1, ..area }, &[piece(role, text)]);
    }
}

/// At most `most` values: neighbours are added together where there are more.
fn squeezed(values: &[i64], most: usize) -> Vec<i64> {
    if most == 0 {
        return Vec::new();
    }
    let each = values.len().div_ceil(most).max(1);
    values.chunks(each).map(|part| part.iter().fold(0_i64, |sum, value| sum.saturating_add(*value))).collect()
}

/// A bar of `width` columns, of which `part` of `whole` are full.
pub fn bar(pen: &Pen<'_>, part: i64, whole: i64, width: usize) -> String {
    filled(pen.glyphs(), part, whole, width)
}

/// As [`bar`], of these characters.
pub fn filled(glyphs: &Glyphs, part: i64, whole: i64, width: usize) -> String {
    let full = if whole <= 0 {
        0
    } else {
        usize::try_from(i128::from(part.clamp(0, whole)) * width as i128 / i128::from(whole)).unwrap_or(0)
    };
    let bars = glyphs.bars;
    bars[bars.len() - 1].repeat(full) + &bars[1].repeat(width - full)
}
