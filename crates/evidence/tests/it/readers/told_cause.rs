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

/// The same in other words and languages, each with a text that differs in what matters and tells nothing.
const TOLD_FREELY: &[(&str, &str, &str)] = &[
    (
        "srv_missing",
        "The image asks for a KMS server and fails to activate: we don't have KMS in this branch.",
        "The image asks for a KMS server and is activated: we have KMS in this branch.",
    ),
    (
        "tokens",
        "PC が落ちた後、Office のライセンス情報が破損し、認証が取り消されたと表示される。",
        "PC が落ちた後も、Office のライセンス情報は無事で、認証はそのままです。",
    ),
    (
        "registry_permission",
        "The update deleted the SoftwareProtectionPlatform key from the registry, since then Office is not activated.",
        "The update kept the SoftwareProtectionPlatform key in the registry, and Office is activated.",
    ),
    (
        "oem_slp",
        "Dell の OEM 版はハードウェアの BIOS に紐づくため、仮想マシンに入れた Windows Server が認証できない。",
        "Dell のサーバーに仮想マシンを作り、Windows Server を認証した。",
    ),
    (
        "key_invalid",
        "「入力されたプロダクト キーは無効です」と表示されて Windows 10 のライセンス認証ができません。",
        "「入力されたプロダクト キーは有効です」と表示されて Windows 10 のライセンス認証ができました。",
    ),
    (
        "unreachable",
        "169.254.169.251 へのルートが消えていたため、EC2 の Windows がライセンス認証されない。",
        "169.254.169.251 へのルートがあるので、EC2 の Windows はライセンス認証される。",
    ),
    (
        "count_low",
        "現在の数が閾値 (5 台) を下回ったため、KMS クライアントが認証を更新できません。",
        "現在の数が閾値 (5 台) を上回ったため、KMS クライアントが認証を更新しました。",
    ),
    (
        "dns_publish",
        "Event 12293 on the host: it did not publish the record in DNS.",
        "Event 12294 on the host: it published the record in DNS.",
    ),
    (
        "host_update",
        "0xC004F050 になる。KMS ホストにロールアップを適用すると Windows Server 2022 のキーを受け付けた。",
        "KMS ホストは Windows Server 2022 のキーを受け付けた。",
    ),
    (
        "hardware",
        "自作PCの構成を一新したところ、Windows のライセンス認証が解除されていた。",
        "自作PCの構成を一新すると、Windows のライセンス認証はどうなりますか。",
    ),
    (
        "eval_expired",
        "The server stops every two hours with END_OF_NT_EVALUATION_PERIOD.",
        "The server stops every two hours with MEMORY_MANAGEMENT.",
    ),
    (
        "notification",
        "画面に「設定を開き Windows のライセンス認証を行ってください」と表示されます。",
        "画面に「設定を開き Windows の更新を行ってください」と表示されます。",
    ),
    (
        "away",
        "在宅勤務で半年以上 VPN に繋いでいなかった PC が「ライセンス認証してください」になった。",
        "在宅勤務で半年以上 VPN に繋いでいる PC はライセンス認証済みのままです。",
    ),
    ("no_key", "エラー: プロダクト キーが見つかりません。", "プロダクト キーが見つかりました。"),
    (
        "srv_missing",
        "Every new PC fails to find the KMS. The consultant who moved the zone did not take the _vlmcs entry along.",
        "Every new PC finds the KMS. The consultant who moved the zone took the _vlmcs entry along.",
    ),
    (
        "dns_server",
        "Morgens waren Aktivierungen unmöglich: der DNS-Server war abgestürzt.",
        "Morgens waren Aktivierungen möglich: der DNS-Server läuft.",
    ),
    (
        "no_dns_server",
        "El técnico puso la IP fija y se olvidó de poner el DNS, y sin él no se activa contra KMS.",
        "El técnico puso la IP fija y el DNS, y se activa contra KMS.",
    ),
    (
        "dns_publish",
        "KMSホストが DNS への SRV 登録に失敗している。ゾーンの所有権が旧サーバーにあった。",
        "KMSホストが DNS への SRV 登録に成功している。",
    ),
    (
        "host_down",
        "KMS 服务器搬机房后一直没有开机，所以客户端都无法激活。",
        "KMS 服务器搬机房后运行良好，客户端激活顺利。",
    ),
    (
        "port_blocked",
        "Na nova VLAN a porta 1688 estava fechada no firewall; depois de abrir, o Windows ativou.",
        "Na nova VLAN o KMS ativou o Windows sem demora.",
    ),
    (
        "port_mismatch",
        "Il client punta alla porta 1668 invece di 1688, un errore di battitura nello script slmgr /skms.",
        "Il client punta alla porta 1688 nello script slmgr /skms.",
    ),
    (
        "host_key_limit",
        "La clé CSVLK a déjà servi sur six serveurs : quota atteint.",
        "La clé CSVLK a servi sur un serveur.",
    ),
    (
        "host_not_activated",
        "The new KMS has its CSVLK, but nobody ever activated it with Microsoft.",
        "The new KMS has its CSVLK, which was activated with Microsoft by phone.",
    ),
    (
        "count_low",
        "Bizde sadece 12 bilgisayar var, KMS için en az 25 gerekiyor; sayı yetersiz.",
        "Bizde 60 bilgisayar var, KMS hepsini etkinleştirdi.",
    ),
    (
        "duplicate_cmid",
        "The master was rolled out to 45 PCs without sysprep. The KMS host therefore sees one client.",
        "The master was rolled out to 45 PCs with sysprep. The KMS host sees them all.",
    ),
    (
        "clock",
        "Часы на рабочей станции отставали на сутки, поэтому активация KMS не проходила.",
        "Часы на рабочей станции шли точно, активация KMS проходила.",
    ),
    (
        "away",
        "Notebook był przez dziewięć miesięcy bez połączenia z siecią firmową i aktywacja KMS wygasła.",
        "Notebook łączy się codziennie z siecią firmową, aktywacja KMS jest ważna.",
    ),
    (
        "mak_for_kms",
        "KMSで認証させたいのに、応答ファイルにMAKが書かれていた。GVLKに入れ替えた。",
        "KMSで認証させている。応答ファイルにはGVLKが書かれていた。",
    ),
    (
        "host_key_on_client",
        "誤ってKMSホストキーを全クライアントに配布してしまいました。",
        "KMSホストキーはホストにだけ登録しました。",
    ),
    ("mak_limit", "La MAK ha esaurito le attivazioni disponibili.", "La MAK ha molte attivazioni disponibili."),
    ("no_internet", "这批机器用MAK，但机房不允许访问外网，所以在线激活失败。", "这批机器用KMS，机房内网激活成功。"),
    (
        "tokens",
        "디스크 오류로 라이선스 저장소 파일(tokens.dat)이 깨져 있었습니다.",
        "라이선스 저장소 파일(tokens.dat)은 손상되지 않았습니다.",
    ),
    (
        "registry_permission",
        "Un GPO quitó a NETWORK SERVICE los permisos sobre la clave SoftwareProtectionPlatform.",
        "Un GPO cambió el fondo de escritorio.",
    ),
    (
        "office_on_host",
        "Office on the KMS server itself cannot be activated by that same server.",
        "Office on the clients is activated by the KMS server.",
    ),
    (
        "adba",
        "We have no KMS host. All machines are activated by Active Directory-based activation.",
        "We have no KMS host. The machines fail with Active Directory-based activation.",
    ),
    (
        "noise",
        "Die Ereignisse 902 und 903 von Security-SPP sind harmlos, die Lizenz ist da.",
        "Die Ereignisse 902 und 903 von Security-SPP kommen täglich.",
    ),
];

