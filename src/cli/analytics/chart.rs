//! Charts made of text: columns, lines, and bars beside names.

use unicode_width::UnicodeWidthStr as _;

/// Eighths of a cell, from below.
const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// How many lines a chart has.
const HEIGHT: usize = 8;
/// The widest column.
const WIDEST: usize = 6;

/// What stands around a chart.
pub struct Frame<'a> {
    /// Beside the top and the bottom line: the largest value and the least.
    pub scale: [String; 2],
    /// Below the first and the last column.
    pub ends: [&'a str; 2],
    /// How many columns of the terminal there are in all.
    pub width: usize,
}

impl Frame<'_> {
    fn margin(&self) -> usize {
        self.scale.iter().map(|label| label.width()).max().unwrap_or_default()
    }

    fn room(&self) -> usize {
        self.width.saturating_sub(self.margin() + 2).max(10)
    }

    /// The lines with the scale to their left and the ends below.
    fn around(&self, lines: &[String]) -> String {
        let margin = self.margin();
        let mut text = String::new();
        for (i, line) in lines.iter().enumerate() {
            let label = match i {
                0 => &self.scale[0],
                _ if i + 1 == lines.len() => &self.scale[1],
                _ => "",
            };
            let gap = " ".repeat(margin - label.width());
            text += format!("{gap}{label} │{line}").trim_end();
            text.push('\n');
        }
        let drawn = lines.iter().map(|line| line.width()).max().unwrap_or_default();
        let [first, last] = self.ends;
        let gap = drawn.saturating_sub(first.len() + last.len()).max(1);
        let below = if drawn > first.len() + last.len() {
            format!("{first}{}{last}", " ".repeat(gap))
        } else {
            first.to_owned()
        };
        text + &format!("{} └{}\n{}  {below}\n", " ".repeat(margin), "─".repeat(drawn), " ".repeat(margin))
    }
}

/// How many neighbours share a column where there are more values than columns.
pub fn shared(values: usize, width: usize) -> usize {
    values.div_ceil(width.max(1)).max(1)
}

/// Values as columns from zero up, neighbours added up where there is no room for each.
pub fn columns(values: &[i64], frame: &Frame<'_>) -> String {
    let room = frame.room();
    let values: Vec<i64> = values.chunks(shared(values.len(), room)).map(|part| part.iter().sum()).collect();
    let each = (room / values.len().max(1)).clamp(1, WIDEST);
    let (bar, gap) = if each > 2 { (each - 1, 1) } else { (each, 0) };
    let most = values.iter().copied().max().unwrap_or_default().max(1);
    let eighths: Vec<i64> = values.iter().map(|value| scaled(*value, most, HEIGHT * 8)).collect();
    let lines: Vec<String> = (0..HEIGHT)
        .rev()
        .map(|line| {
            let below = i64::try_from(line * 8).unwrap_or_default();
            let cell = |height: &i64| EIGHTHS[usize::try_from((height - below).clamp(0, 8)).unwrap_or_default()];
            eighths.iter().map(|height| cell(height).to_string().repeat(bar) + &" ".repeat(gap)).collect()
        })
        .collect();
    frame.around(&lines)
}

/// What the tallest column of [`columns`] stands for.
pub fn tallest(values: &[i64], scale: &str, width: usize) -> i64 {
    let room = width.saturating_sub(scale.width() + 2).max(10);
    values.chunks(shared(values.len(), room)).map(|part| part.iter().sum()).max().unwrap_or_default()
}

/// `value` of `most` in `parts` parts; what is more than nothing is seen.
fn scaled(value: i64, most: i64, parts: usize) -> i64 {
    let exact = i128::from(value.max(0)) * parts as i128 / i128::from(most.max(1));
    i64::try_from(exact).unwrap_or_default().max(i64::from(value > 0))
}

/// Values as a line between the least, or zero, and the largest.
pub fn line(values: &[i64], frame: &Frame<'_>) -> String {
    let columns = frame.room().min(values.len().max(2) * WIDEST / 2);
    let mut dots = Dots::new(columns, HEIGHT);
    let (least, most) = extremes(values);
    let (right, top) = (columns * 2 - 1, HEIGHT * 4 - 1);
    let height = |value: i64| {
        let above = i128::from(value) - i128::from(least);
        let span = (i128::from(most) - i128::from(least)).max(1);
        usize::try_from(above * top as i128 / span).unwrap_or_default()
    };
    let last = values.len().saturating_sub(1).max(1);
    let mut before = None;
    for x in 0..=right {
        // The value at this place, between its two neighbours.
        let (place, rest) = (x * last / right, i128::try_from(x * last % right).unwrap_or_default());
        let (Some(a), b) = (values.get(place), values.get(place + 1)) else { continue };
        let rise = i128::from(*b.unwrap_or(a)) - i128::from(*a);
        let value = i128::from(*a) + rise * rest / i128::try_from(right).unwrap_or(1);
        let y = height(i64::try_from(value).unwrap_or(*a));
        let from = before.unwrap_or(y);
        (from.min(y)..=from.max(y)).for_each(|y| dots.set(x, y));
        before = Some(y);
    }
    frame.around(&dots.lines())
}

