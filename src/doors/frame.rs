//! The messages between a process that attaches and the owner: a kind, a length of two bytes, so many bytes. Never reads
//! a socket: [`Reader`] is given bytes, split anywhere.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The version of this protocol; another one is answered with an [`Message::Exit`] that says so.
pub const VERSION: u32 = 1;
/// The longest content of a message.
pub const MAX_CONTENT: usize = u16::MAX as usize;
const HEAD: usize = 3;
/// The first byte of every message.
const KINDS: [u8; 8] = *b"HIRDBWOX";

/// What one side says to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Client: who it is and what it wants. The first message.
    Hello(Box<Hello>),
    /// Client: bytes of its terminal.
    Input(Vec<u8>),
    /// Client: its terminal has another size, in columns and rows.
    Resize(u32, u32),
    /// Client: its terminal may show something else by now.
    Redraw,
    /// Client: it leaves.
    Bye,
    /// Owner: it will answer; what it is.
    Welcome(Welcome),
    /// Owner: bytes for the terminal, or of an answer.
    Output(Vec<u8>),
    /// Owner: the end, with an exit code and, if not as expected, why.
    Exit(Exit),
}

/// What a client says first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hello {
    /// [`VERSION`] of the client.
    pub version: u32,
    /// What it wants.
    pub wish: Wish,
    /// Columns of its terminal.
    pub columns: u32,
    /// Rows of its terminal.
    pub rows: u32,
    /// `TERM`, `COLORTERM`, `NO_COLOR`, `LANG` and `LC_*` of its environment, as pairs.
    pub names: Vec<(String, String)>,
    /// `--color`, `--glyphs`, `--lang` and the like, as pairs.
    pub options: Vec<(String, String)>,
}

/// What a client wants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// The screen.
    #[default]
    Screen,
    /// The locked screen of a kiosk.
    Kiosk,
    /// The answer to a command, as text.
    Ask(Vec<String>),
}

/// What an owner says first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Welcome {
    /// [`VERSION`] of the owner.
    pub version: u32,
    /// The program's version.
    pub program: String,
}

/// The end of what was wished.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exit {
    /// 0 when all is well.
    pub code: u8,
    /// What to tell the person, if anything.
    pub text: String,
    /// The owner ends and another may begin: worth coming again.
    pub again: bool,
}

/// Why bytes are no messages: the other side is no Megdan, or of another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameError;

impl fmt::Display for FrameError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the other side of the socket does not speak as this program; use the same version on both sides")
    }
}

impl std::error::Error for FrameError {}

impl Message {
    /// Adds the message to `out`; content longer than [`MAX_CONTENT`] becomes several messages of its kind.
    pub fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Hello(hello) => json(b'H', hello, out),
            Self::Input(bytes) => split(b'I', bytes, out),
            Self::Resize(columns, rows) => {
                put(b'R', &[columns.to_be_bytes(), rows.to_be_bytes()].concat(), out);
            }
            Self::Redraw => put(b'D', &[], out),
            Self::Bye => put(b'B', &[], out),
            Self::Welcome(welcome) => json(b'W', welcome, out),
            Self::Output(bytes) => split(b'O', bytes, out),
            Self::Exit(exit) => json(b'X', exit, out),
        }
    }

    fn decode(kind: u8, content: &[u8]) -> Result<Self, FrameError> {
        fn read<'a, T: Deserialize<'a>>(content: &'a [u8]) -> Result<T, FrameError> {
            serde_json::from_slice(content).map_err(|_| FrameError)
        }
        match kind {
            b'H' => Ok(Self::Hello(Box::new(read(content)?))),
            b'I' => Ok(Self::Input(content.to_vec())),
            b'R' => {
                let (columns, rows) = content.split_first_chunk::<4>().ok_or(FrameError)?;
                let rows = rows.try_into().map_err(|_| FrameError)?;
                Ok(Self::Resize(u32::from_be_bytes(*columns), u32::from_be_bytes(rows)))
            }
            b'D' => Ok(Self::Redraw),
            b'B' => Ok(Self::Bye),
            b'W' => Ok(Self::Welcome(read(content)?)),
            b'O' => Ok(Self::Output(content.to_vec())),
            b'X' => Ok(Self::Exit(read(content)?)),
            _ => Err(FrameError),
        }
    }
}

