//! Errors of a tool that could not ask another machine, as WMI, CIM, WinRM and VAMT report them: "The RPC server is unavailable.
//! (Exception from HRESULT: 0x800706BA)". They tell nothing of the license there.

use crate::holds::holds_any;
use muster_core::code::Code;

/// No connection, no rights, no such name: what the caller of another machine gets.
const CODES: [Code; 5] =
    [Code(0x8007_06BA), Code(0x8007_06BE), Code(0x8007_0005), Code(0x8007_0035), Code(0x8008_0005)];

/// Whether a line tells such an error by this code.
pub(crate) fn is_told(line: &str, code: Code) -> bool {
    const ASKING: [&str; 22] = [
        "wmi",
        "cimsession",
        "ciminstance",
        "cimexception",
        "winrm",
        "wsman",
        "vamt",
        "exception from hresult",
        "例外の hresult",
        "例外 hresult",
        "ausnahme von hresult",
        "exception de hresult",
        "remote machine",
        "remote computer",
        "remote system",
        "remotecomputer",
        "entfernten computer",
        "ordinateur distant",
        "connecting to server",
        "サーバーへの接続中",
        "リモート コンピューター",
        "リモートのコンピューター",
    ];
    CODES.contains(&code) && holds_any(&line.to_lowercase(), &ASKING)
}
