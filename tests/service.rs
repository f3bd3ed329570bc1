//! The owner as a service: what it tells systemd, what signals do, and the files of `deploy/` against what really happens.
//! Programs of others that are not on this machine are skipped, and the test says so.

#[path = "support/owner.rs"]
mod owner;
#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::Command;

use owner::{Owner, PATIENCE, tool};
use rustix::process::Signal;

const DEPLOY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy");

fn deployed(file: &str) -> String {
    fs::read_to_string(Path::new(DEPLOY).join(file)).expect("a file of deploy/")
}

/// What a program says of a file, which must please it.
fn pleases(program: &Path, arguments: &[&str], file: &Path) {
    let output = Command::new(program).args(arguments).arg(file).output().expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success() && said.is_empty(), "{}", String::from_utf8_lossy(&said));
}

#[test]
fn systemd_is_told_of_readiness_life_reloading_and_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notify");
    let socket = UnixDatagram::bind(&path).expect("a socket");
    socket.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let next = || {
        let mut buffer = [0; 256];
        let length = socket.recv(&mut buffer).expect("a message of the owner");
        String::from_utf8_lossy(&buffer[..length]).into_owned()
    };
    let wait = |word: &str| while !next().lines().any(|line| line == word) {};
    let variables = [("NOTIFY_SOCKET", path.to_str().expect("a plain path")), ("WATCHDOG_USEC", "200000")];
    let mut owner = Owner::start_with("", &variables);
    assert_eq!(next().trim_end(), "READY=1");
    for _ in 0..3 {
        wait("WATCHDOG=1");
    }
    owner.signal(Signal::HUP);
    wait("RELOADING=1");
    wait("READY=1");
    assert_eq!(owner.end(), Some(0));
    wait("STOPPING=1");
}

#[test]
fn a_reload_takes_other_limits_and_refuses_a_wrong_file() {
    let limits = |burst: u32| format!("[limits]\nburst = {burst}\nrefill_seconds = 3600\nexempt = []\n");
    let owner = Owner::start(&limits(1));
    let greets = || {
        let mut stream = TcpStream::connect(("127.0.0.1", owner.port)).expect("connected");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        // Refused connections are closed at once.
        let _cut = stream.write_all(b"SSH-2.0-test\r\n");
        let mut first = [0; 4];
        stream.read_exact(&mut first).is_ok() && first == *b"SSH-"
    };
    assert!(greets());
    assert!(!greets());
    let config = owner.folder().join("config.toml");
    fs::write(&config, "[limits]\nbrust = 9\n").expect("a file can be written");
    owner.signal(Signal::HUP);
    let said = owner.wait_log("the configuration was not taken");
    assert!(!greets(), "{said}");
    fs::write(&config, limits(1000)).expect("a file can be written");
    owner.signal(Signal::HUP);
    owner.wait_log("the configuration was read again");
    assert!(greets());
}

#[test]
fn the_units_please_systemd() {
    let Some(analyze) = tool("systemd-analyze") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for unit in ["megdan.service", "megdan-kiosk@.service"] {
        // The program and the manual are not installed here.
        let text = deployed(&format!("systemd/{unit}"))
            .replace("/usr/local/bin/megdan", env!("CARGO_BIN_EXE_megdan"))
            .replace("/usr/local/lib/megdan/lock-console", &format!("{DEPLOY}/console/lock-console"));
        fs::write(folder.path().join(unit), text).expect("a file can be written");
    }
    for unit in ["megdan.service", "megdan-kiosk@tty1.service"] {
        pleases(&analyze, &["verify", "--man=no"], &folder.path().join(unit));
    }
    for (unit, most) in [("megdan.service", "15"), ("megdan-kiosk@.service", "15")] {
        // The most exposure, of a hundred.
        let threshold = format!("--threshold={most}");
        let path = folder.path().join(unit);
        let rated = Command::new(&analyze).args(["security", "--offline=true", &threshold]).arg(path).output();
        let rated = rated.expect("it runs");
        assert!(rated.status.success(), "{}", String::from_utf8_lossy(&rated.stdout));
    }
}

/// Made in a folder that stands for the root of a machine, by whoever may give files to other accounts.
#[test]
fn accounts_and_folders_are_made_as_the_units_want_them() {
    let (Some(sysusers), Some(tmpfiles)) = (tool("systemd-sysusers"), tool("systemd-tmpfiles")) else { return };
    if !rustix::process::geteuid().is_root() {
        return owner::skipped("way to make accounts without root");
    }
    let root = tempfile::tempdir().expect("a folder");
    let at = format!("--root={}", root.path().display());
    for (kind, program, arguments) in
        [("sysusers", sysusers, &[at.as_str()][..]), ("tmpfiles", tmpfiles, &["--create", at.as_str()])]
    {
        let folder = root.path().join(format!("usr/lib/{kind}.d"));
        fs::create_dir_all(&folder).expect("a folder");
        fs::create_dir_all(root.path().join("etc")).expect("a folder");
        fs::write(folder.join("megdan.conf"), deployed(&format!("systemd/megdan.{kind}"))).expect("a file");
        let output = Command::new(program).args(arguments).arg("megdan.conf").output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let read = |path: &str| fs::read_to_string(root.path().join(path)).expect("a file");
    let (accounts, groups) = (read("etc/passwd"), read("etc/group"));
    for (unit, account) in [("megdan.service", "megdan"), ("megdan-kiosk@.service", "megdan-kiosk")] {
        assert!(deployed(&format!("systemd/{unit}")).lines().any(|line| line == format!("User={account}")), "{unit}");
        assert!(accounts.lines().any(|line| line.starts_with(&format!("{account}:"))), "{accounts}");
    }
    assert!(groups.lines().any(|line| line.starts_with("megdan:") && line.ends_with("megdan-kiosk")), "{groups}");
    for folder in ["var/lib/megdan", "run/megdan"] {
        let mode = fs::metadata(root.path().join(folder)).expect("a folder").permissions().mode();
        assert_eq!(mode & 0o777, 0o750, "{folder}");
    }
}

#[test]
fn the_page_of_figures_is_for_the_machine_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.toml");
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:9100"] {
        fs::write(&config, format!("[serve]\nmetrics = \"{address}\"\n")).expect("a file can be written");
        let mut command = Command::new(env!("CARGO_BIN_EXE_megdan"));
        command.env_clear().env("LANG", "en_GB.UTF-8").env("MEGDAN_DATA", folder.path().join("data"));
        let output = command.env("MEGDAN_CONFIG", &config).arg("serve").output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(&format!("the page of figures cannot be on ‘{address}’")), "{said}");
    }
}

