//! Content lines as vCard (RFC 6350) and iCalendar (RFC 5545) share them: escaped, folded at 75 bytes, ended by CR LF.

/// Lines that are being written.
#[derive(Clone, Debug, Default)]
pub struct Lines(String);

/// The most bytes of a line without its end, in both formats.
const WIDEST: usize = 75;

impl Lines {
    /// One property whose value is taken as it is.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// One property whose value is text; nothing if it is empty.
    pub fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.fold(&format!("{name}:{}", escaped(value)));
        }
    }

    /// One property of several parts, each of them text.
    pub fn parts(&mut self, name: &str, parts: &[&str]) {
        let parts: Vec<String> = parts.iter().map(|part| escaped(part)).collect();
        self.fold(&format!("{name}:{}", parts.join(";")));
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }

    /// Adds a line. A fold is CR LF and a space, which counts as one of the next line's bytes.
    fn fold(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > WIDEST {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text with what has a meaning in both formats taken literally. Other control characters are not let through.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::Lines;

    #[test]
    fn what_has_a_meaning_is_escaped() {
        let mut lines = Lines::default();
        lines.text("NOTE", "а; б, в\\г\nд\u{1b}");
        lines.text("TITLE", "");
        assert_eq!(lines.finish(), "NOTE:а\\; б\\, в\\\\г\\nд\r\n");
    }

    proptest! {
        #[test]
        fn a_folded_line_is_short_and_unfolds_to_itself(text in "[ а-яa-z€😀]{0,200}") {
            let mut lines = Lines::default();
            lines.raw("NOTE", &text);
            let written = lines.finish();
            prop_assert!(written.split("\r\n").all(|line| line.len() <= 75));
            prop_assert_eq!(written.replace("\r\n ", ""), format!("NOTE:{text}\r\n"));
        }
    }
}
