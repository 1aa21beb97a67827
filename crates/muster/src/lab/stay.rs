//! `--stay`: the host goes on, and the user brings a machine of their own.

use super::running_lab::{DOMAIN, Lab};
use crate::{cmd::stopped, failure::Failure, out};
use muster_core::lang::Lang;
use muster_platform::files;

const KEY_FILE: &str = "ledger-setup-key.txt";

/// Says how to activate one more machine, and waits for Ctrl-C.
pub(super) async fn wait(lab: &Lab, lang: Lang) -> Result<(), Failure> {
    files::write_public(&lab.directory.join(KEY_FILE), &lab.vendor.ledger_key.reveal())?;
    out::print(&text(lab, lang));
    stopped().await;
    Ok(())
}

fn text(lab: &Lab, lang: Lang) -> String {
    let directory = lab.directory.display();
    let state = format!("muster --state {directory}/by-hand");
    let seen = format!("--machine-name by-hand.{DOMAIN} --identity by-hand");
    let network = format!("--name-server {} --domain {DOMAIN}", lab.dns_address());
    let introduction = lang.pick(
        format!(
            "Host {} and DNS {} go on until Ctrl-C. One more machine by hand:",
            lab.host.address(),
            lab.dns_address()
        ),
        format!(
            "ホスト {} と DNS {} は Ctrl-C まで動作します。別のコンピューターを手動でライセンス認証するには:",
            lab.host.address(),
            lab.dns_address()
        ),
    );
    format!(
        "\n{introduction}\n\n    \
         {state} client init --root {directory}/host/root.jwk --pack {directory}/host/pack.jws {seen}\n    \
         {state} slmgr /ipk $(cat {directory}/{KEY_FILE})\n    \
         {state} slmgr {seen} {network} /ato\n    \
         {state} slmgr {seen} /dlv\n\n"
    )
}
