//! Networks by address and prefix length, as an administrator writes them (`10.0.0.0/8`, `2001:db8::/32`). Never
//! resolves a name.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use serde::Deserialize;

/// The addresses that share the first [`prefix`](Self::prefix) bits. A lone address is a network of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

/// Why a text is no network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkError(String);

impl fmt::Display for NetworkError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "‘{}’ is no network; write it as 192.0.2.0/24 or 2001:db8::/32", self.0)
    }
}

impl std::error::Error for NetworkError {}

impl Network {
    /// The machine itself, in both families.
    pub const LOOPBACK: [Self; 2] = [
        Self { address: IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), prefix: 8 },
        Self { address: IpAddr::V6(Ipv6Addr::LOCALHOST), prefix: 128 },
    ];

    /// How many leading bits its addresses share.
    pub const fn prefix(&self) -> u8 {
        self.prefix
    }

    /// Whether `address` is in it. An IPv4 address that came as IPv6 (`::ffff:192.0.2.1`) counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                same_prefix(u128::from(own.to_bits()) << 96, u128::from(other.to_bits()) << 96, self.prefix)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => same_prefix(own.to_bits(), other.to_bits(), self.prefix),
            _ => false,
        }
    }
}

fn same_prefix(one: u128, other: u128, prefix: u8) -> bool {
    (one ^ other).leading_zeros() >= u32::from(prefix)
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let wrong = || NetworkError(text.to_owned());
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(most), |prefix| prefix.trim().parse().map_err(|_| wrong()))?;
        if prefix > most { Err(wrong()) } else { Ok(Self { address, prefix }) }
    }
}

impl TryFrom<String> for Network {
    type Error = NetworkError;

    fn try_from(text: String) -> Result<Self, NetworkError> {
        text.parse()
    }
}

/// The part of an address that one visitor can be expected to hold: a whole IPv4 address, or the first 64 bits of an
/// IPv6 one (RFC 4291 gives a subnet 64 bits; whoever has one address has the others).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin(IpAddr);

impl From<IpAddr> for Origin {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(address) => Self(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).into()),
            address @ IpAddr::V4(_) => Self(address),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::{Network, Origin};

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_network_has_the_addresses_of_its_prefix() {
        let network: Network = "10.1.0.0/16".parse().unwrap();
        assert!(network.contains(ip("10.1.255.3")) && network.contains(ip("::ffff:10.1.0.9")));
        assert!(!network.contains(ip("10.2.0.0")) && !network.contains(ip("2001:db8::1")));
        let network: Network = "2001:db8::/33".parse().unwrap();
        assert!(network.contains(ip("2001:db8:7fff::1")) && !network.contains(ip("2001:db8:8000::1")));
        let everything: Network = "0.0.0.0/0".parse().unwrap();
        assert!(everything.contains(ip("203.0.113.9")));
        let lone: Network = "192.0.2.7".parse().unwrap();
        assert!(lone.contains(ip("192.0.2.7")) && !lone.contains(ip("192.0.2.6")));
    }

    #[test]
    fn what_is_no_network_is_refused_with_an_example() {
        for text in ["", "10.0.0.0/33", "::/129", "example.org", "10.0.0.0/-1", "10.0.0.0/8/8"] {
            let error = text.parse::<Network>().expect_err(text);
            assert!(error.to_string().contains("192.0.2.0/24"), "{error}");
        }
    }

    #[test]
    fn ipv6_addresses_of_one_subnet_are_one_origin() {
        assert_eq!(Origin::from(ip("2001:db8:0:1::1")), Origin::from(ip("2001:db8:0:1:ffff::2")));
        assert_ne!(Origin::from(ip("2001:db8:0:1::1")), Origin::from(ip("2001:db8:0:2::1")));
        assert_eq!(Origin::from(ip("::ffff:192.0.2.1")), Origin::from(ip("192.0.2.1")));
        assert_ne!(Origin::from(ip("192.0.2.1")), Origin::from(ip("192.0.2.2")));
    }
}