#[test]
fn the_filter_reads_the_lines_that_are_really_written() {
    let Some(regex) = tool("fail2ban-regex") else { return };
    let owner = Owner::start("[limits]\nburst = 3\nrefill_seconds = 3600\nban_score = 2\nexempt = []\n");
    for _ in 0..5 {
        let mut stream = TcpStream::connect(("127.0.0.1", owner.port)).expect("connected");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let _cut = stream.write_all(b"GET / HTTP/1.1\r\n\r\n");
        let _cut = stream.read_to_end(&mut Vec::new());
    }
    owner.wait_status("five turns", |status| {
        let count = |what: &str| status["totals"][what].as_u64().unwrap_or_default();
        count("refused") + count("dropped") == 5 && count("banned") == 1
    });
    // The filter includes a file of fail2ban's own, which must stand beside it.
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy("/etc/fail2ban/filter.d/common.conf", folder.path().join("common.conf")).expect("fail2ban's own file");
    let filter = folder.path().join("megdan.conf");
    fs::write(&filter, deployed("fail2ban/filter.conf")).expect("a file can be written");
    // As files have them, and as fail2ban's reader of the journal gives them: with the machine, the program and its number.
    for prefix in ["", "kiosk megdan[123]: "] {
        let log = folder.path().join("log");
        let lines: Vec<String> = owner.lines().iter().map(|line| format!("{prefix}{line}\n")).collect();
        fs::write(&log, lines.concat()).expect("a file can be written");
        let output = Command::new(&regex).arg(&log).arg(&filter).output();
        let output = output.expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout);
        // Five turns and the ban.
        assert!(said.contains(" 6 matched"), "{prefix}: {said}\n{}", lines.concat());
    }
}

/// A copy of sshd's command for guests that shows what it would start.
fn guests_command(folder: &Path) -> PathBuf {
    let shown = folder.join("shown");
    fs::write(&shown, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n").expect("a file can be written");
    let script = folder.join("megdan-guest");
    let text = deployed("sshd/megdan-guest").replace("/usr/local/bin/megdan", shown.to_str().expect("a plain path"));
    fs::write(&script, text).expect("a file can be written");
    for file in [&shown, &script] {
        fs::set_permissions(file, fs::Permissions::from_mode(0o755)).expect("a file of ours");
    }
    script
}

#[test]
fn behind_another_sshd_a_guest_gets_reading_verbs_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = guests_command(folder.path());
    let run = |words: &str| {
        let mut command = Command::new(&script);
        command.current_dir("/").env("SSH_ORIGINAL_COMMAND", words);
        let output = command.output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    assert_eq!(run("news --json --limit 3"), (Some(0), "list\nnews\n--json\n--limit\n3\n".to_owned()));
    assert_eq!(run("search зелени * $HOME"), (Some(0), "search\nзелени\n*\n$HOME\n".to_owned()));
    assert!(run("help").1.contains("show ID"));
    for refused in ["sh -c id", "show x --data /etc", "load /tmp", "$(id)", "`id`", "; id", &"a ".repeat(1000), " "] {
        let (code, said) = run(refused);
        assert!(code != Some(0) && said.is_empty(), "{refused}: {said}");
    }
}

#[test]
fn the_scripts_are_good_shell() {
    let Some(check) = tool("shellcheck") else { return };
    for script in ["console/lock-console", "sshd/megdan-guest"] {
        pleases(&check, &["--shell=sh"], &Path::new(DEPLOY).join(script));
    }
}

#[test]
fn the_balancers_configuration_is_valid() {
    if let Some(haproxy) = tool("haproxy") {
        let checked = Command::new(haproxy).args(["-c", "-f"]).arg(format!("{DEPLOY}/proxy/haproxy.cfg")).output();
        let checked = checked.expect("it runs");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
    let Some(nginx) = tool("nginx") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().display();
    // A module of its own where the system has it so; and nothing of this machine is opened.
    let module = Path::new("/usr/lib/nginx/modules/ngx_stream_module.so");
    let load = if module.exists() { format!("load_module {};\n", module.display()) } else { String::new() };
    let stream = deployed("proxy/nginx-stream.conf").replace("listen 22;", &format!("listen unix:{path}/guests;"));
    let file = folder.path().join("nginx.conf");
    let text = format!("{load}pid {path}/pid;\nerror_log {path}/log;\nevents {{}}\n{stream}");
    assert!(text.contains("unix:") && text.contains("proxy_protocol on;"), "{text}");
    fs::write(&file, text).expect("a file can be written");
    let checked = Command::new(nginx).arg("-t").arg("-c").arg(&file).output().expect("it runs");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}
