//! The commands and options that exist, described in the caller's language; help, man page, completions and parsing
//! all come from this one description. Never runs anything.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use super::words::Words;
use crate::app::config::{COLORS, GLYPHS};
use crate::content::{Day, Kind, PartialDate};
use crate::plain::verbs::LISTS;
use crate::text::Lang;

/// The whole command line, described in `lang`.
pub fn command(lang: Lang) -> Command {
    let words = Words::of(lang);
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{}:\n{{subcommands}}\n\n{}:\n{{options}}\n",
        words.usage, words.commands, words.options
    );
    let command = Command::new("megdan")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.about)
        .help_template(template)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("version", words.version).short('V').action(ArgAction::Version).display_order(LAST));
    let command = global_options(words).into_iter().fold(command, Command::arg);
    let usage = usage_of(&command, words);
    let command = command.override_usage(usage);
    subcommands(words).into_iter().fold(command, |command, sub| command.subcommand(finished(sub, words)))
}

/// A subcommand with the help layout in its language.
fn finished(sub: Command, words: &Words) -> Command {
    let arguments = if sub.get_positionals().next().is_some() {
        format!("{}:\n{{positionals}}\n\n", words.arguments)
    } else {
        String::new()
    };
    let template = format!("{{about}}\n\n{}: {{usage}}\n\n{arguments}{}:\n{{options}}\n", words.usage, words.options);
    let usage = usage_of(&sub, words);
    sub.help_template(template).override_usage(usage)
}

/// How a command is written, such as `megdan show [OPTIONS] <ID>`.
pub fn usage_of(command: &Command, words: &Words) -> String {
    if command.get_name() == "megdan" {
        return format!("megdan [{}] [{}]", words.options_place, words.command_place);
    }
    let begin = format!("megdan {} [{}]", command.get_name(), words.options_place);
    command.get_positionals().fold(begin, |line, argument| format!("{line} {argument}"))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// Where the options of all commands stand in a command's help: behind its own.
const LAST: usize = 500;

fn global_options(words: &Words) -> [Arg; 7] {
    let values = |names: &'static [&'static str]| PossibleValuesParser::new(names);
    [
        option("data", "DIR", words.data).value_parser(value_parser!(PathBuf)).global(true),
        option("config", "FILE", words.config).value_parser(value_parser!(PathBuf)).global(true),
        option("lang", "LANG", words.lang).value_parser(values(&["bg", "en"])).hide_possible_values(true).global(true),
        option("glyphs", "LEVEL", words.glyphs).value_parser(values(&GLYPHS)).hide_possible_values(true).global(true),
        option("color", "DEPTH", words.color).value_parser(values(&COLORS)).hide_possible_values(true).global(true),
        option("size", "CxR", words.size).value_parser(size).global(true),
        flag("help", words.help).short('h').action(ArgAction::Help).global(true),
    ]
    .map(|argument| argument.display_order(LAST))
}

fn folder(words: &Words) -> Arg {
    Arg::new("folder").value_name("DIR").help(words.folder).value_parser(value_parser!(PathBuf))
}

fn report(command: Command, words: &Words) -> Command {
    let format = option("format", "FORMAT", words.format)
        .value_parser(PossibleValuesParser::new(["text", "json"]))
        .hide_possible_values(true)
        .default_value("text")
        .hide_default_value(true);
    let builtin = flag("builtin", words.builtin).conflicts_with("folder");
    command.arg(folder(words)).arg(builtin).arg(flag("strict", words.strict)).arg(format)
}

