//! What becomes of a panic's text. Nobody is shown a stack trace, and what the store catches itself is not told at all.
//! Never decides what a panic ends: whoever runs the visit or the command does.

use std::panic::{self, PanicHookInfo};

use crate::edition;
use crate::text::{Breaks, Lang, clean};

/// From now on `told` gets one sentence in `lang` for every panic of this process that nobody expected.
pub fn tell(lang: Lang, told: impl Fn(String) + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |info| {
        if !edition::panic_is_expected(info) {
            told(sentence(info, lang));
        }
    }));
}

fn sentence(info: &PanicHookInfo<'_>, lang: Lang) -> String {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let what = info.payload_as_str().unwrap_or_default();
    let what = clean(what, Breaks::Space);
    match lang {
        Lang::Bg => format!("грешка в самата програма ({place}: {what}); моля, съобщете за нея"),
        Lang::En => format!("a mistake in the program itself ({place}: {what}); please report it"),
    }
}
