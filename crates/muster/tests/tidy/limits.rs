//! docs/limits.md is made of the constants in the code. `MUSTER_BLESS=1 cargo test --test tidy` writes it anew.

use crate::{read, root};
use std::fs;

/// Heading, and its limits: file, constant, unit, what it limits, and what happens there.
type Section = (&'static str, &'static [[&'static str; 5]]);

const SECTIONS: &[Section] = &[
    (
        "Host and authority: connections and requests",
        &[
            [
                "crates/server/src/limits.rs",
                "CONNECTIONS_MAX",
                "",
                "open connections; fewer where the limit of open files is lower",
                "the one that has been open longest without an answer is closed; `/health` says `full`",
            ],
            [
                "crates/server/src/limits.rs",
                "FILES_RESERVED",
                "",
                "file descriptors that are not for connections",
                "the rest of the limit of open files (`LimitNOFILE=`) is the number of connections",
            ],
            [
                "crates/server/src/limits.rs",
                "BACKLOG",
                "",
                "connections that the kernel queues until they are accepted",
                "the client's system tries again",
            ],
            ["crates/server/src/limits.rs", "HEADER_BYTES_MAX", "bytes", "header of a request", "431, closed"],
            ["crates/server/src/limits.rs", "HEADER_FIELDS_MAX", "", "fields of a header", "431, closed"],
            ["crates/proto/src/request.rs", "REQUEST_BYTES_MAX", "bytes", "body of a request", "413, 0x8007000D"],
            [
                "crates/server/src/limits.rs",
                "REQUEST_TIMEOUT",
                "s",
                "until a request has arrived, an idle connection included, and while nothing of an answer is taken",
                "closed",
            ],
            [
                "crates/server/src/limits.rs",
                "PROGRESS_BYTES",
                "bytes",
                "of a long answer that have to be taken within that time, again and again",
                "closed",
            ],
            ["crates/server/src/limits.rs", "BODY_TIMEOUT", "s", "until a body has arrived", "408, 0x8007000D"],
            [
                "crates/server/src/limits.rs",
                "HELD_BYTES_MAX",
                "bytes",
                "unfinished requests in memory",
                "the oldest connection that holds some is closed",
            ],
            [
                "crates/server/src/limits.rs",
                "HELD_BYTES_MAX_PER_NETWORK",
                "bytes",
                "unfinished requests of one IPv4 address or IPv6 /64",
                "the oldest connection of the network that holds some is closed",
            ],
            [
                "crates/server/src/limits.rs",
                "KEEP_ALIVE_BYTES_MAX",
                "bytes",
                "a request whose connection stays open",
                "closed after the answer",
            ],
            [
                "crates/server/src/limits.rs",
                "SHUTDOWN_TIMEOUT",
                "s",
                "for requests that are being answered at the end of the service",
                "cut off",
            ],
        ],
    ),
    (
        "Host and authority: what waits",
        &[
            [
                "crates/host/src/writer.rs",
                "QUEUE_MAX",
                "",
                "requests that wait for the store",
                "503, 0xC004C015 and `Retry-After`; `muster_requests_shed_total` counts them",
            ],
            [
                "crates/host/src/writer.rs",
                "GROUP_MAX",
                "",
                "requests in one transaction",
                "the others wait for the next",
            ],
            [
                "crates/authority/src/http.rs",
                "WAITING_MAX",
                "",
                "requests at the authority that are worked on or wait",
                "503, 0xC004C015 and `Retry-After`",
            ],
            [
                "crates/core/src/authority/audit_budget.rs",
                "EACH_MAX",
                "",
                "refusals and repeats a minute that are entries of the audit log",
                "the others are counted in one entry",
            ],
        ],
    ),
    (
        "Host: what strangers leave",
        &[
            [
                "crates/core/src/host/group.rs",
                "ENTRIES_MAX",
                "",
                "rows of one CMID in the inventory (products times devices)",
                "a new one takes the place of the one that has not asked for longest",
            ],
            [
                "crates/core/src/host/rate_limit.rs",
                "NETWORKS_MAX",
                "",
                "networks that `new_machines_per_hour` is kept for",
                "the others share one limit",
            ],
            [
                "crates/core/src/host/refusals.rs",
                "NETWORKS_A_DAY_MAX",
                "",
                "networks a day whose refusals are added up (event 12422)",
                "the others are added up as one",
            ],
            [
                "crates/host/src/contacts.rs",
                "WAITING_MAX",
                "",
                "contacts of agents that wait",
                "503, 0xC004C015 and `Retry-After`",
            ],
            [
                "crates/host/src/contacts.rs",
                "CONTACTS_PER_HOUR",
                "",
                "contacts an hour of one network; all together 100 times as many",
                "503, 0xC004C015 and `Retry-After`",
            ],
            [
                "crates/host/src/contacts.rs",
                "CONTACTS_PER_SECOND",
                "",
                "contacts of one machine that bear the same second",
                "403, 0xC004F06C",
            ],
            [
                "crates/host/src/contacts.rs",
                "REFUSALS_PER_HOUR",
                "",
                "events of refused keys (12441) an hour that one network causes",
                "refused without an event",
            ],
            ["crates/host/src/job_machines.rs", "MACHINES_MAX", "", "machines of one job", "0x80070057: no job"],
        ],
    ),
    (
        "Web console",
        &[
            [
                "crates/console/src/listening.rs",
                "CONNECTIONS_MAX",
                "",
                "open connections",
                "the one that has been open longest without an answer is closed",
            ],
            ["crates/console/src/console.rs", "AT_ONCE", "", "requests that are answered at once", "the others wait"],
            ["crates/console/src/console.rs", "LIST_BYTES_MAX", "bytes", "list of a proxy activation", "413"],
            [
                "crates/host/src/console_view.rs",
                "REQUESTS_SEARCHED",
                "",
                "newest requests of the host among which those of a machine are looked for",
                "older ones are not shown; `muster host export` has them",
            ],
            [
                "crates/host/src/console_view.rs",
                "REQUESTS_MAX",
                "",
                "requests of a machine on its page",
                "older ones are not shown",
            ],
            [
                "crates/authority/src/console_holders.rs",
                "ENTRIES_MAX",
                "",
                "entries of a host on its page",
                "older ones are not shown; `muster authority audit list` has them",
            ],
            [
                "crates/authority/src/console_roots.rs",
                "LAGGARDS_MAX",
                "",
                "holders of licenses on the page of the root keys who lag",
                "the others are counted",
            ],
            [
                "crates/console/src/lockout.rs",
                "LONGEST_WAIT_SECS",
                "s",
                "until the next sign-in after failed ones",
                "429 and `Retry-After`",
            ],
            [
                "crates/console/src/saved_view.rs",
                "VIEWS_MAX",
                "",
                "saved views of an account, and of those that everybody sees",
                "no more are saved",
            ],
            ["crates/console/src/passkey/store.rs", "PASSKEYS_MAX", "", "passkeys of an account", "no more are added"],
            [
                "crates/console/src/passkey/pending.rs",
                "MAX",
                "",
                "challenges that authenticators have not answered yet, 64 of one network",
                "the oldest ends",
            ],
            [
                "crates/console/src/webhook/worker.rs",
                "PENDING_MAX",
                "",
                "messages on their way to webhooks",
                "nothing further is looked for until there are fewer: it is told later",
            ],
            ["crates/console/src/api_token.rs", "DAYS_MAX", "days", "life of a token of the API", "no token is made"],
        ],
    ),
    (
        "Messages",
        &[
            ["crates/proto/src/request.rs", "NAME_LENGTH_MAX", "bytes", "name of a machine", "400, 0x8007000D"],
            [
                "crates/proto/src/authority.rs",
                "CONFIRMATIONS_MAX",
                "",
                "installation ids in one request to the authority",
                "400, 0x8007000D",
            ],
            [
                "crates/proto/src/order.rs",
                "ORDERS_MAX",
                "",
                "orders of one answer, and outcomes of one contact",
                "the others follow; 403, 0xC004F309",
            ],
        ],
    ),
    (
        "Database and DNS",
        &[
            [
                "crates/server/src/sqlite.rs",
                "BUSY_TIMEOUT",
                "s",
                "until another process has left the SQLite file",
                "0xC004C013; nothing is counted",
            ],
            [
                "crates/server/src/postgres.rs",
                "CONNECT_TIMEOUT",
                "s",
                "until PostgreSQL accepts a connection",
                "503, 0xC004C013; nothing is counted",
            ],
            [
                "crates/server/src/postgres.rs",
                "SILENCE_MAX",
                "s",
                "until PostgreSQL has answered",
                "503, 0xC004C013; connected anew",
            ],
            [
                "crates/host/src/publish/update.rs",
                "TIMEOUT",
                "s",
                "for a DNS update as a whole, over all addresses of the server",
                "event 12293, 0x800705B4",
            ],
        ],
    ),
    (
        "Agent",
        &[
            [
                "crates/platform/src/local_socket/limits.rs",
                "CALLERS_MAX",
                "",
                "callers at once",
                "the one that has been silent longest, or the new one, is turned away",
            ],
            [
                "crates/platform/src/local_socket/limits.rs",
                "CALLERS_OF_A_USER_MAX",
                "",
                "callers of one user at once",
                "the same, among the user's own",
            ],
            [
                "crates/platform/src/windows/callers.rs",
                "SILENT_MAX",
                "",
                "callers on Windows that have not asked yet",
                "the one that has been silent longest is turned away",
            ],
            ["crates/platform/src/local_socket/limits.rs", "SILENCE_MAX", "s", "for a caller to ask", "closed"],
            [
                "crates/platform/src/local_socket/limits.rs",
                "WRITE_TIMEOUT",
                "ms",
                "for a caller to take the answer",
                "closed",
            ],
            ["crates/platform/src/local_socket/limits.rs", "LINE_MAX", "bytes", "a question", "closed"],
            ["crates/client/src/agent/socket.rs", "ATTEMPTS_MAX", "", "attempts that wait", "0xC004C015"],
            [
                "crates/client/src/agent/socket.rs",
                "ATTEMPTS_OF_A_USER_MAX",
                "",
                "attempts of one user that wait",
                "0xC004C015",
            ],
            [
                "crates/client/src/agent/orders.rs",
                "ORDERS_KEPT_MAX",
                "",
                "orders of hosts that are kept until they end",
                "no more are carried out until some have ended",
            ],
            [
                "crates/client/src/agent/contact.rs",
                "ROUNDS_MAX",
                "",
                "rounds of one contact",
                "what is left waits for the next contact",
            ],
        ],
    ),
    (
        "A product that asks whether it is licensed",
        &[
            [
                "crates/client/src/license_check/mod.rs",
                "ANSWER_TIMEOUT",
                "s",
                "for the agent's answer",
                "0x800705B4, or what was proved last",
            ],
            [
                "crates/client/src/license_check/mod.rs",
                "ANSWER_BYTES_MAX",
                "bytes",
                "answer of the agent",
                "not licensed, 0x8007000D",
            ],
            [
                "crates/client/src/license_check/last_proof.rs",
                "AGENT_ABSENCE_HOURS_MAX",
                "h",
                "that a product goes by what was proved last while the agent is away",
                "not licensed, 0x80070426",
            ],
        ],
    ),
    (
        "Client",
        &[
            ["crates/client/src/discover.rs", "LOOKUP_TIMEOUT", "s", "for finding hosts in DNS", "0x800705B4"],
            [
                "crates/client/src/dns.rs",
                "EXCHANGE_TIMEOUT",
                "s",
                "for one question to a DNS server",
                "asked once more, then the next server",
            ],
            [
                "crates/client/src/discover.rs",
                "REQUEST_TIMEOUT",
                "s",
                "for one host, over all its addresses",
                "the next host is asked",
            ],
            ["crates/client/src/discover.rs", "HOSTS_MAX", "", "hosts that are asked", "the others are left out"],
            ["crates/client/src/discover.rs", "ADDRESSES_MAX", "", "addresses of one host", "the others are left out"],
            ["crates/client/src/transport.rs", "REPLY_MAX", "bytes", "answer of a host", "0x80072F78"],
            ["crates/client/src/transport.rs", "PACK_MAX", "bytes", "license packs of a host", "not taken"],
            ["crates/client/src/authority.rs", "TIMEOUT", "s", "for the authority", "0x80072EFD"],
            ["crates/client/src/authority.rs", "REPLY_MAX", "bytes", "answer of the authority", "0x80072F78"],
            [
                "crates/client/src/ldap/connection.rs",
                "TIMEOUT",
                "s",
                "to connect to a directory, then for each answer",
                "0x8007054B",
            ],
            ["crates/client/src/ldap/connection.rs", "MESSAGE_MAX", "bytes", "message of a directory", "0x8007054B"],
            [
                "crates/client/src/ldap/connection.rs",
                "ANSWER_MAX",
                "bytes",
                "messages that answer one question to a directory",
                "0x8007054B",
            ],
            ["crates/client/src/ldap/mod.rs", "ENTRIES_MAX", "", "entries that a directory returns", "0x8007054B"],
            [
                "crates/client/src/events.rs",
                "LOG_BYTES_MAX",
                "bytes",
                "event log; one older file is kept beside it",
                "put aside",
            ],
        ],
    ),
    (
        "Doctor",
        &[
            ["crates/muster/src/cmd/doctor/mod.rs", "FILES_MAX", "", "files in a folder of evidence", "refused"],
            [
                "crates/platform/src/child.rs",
                "OUTPUT_MAX",
                "bytes",
                "what a tool prints while it is collected",
                "the rest is not kept",
            ],
            [
                "crates/evidence/src/collector/hosts.rs",
                "HOSTS_MAX",
                "",
                "hosts that a collection asks",
                "the others are left out",
            ],
            [
                "crates/evidence/src/archive/cut.rs",
                "PART",
                "bytes",
                "beginning, and end, of a larger text",
                "what lies between is not read; the inventory says so",
            ],
            [
                "crates/evidence/src/archive/mod.rs",
                "FILES_MAX",
                "",
                "files in an archive",
                "not read; the inventory says so",
            ],
            ["crates/evidence/src/archive/mod.rs", "DEPTH_MAX", "", "archives inside each other", "the same"],
            [
                "crates/evidence/src/archive/mod.rs",
                "FILE_SIZE_MAX",
                "bytes",
                "one of these files, unpacked",
                "the same",
            ],
            ["crates/evidence/src/archive/mod.rs", "TOTAL_SIZE_MAX", "bytes", "all of them, unpacked", "the same"],
        ],
    ),
];

#[test]
fn the_page_of_limits_is_that_of_the_constants() {
    let mut page = String::from(
        "# Limits\n\nWhat comes from outside is limited: how, and what happens at the limit. The numbers are those of the code. Guesses at \
         the\nauthority are in the [threat model](threat-model.md#guesses-at-the-authority).\n",
    );
    for (heading, limits) in SECTIONS {
        page += &format!("\n## {heading}\n\n| limit | of | at the limit | constant |\n| ---: | --- | --- | --- |\n");
        for [file, name, unit, what, then] in *limits {
            let value = value(&read(&root().join(file)), name).unwrap_or_else(|| panic!("{file} has no number {name}"));
            page += &format!("| {} | {what} | {then} | `{name}` in `{file}` |\n", format!("{value} {unit}").trim());
        }
    }
    let path = root().join("docs/limits.md");
    if option_env!("MUSTER_BLESS").is_some() {
        fs::write(&path, &page).expect("written");
    }
    assert!(read(&path) == page, "docs/limits.md is not that of the code: MUSTER_BLESS=1 cargo test --test tidy");
}

/// The value of a constant: a number, a product of numbers, or a duration in its unit.
pub(crate) fn value(text: &str, name: &str) -> Option<u64> {
    let (_, after) = text.split_once(&format!("const {name}: "))?;
    let (_, expression) = after.split_once(';')?.0.split_once(" = ")?;
    let expression = expression.trim();
    let durations = ["Duration::from_secs(", "Duration::from_millis("];
    let inner = durations.iter().find_map(|start| expression.strip_prefix(start)?.strip_suffix(')'));
    let factors = inner.unwrap_or(expression).split('*');
    factors.map(|factor| factor.trim().replace('_', "").parse::<u64>().ok()).product()
}

#[test]
fn a_constant_is_read_as_the_compiler_reads_it() {
    let text = "const A: usize = 16 * 1_024;\npub const B: Duration = Duration::from_secs(30);\nconst C: u8 = other();\n\
        const E: Duration = Duration::from_millis(500);\n";
    let values = ["A", "B", "C", "D", "E"].map(|name| value(text, name));
    assert_eq!(values, [Some(16_384), Some(30), None, None, Some(500)]);
}
