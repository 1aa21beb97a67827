//! Counts and client machine ids that people tell in sentences, and sentences that tell none.

use crate::check;

#[test]
fn a_count_that_is_too_low_may_be_told() {
    for (text, count) in [
        ("The current count stays at 3 of 25.", 3),
        ("On the host the count is 4, and nothing happens", 4),
        ("KMS host is up, client count 12, clients need 25", 12),
        ("the current count is 0", 0),
        ("カウントが 3 のまま増えません。", 3),
        ("現在のカウントは 12 で、必要なのは 25 です。", 12),
        ("KMS ホストのカウントは 0 です。", 0),
        ("カウント 3/25 です", 3),
        ("昼の時点のカウントは 4 でした。", 4),
        ("The count was 4 at noon.", 4),
    ] {
        check(text, &format!("text.code\n1 told_in_prose.count = {count}"));
    }
}

#[test]
fn clones_with_one_id_may_be_told() {
    for text in [
        "All machines of the pool show the same CMID.",
        "slmgr /dlv prints an identical Client Machine ID on every clone",
        "どの端末も CMID が同じです。",
        "複製したすべての PC で CMID が重複しています。",
        "調べたところ、5 台とも CMID が同じでした。",
        "We looked: the CMID was the same on all five.",
    ] {
        check(text, "text.code\n1 told_in_prose.same_cmid =");
    }
}

#[test]
fn other_sentences_tell_none() {
    for text in [
        "The current count is 50.",
        "The count is 12 here",
        "KMS needs a count of 25, or 3 in the lab",
        "The current count must be 3",
        "Remaining Windows rearm count is 3",
        "The account is 3 years old",
        "The count was fixed, it is 4",
        "If the count is 3, add clients",
        "Word count: 3 of 25",
        "The CMIDs are not the same.",
        "Each clone has a unique CMID, none is the same",
        "If two machines show the same CMID, run slmgr /rearm",
        "カウントが 50 です。",
        "アカウントも 2 つできている。",
        "カウントが 3 の場合は、クライアントを追加してください。",
        "Machines with the same CMID count as one.",
        "CMID は重複していません。",
        "CMID が重複していないことを 8 台で確認しました。",
        "CMID の重複がないことを確認しました。",
        "5 台の CMID は同じではありませんでした。",
        "以前は 5 台とも CMID が同じでした。",
        "CMID の重複は解決済みでした。",
        "カウントは 4 でしたが、今は 40 です。",
        "CMID が同じコンピューターは 1 台として数えられます。",
        "残りのリアーム回数のカウントは 3 です",
    ] {
        check(text, "");
    }
}
