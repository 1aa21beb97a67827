//! A machine that has not asked for so long that it does not count any more: why that may be, and what to do.

use crate::machine::Machine;
use muster_core::{host::count::RETENTION, id::Cmid, lang::Lang, time::Moment};

/// What the page of a machine and the API say of its silence.
pub(crate) struct Silence {
    pub(crate) title: String,
    pub(crate) cause: &'static str,
    pub(crate) fix: &'static str,
    /// Commands that show more, or mend it, one a line.
    pub(crate) commands: String,
}

/// For how many whole days a machine has been silent, if it does not count any more.
pub(crate) fn days(last_seen: Moment, now: Moment) -> Option<i64> {
    let silent = now.since(last_seen);
    (silent > RETENTION).then(|| silent.as_minutes() / (24 * 60))
}

/// The silence in a few words.
pub(crate) fn title(days: i64, lang: Lang) -> String {
    lang.pick(format!("No request for {days} days"), format!("{days} 日間、要求がありません"))
}

impl Silence {
    /// That of a machine with all its rows.
    pub(crate) fn of(cmid: Cmid, rows: &[Machine], now: Moment, lang: Lang) -> Option<Self> {
        let newest = rows.iter().map(|row| row.last_seen).max()?;
        Some(Self {
            title: title(days(newest, now)?, lang),
            cause: lang.pick(
                "The machine is switched off or gone, its product was removed, or it does not reach the host any more. It counts for 30 \
                 days after a request.",
                "コンピューターの電源が切れているか、撤去されたか、製品が削除されたか、ホストに接続できなくなっています。カウントの対象となるのは、要求から 30 日間です。",
            ),
            fix: lang.pick(
                "On the machine, activate and read the result. If it is gone for good, release it at the host.",
                "コンピューターでライセンス認証を実行し、結果を確認してください。撤去済みの場合は、ホストで解放してください。",
            ),
            commands: format!("slmgr /ato\nmuster host release {cmid}"),
        })
    }
}
