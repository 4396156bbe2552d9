//! The hash of what a row says, by which it is known again.

use aws_lc_rs::digest::{Context, SHA256};

use crate::store::bulk::Cell;

/// The first 16 bytes of a SHA-256 over the cells. How a cell is spelled in its file does not matter.
pub fn of(cells: &[Cell]) -> [u8; 16] {
    let mut bytes = Vec::with_capacity(512);
    for cell in cells {
        match cell {
            Cell::Null => bytes.push(0),
            Cell::Int(value) => tagged(&mut bytes, 1, &value.to_be_bytes()),
            Cell::Real(value) => tagged(&mut bytes, 2, &value.to_be_bytes()),
            Cell::Bool(value) => tagged(&mut bytes, 3, &[u8::from(*value)]),
            Cell::Text(text) => {
                tagged(&mut bytes, 4, &(text.len() as u64).to_be_bytes());
                bytes.extend_from_slice(text.as_bytes());
            }
            Cell::Uuid(id) => tagged(&mut bytes, 5, id.as_bytes()),
            Cell::Bytes(hash) => tagged(&mut bytes, 6, hash),
        }
    }
    let mut context = Context::new(&SHA256);
    context.update(&bytes);
    let digest = context.finish();
    std::array::from_fn(|at| digest.as_ref()[at])
}

fn tagged(bytes: &mut Vec<u8>, tag: u8, value: &[u8]) {
    bytes.push(tag);
    bytes.extend_from_slice(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_differ_in_kind_or_place_differ() {
        let rows = [
            vec![Cell::Null, Cell::from("a")],
            vec![Cell::from("a"), Cell::Null],
            vec![Cell::from("a")],
            vec![Cell::from("ab"), Cell::from("c")],
            vec![Cell::from("a"), Cell::from("bc")],
            vec![Cell::Int(1)],
            vec![Cell::Bool(true)],
            vec![Cell::Real(1.0)],
        ];
        let mut hashes: Vec<_> = rows.iter().map(|row| of(row)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), rows.len());
    }
}
