//! Questions: how to find what a command needs and the evidence does not answer.

use super::{
    article,
    placeholder::{DOMAIN, HOST_KEY, KMS_HOST, MAK, SETUP_KEY},
    step::NextStep,
    words::Words,
};
use crate::{action::Who, case::App};
use muster_core::lang::Text;

/// A name in a command that the reader replaces.
struct Question {
    name: &'static str,
    who: Who,
    text: Text,
}

const QUESTIONS: [Question; 5] = [
    Question {
        name: KMS_HOST,
        who: Who::Host,
        text: Text {
            en: "Find the full name of the KMS host, which stands for <kms-host> below: on a computer that is activated, \
             slmgr.vbs /dlv or ospp.vbs /dstatus prints it behind KMS machine name from DNS; on the host itself, ipconfig \
              /all prints host name and DNS suffix. If there is no host, use a MAK",
            ja: "以下の <kms-host> に入れる KMS ホストの完全な名前を確認します。ライセンス認証済みのコンピューターでは slmgr.vbs /dlv または ospp.vbs /dstatus の「KMS \
             machine name from DNS (DNS の KMS コンピューター名)」に、ホスト自身では ipconfig /all のホスト名と DNS サフィックスに表示されます。ホストがない場合は MAK を使用します",
        },
    },
    Question {
        name: DOMAIN,
        who: Who::Dns,
        text: Text {
            en: "Find the DNS domain in which the client looks for a host, which stands for <dns-domain> below: ipconfig \
             /all on the client prints it as Primary Dns Suffix",
            ja: "以下の <dns-domain> に入れる、クライアントがホストを検索する DNS ドメインを確認します。クライアントの ipconfig /all の「プライマリ DNS サフィックス」に表示されます",
        },
    },
    Question {
        name: SETUP_KEY,
        who: Who::Licensing,
        text: Text {
            en: "Take the KMS client setup key (GVLK) of exactly this product and edition from Microsoft's published list; \
             it stands for <setup-key> below",
            ja: "Microsoft が公開している一覧から、この製品とエディションの KMS クライアント セットアップ キー (GVLK) を確認します。以下の <setup-key> に入れます",
        },
    },
    Question {
        name: HOST_KEY,
        who: Who::Licensing,
        text: Text {
            en: "Take the KMS host key of the newest product that this host is to serve from the Microsoft 365 admin \
             center (Billing > Your products > Volume licensing > View contracts > View product keys); it stands for \
              <host-key> below",
            ja: "このホストが対応する最も新しい製品の KMS ホスト キーを Microsoft 365 管理センター ([課金情報] > [お使いの製品] > [ボリューム ライセンス] > [契約の表示] > [プロダクト \
             キーの表示]) で確認します。以下の <host-key> に入れます",
        },
    },
    Question {
        name: MAK,
        who: Who::Licensing,
        text: Text {
            en: "Take the MAK of this product from the Microsoft 365 admin center (Billing > Your products > Volume \
             licensing > View contracts > View product keys); it stands for <mak> below",
            ja: "この製品の MAK を Microsoft 365 管理センター ([課金情報] > [お使いの製品] > [ボリューム ライセンス] > [契約の表示] > [プロダクト キーの表示]) で確認します。以下の \
             <mak> に入れます",
        },
    },
];

/// Puts each question before the first step with a command that needs its answer.
pub(super) fn ask(steps: Vec<NextStep>) -> Vec<NextStep> {
    let mut asked: Vec<&'static str> = Vec::new();
    let mut all = Vec::new();
    for step in steps {
        for question in &QUESTIONS {
            let needed = step.commands.iter().any(|command| command.line.contains(question.name));
            if needed && !asked.contains(&question.name) {
                asked.push(question.name);
                all.push(as_step(question, &step));
            }
        }
        all.push(step);
    }
    all
}

fn as_step(question: &Question, step: &NextStep) -> NextStep {
    let words = |text: Text| Words::new(&text);
    let office =
        step.commands.iter().any(|command| command.product == App::Office || command.line.contains("ospp.vbs"));
    NextStep {
        rule: step.rule,
        computers: Vec::new(),
        product: step.product.clone(),
        who: question.who,
        commands: Vec::new(),
        article: (question.name == SETUP_KEY).then_some(if office {
            &article::OFFICE_SETUP_KEYS
        } else {
            &article::SETUP_KEYS
        }),
        text: words(question.text),
        risk: words(Text { en: "none, it only reads", ja: "なし (読み取りのみ)" }),
        undo: words(Text { en: "nothing to undo", ja: "元に戻す必要はありません" }),
        check: words(Text { en: "the value is at hand", ja: "値を確認できます" }),
    }
}
