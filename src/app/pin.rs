//! The administrator's PIN: its hash for the configuration, and whether what was typed is it. Never keeps or logs a PIN.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};

/// Digits a PIN has at least. What keeps a short one safe is the wait after wrong ones, not its hash.
pub const LEAST_DIGITS: usize = 4;
/// And at most: it is typed on a screen.
pub const MOST_DIGITS: usize = 12;
/// 7 MiB, five passes (OWASP's choice for little memory): a kiosk of 64 MB can check it, at a tenth of a second.
const COST: (u32, u32, u32) = (7 * 1024, 5, 1);
/// 128 bits, as RFC 9106 asks.
const SALT_BYTES: usize = 16;

/// Why there is no hash.
#[derive(Debug)]
pub enum PinError {
    /// Not 4 to 12 digits.
    Unfit,
    /// The system gives no random numbers, or no memory.
    Refused(String),
}

impl fmt::Display for PinError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfit => write!(out, "a PIN has {LEAST_DIGITS} to {MOST_DIGITS} digits"),
            Self::Refused(why) => write!(out, "no hash can be made ({why})"),
        }
    }
}

impl std::error::Error for PinError {}

impl From<io::Error> for PinError {
    fn from(error: io::Error) -> Self {
        Self::Refused(error.to_string())
    }
}

/// The hash of `pin`, as it stands in the configuration (`$argon2id$…`).
///
/// # Errors
/// If it is no PIN, or the system gives no random salt.
pub fn hash(pin: &str) -> Result<String, PinError> {
    if !is_pin(pin) {
        return Err(PinError::Unfit);
    }
    let mut salt = [0; SALT_BYTES];
    File::open("/dev/urandom")?.read_exact(&mut salt)?;
    let (memory, passes, lanes) = COST;
    let refused = |error: &dyn fmt::Display| PinError::Refused(error.to_string());
    let params = Params::new(memory, passes, lanes, None).map_err(|error| refused(&error))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: PasswordHash = argon2.hash_password_with_salt(pin.as_bytes(), &salt).map_err(|error| refused(&error))?;
    Ok(hash.to_string())
}

/// Whether `pin` has `hash`. A hash that cannot be read fits no PIN.
pub fn fits(pin: &str, hash: &str) -> bool {
    let argon2 = Argon2::default();
    PasswordHash::new(hash).is_ok_and(|hash| argon2.verify_password(pin.as_bytes(), &hash).is_ok())
}

/// Whether `hash` can be checked against at all, for the configuration.
pub fn is_hash(hash: &str) -> bool {
    hash.starts_with("$argon2id$") && PasswordHash::new(hash).is_ok()
}

fn is_pin(pin: &str) -> bool {
    (LEAST_DIGITS..=MOST_DIGITS).contains(&pin.len()) && pin.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{fits, hash, is_hash};

    #[test]
    fn only_the_pin_fits_its_hash() {
        let made = hash("271828").expect("a hash");
        assert!(is_hash(&made) && fits("271828", &made));
        assert!(!fits("271829", &made) && !fits("", &made));
        assert_ne!(made, hash("271828").expect("a hash"), "salted");
    }

    #[test]
    fn what_is_no_pin_is_refused() {
        for bad in ["", "123", "1234567890123", "12a4", "１２３４"] {
            assert!(hash(bad).is_err(), "{bad}");
        }
        assert!(!is_hash("1234") && !fits("1234", "1234"));
    }
}
