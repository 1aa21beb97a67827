//! The steps for a product of Muster: what Muster's own catalogue says of the code, with the commands that do it.

use super::{
    command::{Command, sh},
    context::Context,
    step::NextStep,
    words::Words,
};
use crate::{
    action::Who,
    case::App,
    rule::{Rule, Scope, Step},
};
use muster_core::{
    code::{self, Code},
    lang::{Lang, Text},
};

/// Codes, who has to do with them, and the commands that find and mend their cause. `{host}`, `{port}` and `{zone}` are filled.
const BY_CODE: &[(&[Code], Who, &[&str])] = &[
    (
        &[
            code::INVALID_NAME,
            code::DNS_NAME_ERROR,
            code::DNS_NO_RECORDS,
            code::DNS_NO_SERVERS,
            code::DNS_SERVER_FAILURE,
            code::TIMEOUT,
        ],
        Who::Machine,
        &["cat /etc/resolv.conf", "dig SRV _muster._tcp.{zone}", "muster client events"],
    ),
    (
        &[
            code::DNS_REFUSED,
            code::DNS_NOT_AUTHORITATIVE,
            code::DNS_BAD_SIGNATURE,
            code::DNS_BAD_KEY,
            code::DNS_BAD_TIME,
        ],
        Who::Host,
        &["muster host events", "muster host publish", "dig SRV _muster._tcp.{zone}"],
    ),
    (
        &[code::HOST_UNAVAILABLE, code::NO_HOST_REACHED, code::NETWORK_UNREACHABLE, code::NAME_NOT_RESOLVED],
        Who::Machine,
        &["muster client events", "dig SRV _muster._tcp.{zone}", "curl -sS http://{host}:{port}/health"],
    ),
    (&[code::COUNT_TOO_LOW], Who::Host, &["muster host status", "muster host machines"]),
    (&[code::HOST_NOT_ACTIVATED], Who::Host, &["muster host status", "muster slmgr /ato", "muster host status"]),
    (&[code::HOST_NOT_ENABLED], Who::Host, &["muster host status", "muster host resume"]),
    (
        &[code::PRODUCT_NOT_COVERED, code::PACK_VERSION, code::SIGNATURE_INVALID],
        Who::Host,
        &["muster host status", "muster host pack pack.jws"],
    ),
    (&[code::CLOCK_SKEW], Who::Machine, &["timedatectl", "chronyc tracking", "muster host confirm-clock"]),
    (
        &[code::STATE_DAMAGED, code::STATE_UNREADABLE, code::FILE_NOT_TRUSTED, code::SECRET_FILE_OPEN_TO_OTHERS],
        Who::Machine,
        &["ls -la /var/lib/muster", "journalctl -u muster-host -u muster-agent -n 50"],
    ),
    (
        &[code::DISK_FULL, code::SERVER_DATABASE_ERROR, code::SERVER_BUSY, code::UNEXPECTED],
        Who::Host,
        &["df -h /var/lib/muster", "journalctl -u muster-host -n 50"],
    ),
    (
        &[code::CANNOT_CONNECT, code::INVALID_SERVER_RESPONSE],
        Who::Network,
        &["env | grep -i _proxy", "grep url /var/lib/muster/host/host.toml"],
    ),
    (&[code::HARDWARE_OUT_OF_TOLERANCE, code::NOT_GENUINE], Who::Machine, &["muster slmgr /dlv", "muster slmgr /ato"]),
    (
        &[code::DIRECTORY_LOGON, code::DIRECTORY_UNAVAILABLE, code::DIRECTORY_NO_OBJECT, code::OBJECT_EXISTS],
        Who::Machine,
        &["grep -A9 directory /var/lib/muster/client/client.toml", "muster slmgr /ao-list"],
    ),
    (
        &[
            code::TOKEN_NOT_SILENT,
            code::TOKEN_CHAIN,
            code::TOKEN_GRANT_NOT_FOUND,
            code::TOKEN_CERT_NOT_FOUND,
            code::TOKEN_CERTIFICATE,
            code::TOKEN_SMARTCARD,
            code::TOKEN_THUMBPRINT,
            code::TOKEN_THUMBPRINT_NOT_FOUND,
            code::TOKEN_CRITERIA,
            code::ISSUANCE_LICENSE_MISSING,
        ],
        Who::Machine,
        &["muster slmgr /lil", "muster slmgr /ltc"],
    ),
    (
        &[
            code::OFFLINE_DATA_INVALID,
            code::OFFLINE_VERSION,
            code::OFFLINE_LENGTH,
            code::OFFLINE_CHECK_DIGIT,
            code::OFFLINE_OTHER_KEY,
            code::OFFLINE_NOT_BOUND,
        ],
        Who::Machine,
        &["muster slmgr /dti"],
    ),
    (
        &[
            code::KEY_UNKNOWN,
            code::KEY_BLOCKED,
            code::KEY_LIMIT_EXCEEDED,
            code::MAK_LIMIT_EXCEEDED,
            code::MAK_CEILING_EXCEEDED,
            code::LICENSE_REVOKED,
            code::KEY_INVALID,
            code::KEY_TYPE,
            code::KEY_NOT_INSTALLED,
        ],
        Who::Licensing,
        &["muster slmgr /dlv"],
    ),
];

