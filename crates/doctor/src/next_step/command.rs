//! Commands, each with the shell that runs it.

use super::context::Context;
use crate::case::App;
use serde::Serialize;

/// What runs a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Shell {
    /// Command Prompt.
    Cmd,
    /// Windows PowerShell.
    PowerShell,
    /// Windows PowerShell with the module OSLicense: another way to do what the commands before it do.
    OsLicense,
    /// A line of the zone file of a BIND server.
    Zone,
    /// A shell of Linux.
    Sh,
}

/// A command, ready to be pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What runs it.
    pub shell: Shell,
    /// The line.
    pub line: String,
    /// The product that it is for, where a step holds commands for Windows and for Office.
    pub(crate) product: App,
}

impl Command {
    pub(crate) fn new(shell: Shell, line: impl Into<String>) -> Self {
        Self { shell, line: line.into(), product: App::Unknown }
    }

    /// The product that it is for, where a step holds commands for Windows and for Office.
    pub fn product(&self) -> Option<&'static str> {
        match self.product {
            App::Windows => Some("Windows"),
            App::Office => Some("Office"),
            App::Other | App::Unknown => None,
        }
    }
}

pub(crate) fn cmd(lines: &[impl AsRef<str>]) -> Vec<Command> {
    lines.iter().map(|line| Command::new(Shell::Cmd, line.as_ref())).collect()
}

/// Commands for a shell of Linux.
pub(crate) fn sh(lines: &[impl AsRef<str>]) -> Vec<Command> {
    lines.iter().map(|line| Command::new(Shell::Sh, line.as_ref())).collect()
}

pub(crate) fn powershell(lines: &[impl AsRef<str>]) -> Vec<Command> {
    lines.iter().map(|line| Command::new(Shell::PowerShell, line.as_ref())).collect()
}

/// `slmgr.vbs` with each of these options, for whatever runs it.
pub(crate) fn slmgr(options: &[impl AsRef<str>]) -> Vec<Command> {
    let line = |option: &str| format!("cscript //nologo %windir%\\system32\\slmgr.vbs {option}");
    cmd(&options.iter().map(|option| line(option.as_ref())).collect::<Vec<_>>())
}

/// `ospp.vbs` with each of these options, in its folder.
pub(crate) fn ospp(context: &Context, options: &[impl AsRef<str>]) -> Vec<Command> {
    let line = |option: &str| format!("cscript //nologo ospp.vbs {option}");
    let lines = options.iter().map(|option| line(option.as_ref()));
    cmd(&std::iter::once(context.go_to_folder()).chain(lines).collect::<Vec<_>>())
}

/// The commands of Windows, whatever the evidence names: slmgr, and the cmdlets where the machine has them.
pub(crate) fn windows(context: &Context, options: &[impl AsRef<str>]) -> Vec<Command> {
    let own = |command: Command| Command { product: App::Windows, ..command };
    let scripts = if context.vbscript_is_gone { Vec::new() } else { slmgr(options) };
    scripts.into_iter().chain(os_license(context, options)).map(own).collect()
}

/// The commands of the client: slmgr for Windows, ospp for Office, both where the evidence names neither.
pub(crate) fn client(context: &Context, windows: &[impl AsRef<str>], office: &[impl AsRef<str>]) -> Vec<Command> {
    let for_windows = || self::windows(context, windows);
    let for_office = || {
        let own = |command: Command| Command { product: App::Office, ..command };
        ospp(context, office).into_iter().map(own).collect::<Vec<_>>()
    };
    match context.app {
        App::Windows => for_windows(),
        App::Office => for_office(),
        App::Other => {
            let line = |option: &str| Command::new(Shell::Sh, format!("muster slmgr {option}"));
            windows.iter().map(|option| line(option.as_ref())).collect()
        }
        App::Unknown => [for_windows(), for_office()].concat(),
    }
}

/// The cmdlets that do what these options of slmgr do, where the machine has them; none if one of them has no cmdlet.
fn os_license(context: &Context, options: &[impl AsRef<str>]) -> Vec<Command> {
    if !context.has_os_license {
        return Vec::new();
    }
    let cmdlets: Option<Vec<Vec<String>>> = options.iter().map(|option| cmdlets(option.as_ref())).collect();
    let lines = cmdlets.unwrap_or_default().concat();
    lines.into_iter().map(|line| Command::new(Shell::OsLicense, line)).collect()
}

/// The cmdlets of one option of slmgr.
fn cmdlets(option: &str) -> Option<Vec<String>> {
    let (name, argument) = option.split_once(' ').unwrap_or((option, ""));
    let with_id = |cmdlet: &str| {
        if argument.is_empty() { cmdlet.to_owned() } else { format!("{cmdlet} -ActivationID {argument}") }
    };
    Some(match name {
        "/ato" => vec![with_id("Invoke-OSLicense -ActivateOnline")],
        "/dlv" | "/dli" | "/xpr" if argument == "all" => vec!["Get-OSLicenseInfo -All".to_owned()],
        "/dlv" | "/dli" | "/xpr" => vec![with_id("Get-OSLicenseInfo"), "Get-KmsLicenseInfo".to_owned()],
        "/ipk" => vec![format!("Invoke-OSLicense -InstallProductKey '{argument}'")],
        "/upk" => vec![with_id("Invoke-OSLicense -UninstallProductKey")],
        "/ckms" => vec!["Invoke-KmsLicense -ClearServer".to_owned(), "Invoke-KmsLicense -ClearPort".to_owned()],
        "/skms" => {
            let (host, port) = argument.rsplit_once(':').unwrap_or((argument, "1688"));
            vec![format!("Set-KmsLicenseInfo -ServerName '{host}' -Port {port}")]
        }
        "/ckms-domain" => vec!["Invoke-KmsLicense -ClearDomain".to_owned()],
        "/skhc" => vec!["Set-KmsLicenseInfo -HostCaching $true".to_owned()],
        "/act-type" => vec![format!("Set-OSLicenseInfo -ActivationType {argument}")],
        "/rearm" => vec!["Invoke-OSLicense -Rearm".to_owned()],
        "/rilc" => vec!["Invoke-OSLicense -ReinstallSystemLicenses".to_owned()],
        "/dti" => vec!["(Get-OSLicenseInfo).OfflineInstallationId".to_owned()],
        "/atp" => vec![format!("Invoke-OSLicense -ConfirmationID '{argument}'")],
        "/ao-list" => vec!["Get-ADLicenseInfo -ActivationObjects".to_owned()],
        _ => return None,
    })
}
