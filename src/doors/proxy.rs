//! The PROXY protocol, versions 1 and 2: a balancer in front says whom it speaks for. Read only from networks the
//! administrator lists; anybody else could claim any address.
//!
//! Source: “The PROXY protocol”, Willy Tarreau, 2020 (`proxy-protocol.txt`), sections 2.1 and 2.2.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The first bytes of version 2.
const SIGNATURE: [u8; 12] = *b"\r\n\r\n\0\r\nQUIT\n";
/// The longest line of version 1, its end included.
const MAX_LINE: usize = 107;
/// The most that version 2 may carry after its 16 bytes here: addresses and a few extensions.
const MAX_PAYLOAD: usize = 1024;
/// Both versions are at least so long.
const LEAST: usize = 12;

/// What the bytes so far say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// So many more bytes are needed to go on; no byte after the header is among them.
    Needs(usize),
    /// The whole header: the visitor's address, or `None` if the balancer speaks for itself (a health check).
    Complete(Option<SocketAddr>),
}

/// Why the bytes are no PROXY header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProxyError;

impl fmt::Display for ProxyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("no PROXY header from a network listed in ‘proxy_from’; let the balancer send one")
    }
}

impl std::error::Error for ProxyError {}

/// Reads the header at the beginning of a connection. `bytes` must never be longer than [`Header::Needs`] asked for.
///
/// # Errors
/// If it is no header of version 1 or 2.
pub fn parse(bytes: &[u8]) -> Result<Header, ProxyError> {
    if bytes.len() < LEAST {
        return Ok(Header::Needs(LEAST - bytes.len()));
    }
    if bytes.starts_with(&SIGNATURE) { binary(bytes) } else { line(bytes) }
}

/// Version 1 is read a byte at a time after its first [`LEAST`], since only its end tells its length.
fn line(bytes: &[u8]) -> Result<Header, ProxyError> {
    if !bytes.starts_with(b"PROXY ") || bytes.len() > MAX_LINE {
        return Err(ProxyError);
    }
    let Some(line) = bytes.strip_suffix(b"\r\n") else {
        return if bytes.len() == MAX_LINE { Err(ProxyError) } else { Ok(Header::Needs(1)) };
    };
    let line = std::str::from_utf8(line).map_err(|_| ProxyError)?;
    let mut words = line.split(' ').skip(1);
    let family = words.next();
    if family == Some("UNKNOWN") {
        return Ok(Header::Complete(None));
    }
    let address: IpAddr = words.next().and_then(|word| word.parse().ok()).ok_or(ProxyError)?;
    let port = words.nth(1).and_then(|word| word.parse().ok()).ok_or(ProxyError)?;
    let fits = match family {
        Some("TCP4") => address.is_ipv4(),
        Some("TCP6") => address.is_ipv6(),
        _ => false,
    };
    if fits && words.count() == 1 { Ok(Header::Complete(Some((address, port).into()))) } else { Err(ProxyError) }
}

fn binary(bytes: &[u8]) -> Result<Header, ProxyError> {
    let Some((head, payload)) = bytes.split_first_chunk::<16>() else {
        return Ok(Header::Needs(16 - bytes.len()));
    };
    let [.., command, family, high, low] = *head;
    let length = usize::from(u16::from_be_bytes([high, low]));
    if length > MAX_PAYLOAD {
        return Err(ProxyError);
    }
    if payload.len() < length {
        return Ok(Header::Needs(length - payload.len()));
    }
    match (command, family) {
        (0x20, _) => Ok(Header::Complete(None)),
        (0x21, 0x11) => {
            let [a, b, c, d, _, _, _, _, high, low] = *payload.first_chunk().ok_or(ProxyError)?;
            let port = u16::from_be_bytes([high, low]);
            Ok(Header::Complete(Some((Ipv4Addr::new(a, b, c, d), port).into())))
        }
        (0x21, 0x21) => {
            let (address, rest) = payload.split_first_chunk::<16>().ok_or(ProxyError)?;
            let (_, rest) = rest.split_first_chunk::<16>().ok_or(ProxyError)?;
            let port = u16::from_be_bytes(*rest.first_chunk().ok_or(ProxyError)?);
            Ok(Header::Complete(Some((Ipv6Addr::from(*address), port).into())))
        }
        _ => Err(ProxyError),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{Header, ProxyError, SIGNATURE, parse};

    /// Gives only as many bytes as are asked for; returns what was said and how many bytes it took.
    fn fed(bytes: &[u8]) -> (Result<Header, ProxyError>, usize) {
        let mut taken = 0;
        loop {
            match parse(&bytes[..taken]) {
                Ok(Header::Needs(more)) if taken + more <= bytes.len() => taken += more,
                said => return (said, taken),
            }
        }
    }

    fn complete(address: &str) -> Header {
        Header::Complete(Some(address.parse().unwrap()))
    }

    #[test]
    fn version_one_names_the_visitor_and_takes_no_byte_more() {
        let header = b"PROXY TCP4 203.0.113.7 192.0.2.1 51000 22\r\n";
        let with_more = [header.as_slice(), b"SSH-2.0-x\r\n"].concat();
        assert_eq!(fed(&with_more), (Ok(complete("203.0.113.7:51000")), header.len()));
        let header = b"PROXY TCP6 2001:db8::7 2001:db8::1 51000 22\r\n";
        assert_eq!(fed(header), (Ok(complete("[2001:db8::7]:51000")), header.len()));
        assert_eq!(fed(b"PROXY UNKNOWN\r\n").0, Ok(Header::Complete(None)));
    }

    #[test]
    fn version_two_names_the_visitor_and_takes_no_byte_more() {
        let mut header =
            [&SIGNATURE[..], &[0x21, 0x11, 0, 12, 203, 0, 113, 7, 192, 0, 2, 1, 0xc7, 0x38, 0, 22]].concat();
        let length = header.len();
        header.extend(b"SSH-2.0-x\r\n");
        assert_eq!(fed(&header), (Ok(complete("203.0.113.7:51000")), length));
        let mut six = [&SIGNATURE[..], &[0x21, 0x21, 0, 39]].concat();
        six.extend([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
        six.extend([0; 16]);
        six.extend([0xc7, 0x38, 0, 22, 4, 0, 0]);
        assert_eq!(fed(&six), (Ok(complete("[2001:db8::7]:51000")), six.len()));
        assert_eq!(fed(&[&SIGNATURE[..], &[0x20, 0, 0, 0]].concat()).0, Ok(Header::Complete(None)));
    }

    #[test]
    fn anything_else_is_refused() {
        let long = [b"PROXY TCP4 ".as_slice(), &[b'1'; 200]].concat();
        let wrong: [&[u8]; 8] = [
            b"SSH-2.0-OpenSSH_9.2\r\n",
            b"PROXY TCP4 2001:db8::7 192.0.2.1 1 2\r\n",
            b"PROXY TCP4 203.0.113.7 192.0.2.1 70000 2\r\n",
            b"PROXY TCP4 203.0.113.7 192.0.2.1 1\r\n",
            b"PROXY TCP5 203.0.113.7 192.0.2.1 1 2\r\n",
            &long,
            &[&SIGNATURE[..], &[0x21, 0x11, 0xff, 0xff]].concat(),
            &[&SIGNATURE[..], &[0x21, 0x11, 0, 4, 1, 2, 3, 4]].concat(),
        ];
        for bytes in wrong {
            assert_eq!(fed(bytes).0, Err(ProxyError), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0_usize..16) {
            let _ = fed(&bytes);
            let _ = fed(&[&SIGNATURE[..cut.min(12)], &bytes].concat());
        }
    }
}