/// The least, or zero, and the largest.
pub fn extremes(values: &[i64]) -> (i64, i64) {
    let least = values.iter().copied().min().unwrap_or_default().min(0);
    (least, values.iter().copied().max().unwrap_or_default().max(least + 1))
}

/// Cells of two by four dots.
struct Dots {
    columns: usize,
    cells: Vec<u8>,
}

/// Which bit is the dot at x and, from above, y.
const BITS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

impl Dots {
    fn new(columns: usize, lines: usize) -> Self {
        Self { columns, cells: vec![0; columns * lines] }
    }

    /// Sets the dot at x from the left and y from below.
    fn set(&mut self, x: usize, y: usize) {
        let lines = self.cells.len() / self.columns;
        let from_above = (lines * 4).saturating_sub(y + 1);
        if let Some(cell) = self.cells.get_mut(from_above / 4 * self.columns + x / 2) {
            *cell |= BITS[x % 2][from_above % 4];
        }
    }

    fn lines(&self) -> Vec<String> {
        let dot = |cell: &u8| match cell {
            0 => ' ',
            bits => char::from_u32(0x2800 + u32::from(*bits)).unwrap_or(' '),
        };
        self.cells.chunks(self.columns).map(|line| line.iter().map(dot).collect()).collect()
    }
}

/// Names with bars beside them, and behind each what it stands for.
pub fn bars(rows: &[(String, i64, String)], width: usize) -> String {
    let names = rows.iter().map(|(name, ..)| name.width()).max().unwrap_or_default();
    let labels = rows.iter().map(|(.., label)| label.width()).max().unwrap_or_default();
    let room = width.saturating_sub(names + labels + 4).clamp(8, 40);
    let most = rows.iter().map(|(_, value, _)| *value).max().unwrap_or_default();
    let mut text = String::new();
    for (name, value, label) in rows {
        let gap = " ".repeat(names - name.width());
        let eighths = usize::try_from(scaled(*value, most, room * 8)).unwrap_or_default();
        let part = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];
        let mut bar = "█".repeat(eighths / 8);
        bar.extend((eighths % 8).checked_sub(1).and_then(|rest| part.get(rest)));
        text += format!("{name}{gap}  {bar} {label}").trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(width: usize) -> Frame<'static> {
        Frame { scale: ["9".into(), "0".into()], ends: ["a", "z"], width }
    }

    #[test]
    fn columns_rise_with_their_values() {
        let text = columns(&[0, 1, 4, 8], &frame(15));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "9 │         ██");
        assert_eq!(lines[7], "0 │   ██ ██ ██");
        assert_eq!(lines[4], "  │      ██ ██");
        assert_eq!((lines[8], lines[9]), ("  └────────────", "   a          z"));
    }

    #[test]
    fn neighbours_share_a_column_where_there_are_many() {
        let text = columns(&[1; 365], &frame(80));
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
        assert_eq!(shared(365, 76), 5);
        assert_eq!(tallest(&[1; 365], "9", 80), 5);
        assert!(columns(&[], &frame(20)).lines().count() == 10);
    }

    #[test]
    fn what_is_more_than_nothing_is_seen() {
        assert_eq!((scaled(1, 1_000_000, 64), scaled(0, 9, 64), scaled(9, 9, 64)), (1, 0, 64));
        assert_eq!(scaled(i64::MAX, i64::MAX, 64), 64);
    }

    #[test]
    fn a_line_reaches_from_corner_to_corner_and_below_zero() {
        let text = line(&[-5, 0, 5], &frame(40));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].ends_with(|c| ('\u{2801}'..='\u{28ff}').contains(&c)), "{text}");
        assert!(lines[7].starts_with("0 │") && lines[7].width() > 3, "{text}");
        for odd in [vec![], vec![3], vec![0; 400], vec![i64::MAX, i64::MIN]] {
            assert!(line(&odd, &frame(30)).lines().all(|line| line.width() <= 30));
        }
    }

    #[test]
    fn bars_stand_in_a_row() {
        let rows = [("upi".to_owned(), 8, "80 %".to_owned()), ("wallet".to_owned(), 2, "20 %".to_owned())];
        assert_eq!(bars(&rows, 22), "upi     ████████ 80 %\nwallet  ██ 20 %\n");
    }
}
