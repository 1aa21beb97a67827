//! What a service says of its web console when it starts.

use crate::out;
use muster_core::lang::Lang;

/// Where it is, and the link that makes the first administrator while there is none. Standard output is the only place that gets the
/// link, and a service manager keeps that in its journal.
pub(super) fn show(origin: &str, setup_link: Option<&str>, lang: Lang) {
    out::line(&lang.pick(format!("The web console is at {origin}/"), format!("Web コンソール: {origin}/")));
    if let Some(link) = setup_link {
        out::line(&lang.pick(
            format!("Make its first administrator within an hour, once, by this link: {link}"),
            format!("次のリンクから最初の管理者を作成してください (1 時間以内に 1 回のみ有効): {link}"),
        ));
    }
}
