//! Which column of a file is which column of its table.

use super::super::{problem::Fault, problem::shown, table::Table};

/// For each column of the table its place in the file, or everything that is wrong with the header.
pub fn places(file: &str, table: Table, header: &[String]) -> Result<Vec<Option<usize>>, Vec<Fault>> {
    let fault =
        |column: &str, reason: String| Fault { file: file.to_owned(), line: 1, column: column.to_owned(), reason };
    let mut faults = Vec::new();
    for (at, name) in header.iter().enumerate() {
        if !table.columns().iter().any(|column| column.name == *name) {
            faults.push(fault("", format!("{} is not a column of {}{}", shown(name), table.name(), hint(name, table))));
        } else if header[..at].contains(name) {
            faults.push(fault(name, "is there twice".into()));
        }
    }
    let place = |name: &str| header.iter().position(|one| one == name);
    let missing = table.columns().iter().filter(|column| column.required && place(column.name).is_none());
    faults.extend(missing.map(|column| fault(column.name, "is required, and the file has no such column".into())));
    if faults.is_empty() { Ok(table.columns().iter().map(|column| place(column.name)).collect()) } else { Err(faults) }
}

/// `; did you mean …?` where a column of the table is near.
pub fn hint(name: &str, table: Table) -> String {
    let near = table.columns().iter().map(|column| (edits(name, column.name), column.name)).min();
    match near {
        Some((edits, near)) if edits <= 1 + near.len() / 3 => format!("; did you mean {near}?"),
        _ => String::new(),
    }
}

/// How many letters are to be changed, put in or left out to make the one the other.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().take(64).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &[&str]) -> Result<Vec<Option<usize>>, Vec<String>> {
        let header: Vec<String> = header.iter().map(|&name| name.into()).collect();
        places("users.csv", Table::Users, &header)
            .map_err(|faults| faults.into_iter().map(|f| format!("{}:{}", f.column, f.reason)).collect())
    }

    #[test]
    fn columns_are_found_in_any_order() {
        let found = check(&["created_at", "id", "name"]).unwrap();
        assert_eq!(found, [Some(1), Some(2), None, None, None, None, None, Some(0)]);
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let wrong = check(&["id", "nmae", "email", "email", "shoe\u{1b}size"]).unwrap_err();
        assert_eq!(
            wrong,
            [
                ":\"nmae\" is not a column of users; did you mean name?",
                "email:is there twice",
                ":\"shoe\\x1bsize\" is not a column of users",
                "name:is required, and the file has no such column",
                "created_at:is required, and the file has no such column",
            ]
        );
    }
}
