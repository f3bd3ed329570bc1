//! The server's own key and the keys of administrators: files in OpenSSH's formats. Never keeps a key that others on the
//! machine can read.

use std::fmt;
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use russh::keys::key::safe_rng;
use russh::keys::ssh_key::LineEnding;
use russh::keys::{Algorithm, HashAlg, PrivateKey, PublicKey};

use crate::text::{Lang, system_error};

/// The file in the data folder.
pub const HOST_KEY: &str = "host_ed25519";

/// Why a file of keys cannot be used.
#[derive(Debug)]
pub enum KeyError {
    /// It cannot be read or made.
    Disk(PathBuf, io::Error),
    /// The host key is no Ed25519 key without a passphrase.
    Host(PathBuf),
    /// Others may read the host key.
    Open(PathBuf),
    /// This line of the administrators' keys is no public key.
    Line(PathBuf, usize),
}

impl KeyError {
    /// What happened and what to do, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Disk(path, error) => {
                let (path, error) = (path.display(), system_error(error, lang));
                match lang {
                    Lang::Bg => {
                        format!("файлът с ключове ‘{path}’ не може да се ползва ({error}); проверете пътя и правата")
                    }
                    Lang::En => {
                        format!("cannot use the key file ‘{path}’ ({error}); check the path and its permissions")
                    }
                }
            }
            Self::Host(path) => {
                let path = path.display();
                match lang {
                    Lang::Bg => {
                        format!("‘{path}’ не е частен ключ Ed25519 без парола; преместете го и ще се създаде нов")
                    }
                    Lang::En => format!(
                        "‘{path}’ is no Ed25519 private key without a passphrase; move it away and a new one is made"
                    ),
                }
            }
            Self::Open(path) => {
                let path = path.display();
                match lang {
                    Lang::Bg => format!(
                        "и други могат да четат частния ключ ‘{path}’; изпълнете chmod 600 ‘{path}’ или създайте нов"
                    ),
                    Lang::En => {
                        format!("others may read the private key ‘{path}’; run chmod 600 ‘{path}’ or make a new one")
                    }
                }
            }
            Self::Line(path, line) => {
                let path = path.display();
                match lang {
                    Lang::Bg => format!(
                        "ред {line} на ‘{path}’ не е публичен ключ; пишете го като OpenSSH: ssh-ed25519 AAAA… име"
                    ),
                    Lang::En => format!(
                        "line {line} of ‘{path}’ is no public key; write it as OpenSSH does: ssh-ed25519 AAAA… name"
                    ),
                }
            }
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for KeyError {}

/// Reads the server's key, or makes one that only this account can read.
///
/// # Errors
/// If the file cannot be read or made, is of another kind, or is readable by others.
pub fn host_key(path: &Path) -> Result<PrivateKey, KeyError> {
    let disk = |error| KeyError::Disk(path.to_owned(), error);
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return make(path),
        Err(error) => return Err(disk(error)),
    };
    if std::fs::metadata(path).map_err(disk)?.permissions().mode() & 0o077 != 0 {
        return Err(KeyError::Open(path.to_owned()));
    }
    let key = PrivateKey::from_openssh(text).map_err(|_| KeyError::Host(path.to_owned()))?;
    let fits = key.algorithm() == Algorithm::Ed25519 && !key.is_encrypted();
    if fits { Ok(key) } else { Err(KeyError::Host(path.to_owned())) }
}

/// Made beside its place and moved there, so that a power cut leaves a whole key or none.
fn make(path: &Path) -> Result<PrivateKey, KeyError> {
    let disk = |error| KeyError::Disk(path.to_owned(), error);
    let failed = |_| KeyError::Host(path.to_owned());
    let key = PrivateKey::random(&mut safe_rng(), Algorithm::Ed25519).map_err(failed)?;
    let text = key.to_openssh(LineEnding::LF).map_err(failed)?;
    let beside = path.with_extension("new");
    if let Err(error) = std::fs::remove_file(&beside)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(disk(error));
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside).map_err(disk)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(disk)?;
    std::fs::rename(&beside, path).map_err(disk)?;
    let folder = path.parent().map_or(Path::new("."), |parent| parent);
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(disk)?;
    Ok(key)
}

/// How a person recognises a key: as `ssh-keygen -l` prints it.
pub fn fingerprint(key: &PublicKey) -> String {
    key.fingerprint(HashAlg::Sha256).to_string()
}

/// The keys of administrators: one a line, `#` begins a comment. No file, no administrators.
///
/// # Errors
/// If the file is there and cannot be read, or a line is no public key.
pub fn administrators(path: &Path) -> Result<Vec<PublicKey>, KeyError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(KeyError::Disk(path.to_owned(), error)),
    };
    let lines = text.lines().map(str::trim).enumerate();
    let keys = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    keys.map(|(at, line)| PublicKey::from_openssh(line).map_err(|_| KeyError::Line(path.to_owned(), at + 1))).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::{HOST_KEY, KeyError, administrators, fingerprint, host_key};

    #[test]
    fn the_host_key_is_made_once_and_only_for_this_account() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(HOST_KEY);
        let first = host_key(&path).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let again = host_key(&path).unwrap();
        assert_eq!(fingerprint(first.public_key()), fingerprint(again.public_key()));
        assert!(fingerprint(again.public_key()).starts_with("SHA256:"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_key_that_others_can_read_or_that_is_none_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(HOST_KEY);
        host_key(&path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(host_key(&path), Err(KeyError::Open(_))));
        std::fs::write(&path, "garbage").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        assert!(host_key(&path).unwrap_err().to_string().contains("move it away"));
    }

    #[test]
    fn administrators_are_listed_as_openssh_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("admin_keys");
        assert!(administrators(&path).unwrap().is_empty());
        let key = host_key(&folder.path().join(HOST_KEY)).unwrap();
        let line = key.public_key().to_openssh().unwrap();
        std::fs::write(&path, format!("# office\n\n{line} maria@office\n")).unwrap();
        let found = administrators(&path).unwrap();
        assert_eq!(found.first().unwrap().key_data(), key.public_key().key_data());
        std::fs::write(&path, "ssh-ed25519 AAAA\n").unwrap();
        assert!(matches!(administrators(&path), Err(KeyError::Line(_, 1))));
    }
}
