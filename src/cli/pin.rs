//! `megdan pin`: asks for a PIN twice and prints the line for the configuration. Never shows or keeps the PIN.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use super::caller::{Caller, fail};
use super::output::complain;
use crate::app::pin::{LEAST_DIGITS, MOST_DIGITS, PinError, hash};
use crate::terminal::local::hidden_line;

/// `megdan pin`. From a pipe the PIN is read once.
pub fn pin(caller: &Caller) -> ExitCode {
    let asked = std::io::stdin().is_terminal();
    let ask = |bg, en| {
        if asked {
            complain(caller.pick(bg, en));
        }
        hidden_line()
    };
    let first = ask("Нов ПИН (не се показва):", "New PIN (not shown):");
    let typed = match first {
        Ok(first) if asked => match ask("Още веднъж:", "Once more:") {
            Ok(second) if second == first => Ok(first),
            Ok(_) => return fail(caller.pick("двата ПИН-а не съвпадат", "the two PINs differ")),
            Err(error) => Err(error),
        },
        other => other,
    };
    match typed.map_err(PinError::from).and_then(|typed| hash(&typed)) {
        Ok(hash) => caller.print(&format!("[kiosk]\npin = \"{hash}\"\n")),
        Err(PinError::Unfit) => fail(&match caller.lang {
            crate::text::Lang::Bg => format!("ПИН-ът има от {LEAST_DIGITS} до {MOST_DIGITS} цифри"),
            crate::text::Lang::En => PinError::Unfit.to_string(),
        }),
        Err(error) => fail(&error.to_string()),
    }
}
