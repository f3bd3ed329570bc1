//! The program `megdan`: hands the arguments to [`megdan::cli`] and turns its answer into an exit code.
//! Never holds logic.

fn main() -> std::process::ExitCode {
    megdan::cli::run(std::env::args_os())
}
