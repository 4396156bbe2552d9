//! Tables: no borders, the number or the shortest unique prefix of the id first, names last.

use comfy_table::{ColumnConstraint, Table, Width, presets::NOTHING};
use unicode_width::UnicodeWidthStr as _;

use super::{
    look::{Look, safe},
    output::Record,
};
use crate::domain::untrusted::Untrusted;

/// A record that a table shows as a line.
pub trait Row: Record {
    /// The headings, that of the first column included.
    const COLUMNS: &'static [&'static str];
    /// Headings of columns that a narrow terminal may go without, the first one first.
    const SPARE: &'static [&'static str] = &[];
    /// What stands first, where it isn't the id: a number that people use.
    fn label(&self) -> Option<String> {
        None
    }
    /// The cells after the first. What is long and a stranger's stands last.
    fn cells(&self, look: &Look) -> Vec<String>;
}

/// A table that may come in several parts, as pages of a list do.
#[derive(Default)]
pub struct Sheet {
    /// The columns that are shown, with their widths so far, which later parts keep to.
    columns: Vec<(usize, usize)>,
}

impl Sheet {
    /// The text of the next rows, below the headings if they are the first.
    pub fn part<R: Row>(&mut self, rows: &[R], look: &Look) -> String {
        let heads: Vec<String> = R::COLUMNS.iter().map(|head| (*head).to_owned()).collect();
        let is_first = self.columns.is_empty();
        let mut lines: Vec<Vec<String>> = if is_first { vec![heads] } else { Vec::new() };
        let ids: Vec<String> = rows.iter().map(|row| row.id().unwrap_or_default()).collect();
        for (row, short) in rows.iter().zip(shortest(&ids)) {
            let first = row.label().unwrap_or(short);
            lines.push(std::iter::once(first).chain(row.cells(look)).map(|cell| safe(&cell)).collect());
        }
        self.measure::<R>(&lines, is_first, look.width);
        let text = self.render(&lines, look.width);
        match text.split_once('\n').filter(|_| is_first) {
            Some((head, rest)) => format!("{}\n{rest}", look.heading(head)),
            None => text,
        }
    }

    /// Widens the columns to what is in them; the first time, leaves out those that a narrow terminal can spare.
    fn measure<R: Row>(&mut self, lines: &[Vec<String>], is_first: bool, width: Option<usize>) {
        if is_first {
            self.columns = (0..R::COLUMNS.len()).map(|column| (column, 0)).collect();
        }
        for (column, most) in &mut self.columns {
            *most = lines.iter().filter_map(|line| Some(line.get(*column)?.width())).fold(*most, usize::max);
        }
        let Some(width) = width.filter(|_| is_first) else { return };
        for spare in R::SPARE {
            let last = self.columns.last().map_or(0, |(_, most)| *most);
            if self.room(width) < last.min(FEWEST) {
                self.columns.retain(|(column, _)| R::COLUMNS[*column] != *spare);
            }
        }
    }

    /// What the other columns leave to the last one.
    fn room(&self, width: usize) -> usize {
        let others = self.columns.len().saturating_sub(1);
        width.saturating_sub(self.columns[..others].iter().map(|(_, most)| most + GAP).sum())
    }

    fn render(&self, lines: &[Vec<String>], width: Option<usize>) -> String {
        let room = width.map(|width| self.room(width).max(FEWEST));
        let last = self.columns.len().saturating_sub(1);
        let mut table = Table::new();
        table.load_style(NOTHING);
        for line in lines {
            let cells = self.columns.iter().filter_map(|(column, _)| line.get(*column));
            table.add_row(cells.enumerate().map(|(i, cell)| match room.filter(|_| i == last) {
                Some(room) => Untrusted::new(cell.as_str()).truncated(room),
                None => cell.clone(),
            }));
        }
        for (i, (_, most)) in self.columns.iter().enumerate() {
            let gap = if i < last { GAP } else { 0 };
            let lower = u16::try_from(if i < last { most + gap } else { 0 }).unwrap_or(u16::MAX);
            let Some(column) = table.column_mut(i) else { continue };
            column.set_padding((0, u16::try_from(gap).unwrap_or_default()));
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(lower)));
        }
        let text: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        if text.is_empty() { String::new() } else { text.join("\n") + "\n" }
    }
}