fn put(kind: u8, content: &[u8], out: &mut Vec<u8>) {
    let length = u16::try_from(content.len()).unwrap_or(u16::MAX);
    out.push(kind);
    out.extend(length.to_be_bytes());
    out.extend(content.iter().take(usize::from(length)));
}

fn split(kind: u8, bytes: &[u8], out: &mut Vec<u8>) {
    bytes.chunks(MAX_CONTENT).for_each(|part| put(kind, part, out));
}

fn json(kind: u8, value: &impl Serialize, out: &mut Vec<u8>) {
    put(kind, &serde_json::to_vec(value).unwrap_or_default(), out);
}

/// Cuts a stream of bytes into messages. Holds at most one message and what was read with it.
#[derive(Debug, Default)]
pub struct Reader {
    bytes: Vec<u8>,
    read: usize,
}

impl Reader {
    /// Adds bytes that came.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.read);
        self.read = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// The next whole message, if it is there.
    ///
    /// # Errors
    /// If the bytes are no message; nothing after them can be read.
    pub fn message(&mut self) -> Result<Option<Message>, FrameError> {
        let waiting = self.bytes.get(self.read..).unwrap_or_default();
        let Some((head, rest)) = waiting.split_first_chunk::<HEAD>() else { return Ok(None) };
        let [kind, high, low] = *head;
        if !KINDS.contains(&kind) {
            return Err(FrameError);
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        let Some(content) = rest.get(..length) else { return Ok(None) };
        let message = Message::decode(kind, content)?;
        self.read += HEAD + length;
        if self.read == self.bytes.len() {
            (self.bytes, self.read) = (Vec::new(), 0);
        }
        Ok(Some(message))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{Exit, FrameError, Hello, MAX_CONTENT, Message, Reader, VERSION, Welcome, Wish};

    fn all() -> Vec<Message> {
        let hello = Hello {
            version: VERSION,
            wish: Wish::Ask(vec!["show".into(), "asarel-medet".into()]),
            columns: 80,
            rows: 24,
            names: vec![("TERM".into(), "xterm".into())],
            options: Vec::new(),
        };
        vec![
            Message::Hello(Box::new(hello)),
            Message::Input(b"\x1b[A".to_vec()),
            Message::Resize(u32::MAX, 0),
            Message::Redraw,
            Message::Welcome(Welcome { version: VERSION, program: "0.1.0".into() }),
            Message::Output("Средногорие".into()),
            Message::Exit(Exit { code: 3, text: "край".into(), again: true }),
            Message::Bye,
        ]
    }

    #[test]
    fn long_output_is_cut_and_nothing_is_lost() {
        let mut bytes = Vec::new();
        Message::Output(vec![7; 3 * MAX_CONTENT + 1]).encode(&mut bytes);
        let mut reader = Reader::default();
        reader.push(&bytes);
        let mut lengths = Vec::new();
        while let Some(Message::Output(part)) = reader.message().unwrap() {
            lengths.push(part.len());
        }
        assert_eq!(lengths, [MAX_CONTENT, MAX_CONTENT, MAX_CONTENT, 1]);
    }

    #[test]
    fn what_is_no_message_is_an_error() {
        for bytes in [&b"GET / HTTP/1.1\r\n"[..], b"H\0\x01{", b"R\0\x05\0\0\0\0\0", b"?"] {
            let mut reader = Reader::default();
            reader.push(&[bytes, &[0; 3]].concat());
            assert_eq!(reader.message(), Err(FrameError), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same_messages(cuts in proptest::collection::vec(1_usize..40, 1..60)) {
            let mut bytes = Vec::new();
            for message in all() {
                message.encode(&mut bytes);
            }
            let (mut reader, mut found, mut rest) = (Reader::default(), Vec::new(), bytes.as_slice());
            for cut in cuts.iter().cycle() {
                let (part, after) = rest.split_at((*cut).min(rest.len()));
                reader.push(part);
                while let Some(message) = reader.message().unwrap() {
                    found.push(message);
                }
                rest = after;
                if rest.is_empty() {
                    break;
                }
            }
            prop_assert_eq!(found, all());
        }

        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut reader = Reader::default();
            reader.push(&bytes);
            while let Ok(Some(_)) = reader.message() {}
        }
    }
}
