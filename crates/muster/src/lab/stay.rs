//! `--stay`: the fleet lives until today and goes on, its host has a web console, and the user brings a machine of their own.

use super::{
    fleet::{Fleet, Row},
    history::Today,
    managed::{ManagedMachine, RunningAgent},
    running_lab::{DOMAIN, Lab},
    waiting,
};
use crate::{cmd::stopped, failure::Failure, out};
use muster_core::lang::Lang;
use muster_platform::files;
use std::{sync::Arc, time::Duration};

const KEY_FILE: &str = "ledger-setup-key.txt";
/// So often one of the machines asks.
const ONE_ASKS_EVERY: Duration = Duration::from_secs(5);

/// Says where the console is and how to activate one more machine, and waits for Ctrl-C.
pub(super) async fn stay(lab: &Lab, fleet: Arc<Fleet>, rows: Vec<Row>, lang: Lang) -> Result<(), Failure> {
    files::write_public(&lab.directory.join(KEY_FILE), &lab.vendor.ledger_key.reveal())?;
    let (living, rows) = (fleet.clone(), Arc::new(rows));
    let history = rows.clone();
    waiting(move || living.live_on(&history)).await?;
    let (machine, managed, history) = (ManagedMachine::new(lab)?, fleet.clone(), rows.clone());
    let started = move || {
        let moved = Today::of(&history).ended.first();
        moved.map_or(Ok(()), |row| machine.move_away(&managed, &row.name))?;
        machine.start(&managed)
    };
    let agent: RunningAgent = waiting(started).await?;
    out::print(&format!("{}{}", console_text(lab, lang).await?, text(lab, lang)));
    let asking = tokio::spawn(ask(fleet, rows));
    stopped().await;
    asking.abort();
    drop(agent);
    Ok(())
}

/// The machines ask one after the other, for as long as the lab stays.
async fn ask(fleet: Arc<Fleet>, rows: Arc<Vec<Row>>) {
    let (mut pause, mut next) = (tokio::time::interval(ONE_ASKS_EVERY), 0);
    loop {
        pause.tick().await;
        let (fleet, rows) = (fleet.clone(), rows.clone());
        let asked = waiting(move || {
            let living = Today::of(&rows).living;
            fleet.renew_one(living.get(next % living.len().max(1)))
        });
        if let Err(failure) = asked.await {
            return tracing::error!(?failure, "the machines of the lab do not ask any more");
        }
        next += 1;
    }
}

#[cfg(feature = "console")]
async fn console_text(lab: &Lab, lang: Lang) -> Result<String, Failure> {
    let Some(console) = super::console_link::LabConsole::of(lab)? else { return Ok(String::new()) };
    let link = waiting(move || console.link()).await?;
    let another = format!("muster --state {} host account add NAME --role viewer --sign-in", lab.directory.display());
    Ok(lang.pick(
        format!(
            "\n200 days later: look at the fleet in the web console, signed in as viewer, by this link, once:\n\n    {link}\n\n\
             Another visitor: {another}\n"
        ),
        format!(
            "\n200 日後の状態です。次のリンクから Web コンソールに閲覧者としてサインインし、コンピューターの状態を確認できます (1 回のみ有効):\n\n    \
             {link}\n\n別の閲覧者のリンクの発行: {another}\n"
        ),
    ))
}

#[cfg(not(feature = "console"))]
async fn console_text(_: &Lab, lang: Lang) -> Result<String, Failure> {
    let text = lang.pick(
        "This muster was built without the web console: `cargo run -- lab --stay` prints a link into it.",
        "この muster には Web コンソールが含まれていません。`cargo run -- lab --stay` を実行すると、コンソールへのリンクが表示されます。",
    );
    Ok(format!("\n{text}\n"))
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
