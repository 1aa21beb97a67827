//! The collector for Windows, run by another cmd than Windows' own: that of Wine (Debian packages wine and wine64), with
//! stand-ins for the tools, built by MinGW (gcc-mingw-w64-x86-64), that print what was written for them in three languages.

#[path = "../../../../evidence/tests/it/evtx_file.rs"]
#[allow(dead_code, reason = "shared with the tests of the readers, which use more of it")]
mod evtx_file;
mod run;
mod stand_ins;
