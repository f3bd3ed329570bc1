//! The man page: the whole command line on one page, in the caller's language. Never describes an option itself: it reads
//! the same description as the parser.

use clap::{Arg, Command};

use super::command::{command, usage_of};
use super::words::Words;
use crate::text::Lang;

/// What stands only on the man page.
struct Chapters {
    name: &'static str,
    description: &'static str,
    summary: &'static str,
    variables: &'static str,
    files: &'static str,
    exit: &'static str,
    environment: [(&'static str, &'static str); 9],
    places: [(&'static str, &'static str); 3],
    codes: [(&'static str, &'static str); 4],
}

static BG: Chapters = Chapters {
    name: "Име",
    description: "Описание",
    summary: "информационен киоск за бизнес клъстери",
    variables: "Променливи",
    files: "Файлове",
    exit: "Изход",
    environment: [
        ("MEGDAN_DATA", "папката с данните, като --data"),
        ("MEGDAN_CONFIG", "файлът с настройките, като --config"),
        ("MEGDAN_LANG", "езикът, като --lang; без нея LC_ALL, LC_MESSAGES или LANG"),
        ("MEGDAN_GLYPHS", "знаците на екрана, като --glyphs"),
        ("MEGDAN_COLOR", "цветовете, като --color"),
        ("MEGDAN_SIZE", "размерът на екрана, като --size"),
        ("NO_COLOR", "ако не е празна, екранът и проверките са без цветове"),
        ("XDG_CONFIG_HOME", "къде са настройките, вместо ~/.config"),
        ("XDG_DATA_HOME", "къде са данните, вместо ~/.local/share"),
    ],
    places: [
        ("~/.config/megdan/config.toml", "настройките на потребителя"),
        ("/etc/megdan/config.toml", "настройките на машината"),
        ("/var/lib/megdan, ~/.local/share/megdan", "данните: първата папка, ако я има, иначе втората"),
    ],
    codes: [
        ("0", "изпълнено"),
        ("1", "грешка: в съдържанието, на диска или няма такъв запис"),
        ("2", "командата не е написана правилно, или при --strict има предупреждения"),
        ("128 + N", "екранът е спрян със сигнал N"),
    ],
};

static EN: Chapters = Chapters {
    name: "Name",
    description: "Description",
    summary: "an information kiosk for business clusters",
    variables: "Environment",
    files: "Files",
    exit: "Exit status",
    environment: [
        ("MEGDAN_DATA", "the data folder, as --data"),
        ("MEGDAN_CONFIG", "the configuration file, as --config"),
        ("MEGDAN_LANG", "the language, as --lang; without it LC_ALL, LC_MESSAGES or LANG"),
        ("MEGDAN_GLYPHS", "the characters on screen, as --glyphs"),
        ("MEGDAN_COLOR", "the colours, as --color"),
        ("MEGDAN_SIZE", "the screen size, as --size"),
        ("NO_COLOR", "if it is not empty, the screen and the checks have no colours"),
        ("XDG_CONFIG_HOME", "where the configuration is, instead of ~/.config"),
        ("XDG_DATA_HOME", "where the data are, instead of ~/.local/share"),
    ],
    places: [
        ("~/.config/megdan/config.toml", "the user's configuration"),
        ("/etc/megdan/config.toml", "the machine's configuration"),
        ("/var/lib/megdan, ~/.local/share/megdan", "the data: the first folder if it is there, else the second"),
    ],
    codes: [
        ("0", "done"),
        ("1", "an error: in the content or on the disk, or there is no such record"),
        ("2", "the command is not written correctly, or there are warnings under --strict"),
        ("128 + N", "signal N ended the screen"),
    ],
};

/// The page in roff.
pub fn page(lang: Lang) -> String {
    let (words, chapters) = (Words::of(lang), if lang == Lang::Bg { &BG } else { &EN });
    let mut whole = command(lang);
    // Only a built description can write its arguments.
    whole.build();
    let mut out = format!(".TH MEGDAN 1 \"\" \"megdan {}\"\n", env!("CARGO_PKG_VERSION"));
    heading(&mut out, ".SH", chapters.name);
    line(&mut out, &format!("megdan – {}", chapters.summary));
    heading(&mut out, ".SH", words.usage);
    line(&mut out, &usage_of(&whole, words));
    heading(&mut out, ".SH", chapters.description);
    line(&mut out, words.about);
    heading(&mut out, ".SH", words.options);
    arguments(&mut out, &whole, |_| true);
    heading(&mut out, ".SH", words.commands);
    for sub in whole.get_subcommands() {
        heading(&mut out, ".SS", &usage_of(sub, words));
        line(&mut out, &help(sub.get_about()));
        arguments(&mut out, sub, |argument| !argument.is_global_set());
    }
    terms(&mut out, chapters.variables, &chapters.environment);
    terms(&mut out, chapters.files, &chapters.places);
    terms(&mut out, chapters.exit, &chapters.codes);
    out
}

fn arguments(out: &mut String, of: &Command, wanted: impl Fn(&Arg) -> bool) {
    for argument in of.get_arguments().filter(|argument| wanted(argument)) {
        let short = argument.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
        term(out, &format!("{short}{argument}"), &help(argument.get_help()));
    }
}

fn help(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

fn terms(out: &mut String, title: &str, of: &[(&str, &str)]) {
    heading(out, ".SH", title);
    for (name, what) in of {
        term(out, name, what);
    }
}

fn term(out: &mut String, name: &str, what: &str) {
    out.push_str(".TP\n\\fB");
    out.push_str(&escaped(name));
    out.push_str("\\fR\n");
    line(out, what);
}

fn heading(out: &mut String, level: &str, text: &str) {
    for part in [level, " \"", &escaped(&text.replace('"', "''")), "\"\n"] {
        out.push_str(part);
    }
}

/// A line of text; at its start a dot or an apostrophe would be a command.
fn line(out: &mut String, text: &str) {
    if text.starts_with(['.', '\'']) {
        out.push_str("\\&");
    }
    out.push_str(&escaped(text));
    out.push('\n');
}

/// A backslash begins an escape, and a bare hyphen would be drawn as another character than the one to type.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::cli::command::command;
    use crate::text::Lang;

    #[test]
    fn every_command_and_option_is_on_the_page_in_its_language() {
        for (lang, heading) in [(Lang::Bg, ".SH \"Команди\""), (Lang::En, ".SH \"Commands\"")] {
            let page = page(lang);
            assert!(page.contains(heading), "{page}");
            let mut whole = command(lang);
            whole.build();
            for sub in whole.get_subcommands() {
                assert!(page.contains(&format!(".SS \"megdan {}", sub.get_name())), "{}", sub.get_name());
                for argument in sub.get_arguments() {
                    let name = argument.to_string().replace('-', "\\-");
                    assert!(page.contains(&name), "{name}");
                }
            }
            assert!(page.lines().all(|line| (lang == Lang::En || !line.contains("[OPTIONS]")) && !line.is_empty()));
        }
    }

    #[test]
    fn no_text_is_taken_for_a_command() {
        let mut out = String::new();
        super::line(&mut out, ".TH \\x -y");
        assert_eq!(out, "\\&.TH \\ex \\-y\n");
    }
}