/// Further ways of telling a cause: of a client whose id did not change, of a rule of a firewall, of two Offices, of an evaluation
/// without a way to Microsoft, of a key that an old host does not take.
#[test]
fn a_cause_is_told_in_further_ways() {
    for (cause, told) in [
        (
            "duplicate_cmid",
            "Setzen Sie die CMID mit sysprep oder slmgr /rearm zurück. Andernfalls sieht jeder Client identisch aus und zählt nicht.",
        ),
        ("duplicate_cmid", "クローンの CMID が変わっていないため、KMS のカウントが増えません。"),
        (
            "port_blocked",
            "The firewall blocks: an outbound rule for the KMS host and remote port 1688 has to be added.",
        ),
        (
            "multiple_office",
            "プレインストールの Microsoft 365 と Office 2021 の両方が入っていて、キーが一つしか見えません。",
        ),
        ("no_internet", "The evaluation could not be activated on the isolated lab network, so the guest shuts down."),
        ("no_internet", "El servidor es una evaluación en una red sin acceso a internet y no se puede activar."),
        ("host_update", "KMS ホストに更新プログラムを適用せずに新しいキーを入れるとエラーになります。"),
        ("clock", "The server's system clock does not sync with the KMS, so it is not activated."),
        ("no_digital_license", "クリーンインストールのときに Home を選択したが、最初は Pro だった。認証が通らない。"),
    ] {
        assert_eq!(causes(told), [cause], "{told}");
    }
    for silent in [
        "The evaluation was activated over the internet, and the lab is isolated again.",
        "The outbound rule for the KMS host is already open on the firewall.",
        "Our evaluation of the new VPN client showed that it needs internet access to activate its license.",
        "Microsoft 365 と Office 2019 の両方が入っていて、両方ともライセンス認証済みです。",
    ] {
        assert_eq!(causes(silent), [""; 0], "{silent}");
    }
}

