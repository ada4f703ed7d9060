//! The program. Everything it does is in the library's `cli`.

fn main() -> std::process::ExitCode {
    mdbook_system_design::cli::main()
}
