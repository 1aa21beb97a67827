//! Causes that people tell in words alone.

use crate::read_text;

fn causes(text: &str) -> Vec<String> {
    let rows = read_text(text).rows();
    rows.into_iter().filter(|row| row.key == "told_in_prose.cause").map(|row| row.value).collect()
}

/// A cause, and how people tell it in English and in Japanese.
const TOLD: &[(&str, [&str; 2])] = &[
    (
        "count_low",
        [
            "The KMS has seen only three servers so far, so nobody is activated.",
            "KMS のクライアントが 4 台しかないので、認証されません。",
        ],
    ),
    ("duplicate_cmid", ["Every VM reports the same client machine ID to the KMS host.", "全台の CMID が同一でした。"]),
    (
        "clock",
        [
            "The guest's clock was nine hours behind, so KMS refused to activate it.",
            "時計が 5 時間遅れていて KMS 認証できなかった。",
        ],
    ),
    (
        "away",
        [
            "This notebook was never on the company network in the last seven months.",
            "半年以上、社内LANに接続していない PC です。",
        ],
    ),
    (
        "host_key_on_client",
        ["Somebody had put the CSVLK on every client.", "クライアントに誤ってホスト キーを投入していた。"],
    ),
    (
        "host_key_missing",
        [
            "slmgr /upk was run on the KMS server by mistake.",
            "KMSサーバからホスト キーがなくなっていた。KMSサーバのキーが削除されている。",
        ],
    ),
    ("host_key_limit", ["The CSVLK has no activations left.", "ホスト キーの認証回数の上限に達した。"]),
    (
        "host_update",
        [
            "The KMS host lacks the rollup, so it does not accept the host key of Server 2022.",
            "ホストに更新プログラムが入っていないため Windows 11 用のキーを認識しない。",
        ],
    ),
    (
        "port_mismatch",
        [
            "The host listens on 1688, the record names the wrong port 1689.",
            "レコードのポートは 1689 だが、ホストは 1688 でリッスンしている。",
        ],
    ),
    ("srv_missing", ["The _vlmcs record was not copied to the new zone.", "新しいゾーンに _vlmcs がない。"]),
    (
        "dns_publish",
        [
            "The KMS host may not register its SRV record: the zone takes secure updates and the owner is another.",
            "KMS ホストの SRV 登録が、権限がないため失敗していた。",
        ],
    ),
    (
        "host_down",
        ["The KMS server was decommissioned, and all PCs still ask it.", "KMSサーバが落ちていて、端末が認証できない。"],
    ),
    ("service_disabled", ["A hardening script left sppsvc disabled.", "sppsvc が無効になっていた。"]),
    (
        "no_internet",
        ["The MAK cannot be activated: the proxy blocks Microsoft.", "MAKキーだがインターネットに出られない。"],
    ),
    ("no_digital_license", ["The machine never had a digital license.", "デジタル ライセンスがない PC でした。"]),
    ("mak_limit", ["The MAK is used up.", "MAKの回数を使い切った。"]),
    (
        "hardware",
        ["After the motherboard was replaced Windows asks to be activated.", "マザーボードを交換したら認証が外れた。"],
    ),
    ("rearm", ["All rearms are used up.", "リアームの回数を使い切った。"]),
    ("grace_expired", ["The grace period ran out yesterday.", "猶予期間が切れた。"]),
    ("tokens", ["tokens.dat was corrupt.", "tokens.dat が壊れていた。"]),
    (
        "registry_permission",
        [
            "sppsvc: NETWORK SERVICE had been stripped from the key SoftwareProtectionPlatform.",
            "sppsvc が開くレジストリから NETWORK SERVICE の権限が消えていた。",
        ],
    ),
    (
        "subscription",
        ["Microsoft 365 shows in vnextdiag, not in OSPP.", "サブスクリプション版なので vnextdiag で確認する。"],
    ),
    (
        "office_on_host",
        ["Office on the KMS host itself is not activated.", "KMSホストと同じマシンに Office を入れた。"],
    ),
    ("not_kms", ["Office Home & Business cannot be activated by KMS.", "Visual Studio は KMS の対象外です。"]),
    (
        "oem_slp",
        ["The OEM SLP key does not match the SLIC of the other board.", "OEM_SLP キーは別メーカーの PC では使えない。"],
    ),
    ("no_dns_server", ["The adapter has no DNS server.", "DNS サーバーが設定されていなかった。"]),
];

#[test]
fn a_cause_is_told_by_words_of_each_group() {
    for (cause, texts) in TOLD {
        for text in texts {
            assert_eq!(causes(text), [*cause], "{text}");
        }
    }
}

#[test]
fn other_words_tell_no_cause() {
    for text in [
        "The KMS has seen fifty servers so far.",
        "Every VM reports a unique client machine ID to the KMS host.",
        "If the clock is more than four hours behind, KMS refuses to activate.",
        "The guest's clock was nine hours behind, so the backup failed.",
        "The backup server was decommissioned last week.",
        "sppsvc がエラーなく動いている。",
        "マザーボードを交換した。",
        "Is the MAK used up?",
        "デジタル ライセンスで認証されています。",
        "The _vlmcs record is fine.",
        "tokens.dat of the Veeam catalog was corrupt.",
        "一般にカウントが 5 台に達しないと KMS で認証されないと聞きました。",
    ] {
        assert_eq!(causes(text), [""; 0], "{text}");
    }
}

#[test]
fn words_far_apart_or_in_a_long_text_tell_no_cause() {
    let told = "Every VM reports the same\nclient machine ID.";
    assert_eq!(causes(told), ["duplicate_cmid"]);
    assert_eq!(causes("The same again.\n\nWhat is a client machine ID?\n\nThe CMID is a number."), [""; 0]);
    assert_eq!(causes(&format!("{told}\n{}", "log line\n".repeat(6_000))), [""; 0]);
}