#[test]
fn a_cause_is_told_in_other_words_and_not_by_its_contrary() {
    for (cause, text, other) in TOLD_FREELY {
        assert_eq!(causes(text), [*cause], "{text}");
        assert_eq!(causes(other), [""; 0], "{other}");
    }
}

#[test]
fn what_is_said_to_be_in_order_is_no_cause() {
    for text in [
        "DNS is fine, the SRV record is not missing, and port 1688 is not blocked.",
        "CMIDの重複もありません。tokens.dat は壊れていない。",
        "Die Uhr ist nicht die Ursache.",
        "If the MAK is used up, Microsoft raises the limit of activations.",
    ] {
        assert_eq!(causes(text), [""; 0], "{text}");
    }
    let ruled_out = "The clock is fine, but the MAK is used up.";
    assert_eq!(causes(ruled_out), ["mak_limit"]);
}

#[test]
fn what_a_text_is_about_stands_anywhere_in_it() {
    let told = "端末の時計が 9 時間ずれていました。";
    assert_eq!(causes(told), [""; 0]);
    assert_eq!(causes(&format!("KMS 認証の件です。\n\n{told}")), ["clock"]);
}

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

/// The full name of the service speaks of keys: a message that it cannot be reached tells of no missing key.
#[test]
fn the_name_of_the_service_is_no_key() {
    for text in [
        "aktiviert werden konnte. Es konnte kein Schlüsselverwaltungsdienst kontaktiert werden.",
        "The product could not be activated. No key management service could be contacted.",
        "Aucun service de gestion de clés n'a pu être contacté, le produit n'est pas activé.",
        "このコンピューターからキー管理サービスに接続できません。認証に失敗しました。",
    ] {
        assert_eq!(causes(text).iter().find(|cause| cause.contains("key")), None, "{text}");
    }
    assert_eq!(causes("Auf dem PC ist kein Schlüssel installiert, die Aktivierung scheitert."), ["no_key"]);
}

/// Of two causes the one that somebody blames is told, wherever it stands, and of the same words the shorter passage.
#[test]
fn what_is_blamed_is_the_cause() {
    for text in [
        "The cause was the clock of the guest, nine hours behind. KMS activation fails. The CSVLK has no activations left.",
        "The CSVLK has no activations left. KMS activation fails. The cause was the clock of the guest, nine hours behind.",
    ] {
        assert_eq!(causes(text), ["clock"], "{text}");
    }
}