/// Where nothing names a code: what Muster tells of the machine.
const LOOK: &[&str] = &["muster slmgr /dlv", "muster client status --json", "muster client events"];

/// Codes that the host, a network or the vendor has to mend first; then the machine asks again.
const AGAIN: &[&str] = &["muster slmgr /ato", "muster slmgr /dlv"];

/// Whether the steps of a finding are Muster's: the family MUS has actions of its own, but for the code that Muster names.
pub(super) fn is_own(rule: &Rule, context: &Context) -> bool {
    context.app == App::Other && (rule.scope != Scope::Muster || rule.id == "MUS001")
}

/// What Muster says of the code, with its commands, and then to ask again.
pub(super) fn steps(rule: &'static Rule, found: Option<Code>, context: &Context) -> Vec<NextStep> {
    let known = found.filter(|code| code.entry().is_some()).or_else(|| of_step(rule.step));
    let entry = known.and_then(Code::entry);
    let own = BY_CODE.iter().find(|(codes, ..)| known.is_some_and(|known| codes.contains(&known)));
    let (who, lines) = own.map_or((Who::Machine, LOOK), |(_, who, lines)| (*who, *lines));
    let text = entry.map_or(
        Words::new(&Text {
            en: "Read what Muster says of this machine: its newest code and event name the cause",
            ja: "このコンピューターについて Muster が示す情報を確認します。最新のコードとイベントから原因がわかります",
        }),
        |entry| Words::of(sentence(entry.fix.en, Lang::En), sentence(entry.fix.ja, Lang::Ja)),
    );
    let again = Words::new(&Text {
        en: "Ask for activation again; on the host it is the host that is activated",
        ja: "もう一度ライセンス認証を実行します。ホストで実行すると、ホストがライセンス認証されます",
    });
    let mend = step(rule, context, who, commands(lines, context), text);
    // A look changes nothing; a command that already asks need not be repeated.
    let asks = lines.contains(&"muster slmgr /ato") || entry.is_none();
    let again = (!asks).then(|| step(rule, context, Who::Machine, commands(AGAIN, context), again));
    [mend].into_iter().chain(again).collect()
}

/// The code that a failure at this step of the ladder comes to.
fn of_step(step: Step) -> Option<Code> {
    Some(match step {
        Step::Discovery => code::DNS_NO_RECORDS,
        Step::Name => code::NAME_NOT_RESOLVED,
        Step::Port | Step::Rpc => code::HOST_UNAVAILABLE,
        Step::Answer => code::HOST_NOT_ACTIVATED,
        Step::Count => code::COUNT_TOO_LOW,
        Step::Store => code::STATE_UNREADABLE,
        Step::Key | Step::Service | Step::None => return None,
    })
}

fn commands(lines: &[&str], context: &Context) -> Vec<Command> {
    let zone = context.domain.clone().unwrap_or_else(|| "$(hostname -d)".to_owned());
    let filled = lines.iter().filter_map(|line| {
        let named = line.contains("{host}");
        let (host, port) = context.host.clone().or_else(|| context.other.clone()).unwrap_or_default();
        (!named || !host.is_empty())
            .then(|| line.replace("{host}", &host).replace("{port}", &port.to_string()).replace("{zone}", &zone))
    });
    sh(&filled.collect::<Vec<_>>())
}

fn step(rule: &'static Rule, context: &Context, who: Who, commands: Vec<Command>, text: Words) -> NextStep {
    NextStep {
        rule,
        computers: Vec::new(),
        product: context.product.clone(),
        who,
        commands,
        article: None,
        text,
        risk: Words::new(&Text {
            en: "none beyond what the text says", ja: "記載された内容のほかにはありません"
        }),
        undo: Words::new(&Text { en: "nothing to undo", ja: "元に戻す必要はありません" }),
        check: Words::new(&Text {
            en: "muster slmgr /dlv shows License Status: Licensed",
            ja: "muster slmgr /dlv で「ライセンスされています」と表示されます",
        }),
    }
}

/// The catalogue writes fragments; a step begins with a capital letter.
fn sentence(fragment: &str, lang: Lang) -> String {
    let mut letters = fragment.chars();
    match (lang, letters.next()) {
        (Lang::En, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => fragment.trim_end_matches('。').to_owned(),
    }
}