/// Blanks between columns.
const GAP: usize = 2;
/// The least columns of the last one, however narrow the terminal.
const FEWEST: usize = 12;
/// The shortest prefix that commands take.
const SHORTEST: usize = 8;

/// The shortest prefixes of 8 or more characters that tell the ids apart; they never end in a dash.
fn shortest(ids: &[String]) -> Vec<String> {
    let unique = |length: usize| {
        let mut heads: Vec<&str> = ids.iter().map(|id| id.get(..length).unwrap_or(id)).collect();
        heads.sort_unstable();
        heads.windows(2).all(|pair| pair[0] != pair[1])
    };
    let longest = ids.iter().map(String::len).max().unwrap_or_default();
    let ends_in_dash = |length: usize| matches!(length, 9 | 14 | 19 | 24);
    let length = (SHORTEST..longest).find(|length| !ends_in_dash(*length) && unique(*length)).unwrap_or(longest);
    ids.iter().map(|id| id.get(..length).unwrap_or(id).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use serde::Serialize;

    use super::*;
    use crate::domain::time::Timestamp;

    #[derive(Serialize)]
    struct Thing(&'static str, &'static str);

    impl Record for Thing {
        fn id(&self) -> Option<String> {
            Some(self.0.into())
        }
    }

    impl Row for Thing {
        const COLUMNS: &'static [&'static str] = &["ID", "WHAT", "NAME"];
        const SPARE: &'static [&'static str] = &["WHAT"];
        fn cells(&self, _: &Look) -> Vec<String> {
            vec!["x".into(), self.1.into()]
        }
    }

    fn look(width: Option<usize>) -> Look {
        Look { now: Timestamp(0), zone: TimeZone::UTC, width, colour: false }
    }

    #[test]
    fn columns_align_and_the_last_is_cut() {
        let rows = [Thing("0192f0c1-aaaa", "short"), Thing("0192f0c1-bbbb", "a name that is far too long for it")];
        let text = Sheet::default().part(&rows, &look(Some(40)));
        assert_eq!(text, "ID          WHAT  NAME\n0192f0c1-a  x     short\n0192f0c1-b  x     a name that is far to…\n");
        assert!(Sheet::default().part(&rows, &look(None)).contains("far too long for it"));
    }

    #[test]
    fn a_narrow_terminal_goes_without_what_can_be_spared() {
        let text = Sheet::default().part(&[Thing("0192f0c1-aaaa", "a name of some length")], &look(Some(25)));
        assert_eq!(text, "ID        NAME\n0192f0c1  a name of some…\n");
    }

    #[test]
    fn later_parts_keep_the_columns_and_have_no_headings() {
        let mut sheet = Sheet::default();
        sheet.part(&[Thing("0192f0c1-aaaa-7bbb", "a")], &look(None));
        let second = sheet.part(&[Thing("1", "b")], &look(None));
        assert_eq!(second, "1         x     b\n");
    }

    #[test]
    fn what_strangers_wrote_is_harmless() {
        let text = Sheet::default().part(&[Thing("0192f0c1", "a\x1b]0;x\x07\u{202e}\nb")], &look(Some(80)));
        assert!(text.ends_with("a\\x1b]0;x\\x07\\u{202e}⏎b\n"), "{text}");
    }

    #[test]
    fn prefixes_are_as_short_as_they_can_be() {
        let ids = ["0192f0c1-aaaa-7", "0192f0c1-aabb-7", "0292f0c1-aaaa-7"].map(str::to_owned);
        assert_eq!(shortest(&ids), ["0192f0c1-aaa", "0192f0c1-aab", "0292f0c1-aaa"]);
        assert_eq!(shortest(&["0192f0c1-aaaa-7bbb".to_owned()]), ["0192f0c1"]);
        assert_eq!(shortest(&["same".to_owned(), "same".to_owned()]), ["same", "same"]);
    }
}
