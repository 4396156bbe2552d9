//! `man`: a manual page for every command, from the same definition as its help.

use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man;

use super::{args::Cli, stop::Result};
use crate::error::Error;

/// `man`
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  appydex-admin man --out ~/.local/share/man/man1")]
pub struct ManArgs {
    /// Write the pages of all commands into this directory, instead of this program's own page to standard output
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Every page with the name of its file: the program's own, and one for each command that does something.
pub fn pages() -> Result<Vec<(String, Vec<u8>)>> {
    let mut root = Cli::command().version(env!("CARGO_PKG_VERSION"));
    root.build();
    let mut pages = vec![page(&root)?];
    gather(&root, &mut pages)?;
    Ok(pages)
}

fn gather(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> Result {
    for child in command.get_subcommands() {
        if child.has_subcommands() {
            gather(child, pages)?;
        } else {
            pages.push(page(child)?);
        }
    }
    Ok(())
}

fn page(command: &Command) -> Result<(String, Vec<u8>)> {
    let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
    let mut text = Vec::new();
    Man::new(command.clone().name(name.clone())).render(&mut text)?;
    Ok((format!("{name}.1"), text))
}

/// The bytes for standard output, or nothing after writing files.
pub fn run(args: &ManArgs) -> Result<Vec<u8>> {
    match &args.out {
        Some(directory) => written(directory, &pages()?),
        None => Ok(pages()?.swap_remove(0).1),
    }
}

/// Writes files into a directory, and gives no bytes for standard output.
pub fn written(directory: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<u8>> {
    let write = || {
        std::fs::create_dir_all(directory)?;
        files.iter().try_for_each(|(name, text)| std::fs::write(directory.join(name), text))
    };
    write().map_err(|error: std::io::Error| {
        Error::environment(format!("{} can't be written: {error}.", directory.display()))
    })?;
    Ok(Vec::new())
}
