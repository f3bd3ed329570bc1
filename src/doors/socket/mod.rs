//! The Unix socket: other processes of this machine bring their terminals to the owner. Bytes are forwarded, never file
//! descriptors.

pub mod client;
pub mod owner;

use std::path::{Path, PathBuf};
use std::{fmt, io};

use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};

use crate::text::{Lang, system_error};

/// The longest path of a socket: `sun_path` holds 108 bytes with its end.
const MAX_PATH: usize = 107;
/// The folder of a system service and the data folder it goes with.
const SYSTEM: (&str, &str) = ("/run/megdan", "/var/lib/megdan");
/// What the socket is called there.
const NAME: &str = "megdan.sock";

/// Why there is no socket.
#[derive(Debug)]
pub enum BindError {
    /// The path is longer than the system takes.
    TooLong(PathBuf),
    /// The system refused.
    System(PathBuf, io::Error),
}

impl BindError {
    /// What happened and what to do, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::TooLong(path) => {
                let path = path.display();
                match lang {
                    Lang::Bg => format!("пътят на гнездото ‘{path}’ е по-дълъг от {MAX_PATH} байта; дайте по-къс"),
                    Lang::En => {
                        format!("the socket's path ‘{path}’ is longer than {MAX_PATH} bytes; give a shorter one")
                    }
                }
            }
            Self::System(path, error) => {
                let (path, error) = (path.display(), system_error(error, lang));
                match lang {
                    Lang::Bg => format!(
                        "гнездото ‘{path}’ не може да се създаде ({error}); дайте друго място с ‘--socket’ или освободете това"
                    ),
                    Lang::En => format!(
                        "cannot make the socket ‘{path}’ ({error}); give another place with ‘--socket’ or free this one"
                    ),
                }
            }
        }
    }
}

impl fmt::Display for BindError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for BindError {}

/// Where the owner of the data folder `data` may have its socket, the best place first; all processes come to the same
/// list. `runtime` is the user's `XDG_RUNTIME_DIR`.
pub fn places(data: &Path, runtime: Option<&Path>) -> Vec<PathBuf> {
    let (system, its_data) = SYSTEM;
    let data = data.canonicalize().unwrap_or_else(|_| data.to_owned());
    let shared = (data == Path::new(its_data)).then(|| Path::new(system).join(NAME));
    let name = format!("{:08x}.sock", crc32fast::hash(data.as_os_str().as_encoded_bytes()));
    let own = runtime.map(|folder| folder.join("megdan").join(name));
    [shared, own, Some(data.join(NAME))].into_iter().flatten().collect()
}

/// Makes the socket at `path`, in place of one that a dead owner left. Only who holds the data folder's lock may call it.
///
/// # Errors
/// If the path is too long, or the system refuses.
pub fn bind(path: &Path) -> Result<std::os::unix::net::UnixListener, BindError> {
    if path.as_os_str().len() > MAX_PATH {
        return Err(BindError::TooLong(path.to_owned()));
    }
    listen(path).map_err(|error| BindError::System(path.to_owned(), error))
}

fn listen(path: &Path) -> io::Result<std::os::unix::net::UnixListener> {
    let shared = path.starts_with(SYSTEM.0);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        std::fs::DirBuilder::new().recursive(true).mode(if shared { 0o750 } else { 0o700 }).create(folder)?;
    }
    remove_socket(path)?;
    let listener = std::os::unix::net::UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(if shared { 0o660 } else { 0o600 }))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Takes a socket away; anything else at that path stays, and is an error.
///
/// # Errors
/// If something else is there, or the system refuses.
pub fn remove_socket(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::FileTypeExt as _;
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_socket() => std::fs::remove_file(path),
        Ok(_) => Err(io::Error::new(io::ErrorKind::AlreadyExists, "something that is no socket is there")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    use super::{BindError, bind, places};

    #[test]
    fn every_data_folder_has_a_socket_of_its_own() {
        let runtime = Some(Path::new("/run/user/1000"));
        let (one, other) = (places(Path::new("/srv/one"), runtime), places(Path::new("/srv/two"), runtime));
        assert!(one.first().unwrap().starts_with("/run/user/1000/megdan"));
        assert_ne!(one.first(), other.first());
        assert_eq!(places(Path::new("/srv/one"), None), [Path::new("/srv/one/megdan.sock")]);
        let system = places(Path::new("/var/lib/megdan"), runtime);
        assert_eq!(system.first().unwrap(), Path::new("/run/megdan/megdan.sock"));
    }

    #[test]
    fn a_dead_owners_socket_is_replaced_and_anything_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("below/megdan.sock");
        drop(bind(&path).unwrap());
        assert!(path.exists());
        let _second = bind(&path).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let file = folder.path().join("precious");
        std::fs::write(&file, "text").unwrap();
        assert!(matches!(bind(&file), Err(BindError::System(..))));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "text");
        assert!(matches!(bind(&folder.path().join("x".repeat(120))), Err(BindError::TooLong(_))));
    }
}