fn subcommands(words: &Words) -> Vec<Command> {
    let lists = LISTS.map(|(name, _)| name);
    let what = Arg::new("what").value_name("WHAT").help(words.what).required(true);
    let what = what.value_parser(PossibleValuesParser::new(lists)).hide_possible_values(true);
    let id = || Arg::new("id").value_name("ID").help(words.id).required(true);
    let limit = || option("limit", "N", words.limit).value_parser(value_parser!(usize));
    let json = || flag("json", words.json);
    let new_kinds = Kind::ALL.iter().map(|kind| kind.name()).chain(["news"]);
    let kind = Arg::new("kind").value_name("KIND").help(words.record_kind).required(true);
    let kind = kind.value_parser(PossibleValuesParser::new(new_kinds)).hide_possible_values(true);
    let new_folder = option("dir", "DIR", words.new_folder).value_parser(value_parser!(PathBuf));
    let new_folder = new_folder.default_value("seed").hide_default_value(true);
    let only_kind = option("kind", "WHAT", words.only_kind).value_parser(PossibleValuesParser::new(lists));
    let only_kind = only_kind.hide_possible_values(true);
    let why_folder = folder(words).help(words.why_folder);
    vec![
        Command::new("kiosk").about(words.kiosk),
        Command::new("serve")
            .about(words.serve)
            .arg(socket(words))
            .arg(address("ssh", words.ssh))
            .arg(address("metrics", words.metrics)),
        Command::new("status").about(words.status).arg(socket(words)).arg(json()),
        report(Command::new("check").about(words.check), words),
        report(Command::new("load").about(words.load), words),
        Command::new("init")
            .about(words.init)
            .arg(
                Arg::new("dir")
                    .value_name("DIR")
                    .help(words.init_folder)
                    .value_parser(value_parser!(PathBuf))
                    .default_value("seed")
                    .hide_default_value(true),
            )
            .arg(flag("builtin", words.init_builtin)),
        Command::new("new")
            .about(words.new)
            .arg(kind)
            .arg(Arg::new("title").value_name("TITLE").help(words.title).required(true))
            .arg(new_folder),
        Command::new("why").about(words.why).arg(id()).arg(why_folder).arg(json()),
        Command::new("list").about(words.list).arg(what).arg(json()).arg(limit()),
        Command::new("show").about(words.show).arg(id()).arg(json()),
        Command::new("search")
            .about(words.search)
            .arg(Arg::new("words").value_name("WORDS").help(words.words).required(true).num_args(1..))
            .arg(json())
            .arg(only_kind)
            .arg(option("cluster", "ID", words.only_cluster))
            .arg(limit()),
        Command::new("editions").about(words.editions).arg(json()),
        Command::new("rollback")
            .about(words.rollback)
            .arg(Arg::new("edition").value_name("N").help(words.edition).value_parser(value_parser!(u64))),
        Command::new("stats")
            .about(words.stats)
            .arg(option("since", "DAY", words.since).value_parser(since))
            .arg(flag("csv", words.csv).conflicts_with("json"))
            .arg(json()),
        Command::new("pin").about(words.pin),
        Command::new("man").about(words.man),
        Command::new("completions").about(words.completions).arg(
            Arg::new("shell")
                .value_name("SHELL")
                .help(words.shell)
                .required(true)
                .value_parser(value_parser!(clap_complete::Shell))
                .hide_possible_values(true),
        ),
    ]
}

fn socket(words: &Words) -> Arg {
    option("socket", "FILE", words.socket).value_parser(value_parser!(PathBuf))
}

fn address(name: &'static str, help: &'static str) -> Arg {
    option(name, "ADDR:PORT", help).value_parser(value_parser!(std::net::SocketAddr))
}

/// Reads a date as its first day.
fn since(text: &str) -> Result<Day, String> {
    PartialDate::parse(text).ok().and_then(|date| date.lower()).ok_or_else(|| text.to_owned())
}

/// Reads `80x24` as (columns, rows).
///
/// # Errors
/// With an example of what is taken, if `text` is something else.
pub fn size(text: &str) -> Result<(u32, u32), String> {
    let numbers = text.split_once(['x', 'X', '×', 'х']);
    let pair = numbers.and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
    pair.ok_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::command;
    use crate::text::Lang;

    #[test]
    fn the_description_is_sound_in_both_languages() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn a_size_takes_a_cyrillic_x_too() {
        let given = command(Lang::Bg).try_get_matches_from(["megdan", "--size", "120х33"]).expect("a size");
        assert_eq!(given.get_one::<(u32, u32)>("size"), Some(&(120, 33)));
        assert!(command(Lang::Bg).try_get_matches_from(["megdan", "--size", "wide"]).is_err());
    }
}
