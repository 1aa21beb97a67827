//! What causes the codes of Muster's own hosts, authorities and agents: the doctor explains the same codes as Windows and Office have them.

use muster_core::{
    code::{self, Code},
    lang::Text,
};

/// What causes a code, and what to do.
pub(super) struct OwnCause {
    code: Code,
    pub(super) cause: Text,
    /// Instead of the catalogue's, which speaks to whoever runs the command.
    pub(super) fix: Option<Text>,
    /// Commands that show more, or mend it, one a line.
    pub(super) commands: &'static str,
}

const fn own(code: Code, en: &'static str, ja: &'static str, commands: &'static str) -> OwnCause {
    OwnCause { code, cause: Text { en, ja }, fix: None, commands }
}

const TABLE: &[OwnCause] = &[
    OwnCause {
        fix: Some(Text {
            en: "permit it in [access] if it is one of yours",
            ja: "管理対象のコンピューターであれば、[access] で許可してください。",
        }),
        ..own(
            code::ACCESS_DENIED,
            "The access list of the host ([access] in host.toml) does not permit the network or the machine.",
            "ホストのアクセス リスト (host.toml の [access]) で、このネットワークまたはコンピューターが許可されていません。",
            "",
        )
    },
    own(
        code::CLOCK_SKEW,
        "The clocks of machine and host, in UTC, differ by more than 4 hours: a flat battery, or a machine that was suspended.",
        "コンピューターとホストの時計 (UTC) の差が 4 時間を超えています。電池の消耗や、長時間の一時停止が考えられます。",
        "timedatectl status\nw32tm /resync\nslmgr /ato",
    ),
    own(
        code::COUNT_TOO_LOW,
        "Fewer machines have asked within 30 days than the product needs: count and needed number stand beside each request. If machines \
         ask and the count does not grow, they are copies with one CMID.",
        "過去 30 日以内に要求したコンピューターの数が、製品に必要な数を下回っています (各要求の [カウント] と [必要な数] を参照)。要求が届いているのに\
         カウントが増えない場合は、複製されたコンピューターの CMID が重複しています。",
        "slmgr /dlv\nslmgr /rearm",
    ),
    own(
        code::HOST_NOT_ACTIVATED,
        "The host had no license in force: it was not activated yet, the license had ended, or the vendor has revoked it.",
        "ホストに有効なライセンスがありません。ライセンス認証が行われていないか、ライセンスの有効期限が切れたか、ベンダーによって失効されています。",
        "slmgr /dlv\nslmgr /ato",
    ),
    own(
        code::HOST_NOT_ENABLED,
        "An administrator had retired the host.",
        "ホストは管理者によって廃止されています。",
        "muster host status\nmuster host resume",
    ),
    own(
        code::PACK_VERSION,
        "The license pack of the host had ended, or is newer than this Muster understands.",
        "ホストのライセンス パックの有効期限が切れているか、この Muster より新しい形式です。",
        "muster host status",
    ),
    own(
        code::PRODUCT_NOT_COVERED,
        "The host key is that of other products, or the license pack of the host is older than the product.",
        "ホスト キーが別の製品のものであるか、ホストのライセンス パックがこの製品より古いバージョンです。",
        "slmgr /dlv all\nmuster host status",
    ),
    own(
        code::SERVER_BUSY,
        "The machine or its network asked more often than the host permits, or more asked at once than the host takes.",
        "コンピューターまたはネットワークからの要求がホストの上限を超えたか、要求が集中しています。",
        "muster host status",
    ),
    own(
        code::SERVER_DATABASE_ERROR,
        "The store did not take the request: its disk is full or failing, or its database is away.",
        "ストアに要求を記録できませんでした。ディスクの空き容量の不足または障害、あるいはデータベースへの接続障害です。",
        "journalctl -u muster-host",
    ),
    own(
        code::KEY_BLOCKED,
        "The vendor has blocked the product key.",
        "プロダクト キーはベンダーによってブロックされています。",
        "",
    ),
    own(
        code::KEY_ENDED,
        "The end that the vendor wrote beside the product key has passed.",
        "ベンダーが設定したプロダクト キーの有効期限が過ぎています。",
        "",
    ),
    own(
        code::KEY_LIMIT_EXCEEDED,
        "The product key has activated as many computers as it may, or no license is left in its offline license file, or the vendor has written none.",
        "プロダクト キーでライセンス認証できるコンピューターの数が上限に達しているか、オフライン ライセンス ファイルに未使用のライセンスがないか、ファイルが作成されていません。",
        "muster authority key offline KEY --out FILE",
    ),
    own(
        code::LICENSE_REVOKED,
        "The vendor has revoked the license that was issued for the product key.",
        "プロダクト キーに対して発行されたライセンスが、ベンダーによって失効されています。",
        "",
    ),
    own(
        code::OFFLINE_NOT_BOUND,
        "The confirmation ID answers another installation ID: key, hardware or state of the machine have changed since.",
        "確認 ID が別のインストール ID に対するものです。コンピューターのキー、ハードウェア、または状態が変更されています。",
        "slmgr /dti",
    ),
    own(
        code::SIGNATURE_INVALID,
        "The signature is not that of a key which the machine trusts, or the product key was sealed to another machine.",
        "署名がコンピューターの信頼するキーによるものではないか、プロダクト キーが別のコンピューター用に暗号化されています。",
        "muster client machine-key",
    ),
];

/// The cause of a code, if it is here.
pub(super) fn own_cause(code: Code) -> Option<&'static OwnCause> {
    TABLE.iter().find(|own| own.code == code)
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    #[test]
    fn each_code_is_there_once_and_names_no_product_of_another_vendor() {
        for (place, own) in TABLE.iter().enumerate() {
            assert!(TABLE[..place].iter().all(|other| other.code != own.code), "{}", own.code);
            for text in [own.cause.en, own.cause.ja] {
                let foreign = ["Windows", "Office", "Microsoft", "KMS"].into_iter().find(|name| text.contains(name));
                assert!(foreign.is_none() && text.ends_with(['.', '。']), "{text}");
            }
        }
    }
}
