//! Every problem the loader can find, with its stable code. Never the sentences: they are in `seed::say`.

use crate::diagnostic::{Code, Severity};

/// Declares the codes and the list of them.
macro_rules! codes {
    ($($(#[$doc:meta])* $constant:ident = $id:literal $name:literal $severity:ident;)+) => {
        $($(#[$doc])* pub const $constant: Code = Code { id: $id, name: $name, severity: Severity::$severity };)+

        /// Every code, by number.
        pub const ALL: &[Code] = &[$($constant),+];
    };
}

codes! {
    /// A file or folder is missing or cannot be read.
    UNREADABLE = "M001" "unreadable" Error;
    /// The folder has no `kiosk.toml`.
    MISSING_KIOSK = "M002" "missing-kiosk" Error;
    /// A file that no part of a seed has.
    UNKNOWN_FILE = "M003" "unknown-file" Warning;
    /// A file has more bytes than it may have.
    TOO_LARGE = "M004" "too-large" Error;
    /// A file is not UTF-8.
    ENCODING = "M005" "encoding" Error;
    /// A file's name gives no identifier.
    BAD_FILE_NAME = "M006" "bad-file-name" Error;
    /// A Markdown file does not begin with its keys between `+++` lines.
    FRONT_MATTER = "M007" "front-matter" Error;
    /// A row of a spreadsheet does not fit its header.
    BAD_SHEET = "M008" "bad-sheet" Error;
    /// The text is not TOML.
    SYNTAX = "M010" "syntax" Error;
    /// No record of this kind has this key.
    UNKNOWN_KEY = "M011" "unknown-key" Error;
    /// The value is of another type.
    WRONG_TYPE = "M012" "wrong-type" Error;
    /// A key that the record needs is not there.
    MISSING_KEY = "M013" "missing-key" Error;
    /// The value is none of the names known here.
    UNKNOWN_NAME = "M014" "unknown-name" Error;
    /// The value is empty.
    EMPTY_VALUE = "M015" "empty-value" Error;
    /// A text or a list is longer than it may be.
    TOO_LONG = "M016" "too-long" Error;
    /// Two keys say the same.
    TWIN_KEYS = "M017" "twin-keys" Error;
    /// A number is outside its range.
    BAD_NUMBER = "M018" "bad-number" Error;
    /// The date cannot be read or does not exist.
    BAD_DATE = "M020" "bad-date" Error;
    /// The end is before the start.
    END_BEFORE_START = "M021" "end-before-start" Error;
    /// The record would end before it is shown.
    EXPIRES_BEFORE_PUBLISH = "M022" "expires-before-publish" Error;
    /// Opening hours cannot be read.
    BAD_HOURS = "M023" "bad-hours" Error;
    /// The time zone is no IANA name.
    BAD_ZONE = "M024" "bad-zone" Error;
    /// The phone number has another form.
    BAD_PHONE = "M030" "bad-phone" Error;
    /// The e-mail address has another form.
    BAD_EMAIL = "M031" "bad-email" Error;
    /// The web address has another form.
    BAD_URL = "M032" "bad-url" Error;
    /// A person's phone or e-mail without `publish_contact = true`.
    CONTACT_WITHOUT_CONSENT = "M033" "contact-without-consent" Error;
    /// Two records have the same identifier.
    DUPLICATE_SLUG = "M040" "duplicate-slug" Error;
    /// The value is no identifier.
    BAD_SLUG = "M041" "bad-slug" Error;
    /// There is no record with this identifier.
    UNKNOWN_REFERENCE = "M042" "unknown-reference" Error;
    /// The record referred to is of another kind.
    WRONG_KIND = "M043" "wrong-kind" Error;
    /// The record refers to itself.
    SELF_REFERENCE = "M044" "self-reference" Error;
    /// The file is not in `media/`.
    MISSING_MEDIA = "M045" "missing-media" Error;
    /// The same record is named twice in one list.
    REPEATED_REFERENCE = "M046" "repeated-reference" Warning;
    /// The translation says something else where languages do not matter.
    TRANSLATION_DIFFERS = "M050" "translation-differs" Error;
    /// The record is in one language only.
    TRANSLATION_MISSING = "M051" "translation-missing" Note;
    /// Two files hold the same record in the same language.
    SAME_LANGUAGE_TWICE = "M052" "same-language-twice" Error;
    /// The language is none of the kiosk's.
    UNKNOWN_LANGUAGE = "M053" "unknown-language" Error;
    /// A control character or escape sequence stands in a text.
    CONTROL_CHARACTER = "M060" "control-character" Error;
    /// A character that turns the direction of writing stands in a text.
    BIDI_CONTROL = "M061" "bidi-control" Error;
    /// A word has Latin and Cyrillic letters.
    MIXED_SCRIPTS = "M062" "mixed-scripts" Warning;
    /// A quotation mark is opened and not closed.
    OPEN_QUOTE = "M063" "open-quote" Warning;
    /// A character that is not seen stands in a text.
    INVISIBLE_CHARACTER = "M064" "invisible-character" Warning;
    /// The console's font lacks a character.
    MISSING_GLYPH = "M065" "missing-glyph" Note;
    /// The text is very long for a screen.
    LONG_BODY = "M066" "long-body" Warning;
    /// The sentence that stands in a new file is there still.
    PLACEHOLDER = "M067" "placeholder" Warning;
    /// Markup that is not understood stands in a text.
    UNKNOWN_MARKUP = "M068" "unknown-markup" Warning;
    /// A figure differs from the list it counts.
    CLAIM_DIFFERS = "M070" "claim-differs" Note;
    /// There are more problems of one kind than are listed.
    MORE = "M099" "more" Note;
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_number_and_no_name_is_used_twice() {
        for (at, code) in super::ALL.iter().enumerate() {
            assert!(
                super::ALL.iter().skip(at + 1).all(|other| other.id > code.id && other.name != code.name),
                "{code:?}"
            );
        }
    }
}
