//! Everything that the console answers, and who may call it: the only table of it.

use crate::{
    api::{
        authority_operations, customer_operations, evidence_operations, key_operations, list_operations,
        operation::Operation, operations, view_operations, webhook_operations,
    },
    api_path::is_api,
    call::Handler,
    oidc::flow,
    pages::{
        account, accounts, api as page_of_api, audit, audit_jsonl, choose_password, customer, events, holder, holders,
        host, job, job_key, job_list, job_machine, jobs, key, key_edit, keys, link, machine, machine_evidence,
        machine_evidence_file, machine_files, machines, me, metrics, new_job, order_rows, orders, overview, packs,
        passkey_script, passkey_sign_in, passkeys, phone, provider_sign_in, roots, setup, sign_in, style, tokens,
        view_links, views, webhooks,
    },
    role::Permission,
    route_method::RouteMethod,
    service_kind::ServiceKind,
};
use axum::http::Method;
use muster_core::lang::Text;

/// What a page does, and who may see it.
pub struct Route {
    /// How it is called.
    pub method: RouteMethod,
    /// Its path.
    pub path: &'static str,
    /// The least permission that it takes.
    pub permission: Permission,
    /// What it is for.
    pub purpose: Text,
    /// Whether it asks again who it is, if that was not shown a moment ago.
    pub step_up: bool,
    /// Whether it takes a list, which is larger than any other message.
    pub(crate) takes_list: bool,
    pub(crate) handler: Handler,
}

const fn api(operation: &Operation, en: &'static str, ja: &'static str) -> Route {
    let Operation { path, permission, handler, .. } = *operation;
    let (method, purpose) = (operation.method(), Text { en, ja });
    Route { method, path, permission, purpose, step_up: false, takes_list: false, handler }
}

/// An operation that takes a list.
const fn api_upload(operation: &Operation, en: &'static str, ja: &'static str) -> Route {
    Route { takes_list: true, ..api(operation, en, ja) }
}

const fn get(
    path: &'static str,
    permission: Permission,
    handler: Handler,
    en: &'static str,
    ja: &'static str,
) -> Route {
    Route { method: RouteMethod::Get, ..post(path, permission, handler, en, ja) }
}

const fn post(
    path: &'static str,
    permission: Permission,
    handler: Handler,
    en: &'static str,
    ja: &'static str,
) -> Route {
    let purpose = Text { en, ja };
    Route { method: RouteMethod::Post, path, permission, purpose, step_up: false, takes_list: false, handler }
}

/// The same, where a list comes along.
const fn upload(
    path: &'static str,
    permission: Permission,
    handler: Handler,
    en: &'static str,
    ja: &'static str,
) -> Route {
    Route { takes_list: true, ..post(path, permission, handler, en, ja) }
}

/// The same, where what it does cannot be taken back, or lets somebody in later.
const fn grave(
    path: &'static str,
    permission: Permission,
    handler: Handler,
    en: &'static str,
    ja: &'static str,
) -> Route {
    Route { step_up: true, ..post(path, permission, handler, en, ja) }
}

use Permission::{
    BlockKeys, ConfirmIds, EditKeys, Everyone, ExportMachines, InstallKeys, ManageAccounts, ManageTokens,
    ManageWebhooks, ReadAudit, ReadEvents, RevokeLicenses, RunJobs, ShareViews, SignedIn, ViewIssued, ViewMachines,
    ViewMetrics,
};

/// What the console of a host answers, besides [`SHARED`].
const HOST: &[Route] = &[
    get("/", ViewMachines, overview::show, "overview", "概要"),
    get("/machines", ViewMachines, machines::show, "machines", "コンピューター"),
    get("/machines.csv", ExportMachines, machine_files::csv, "machines as CSV", "コンピューターの CSV"),
    get("/machines.json", ExportMachines, machine_files::json, "machines as JSON", "コンピューターの JSON"),
    get(view_links::PATH, ViewMachines, views::show, "saved views of the machines", "保存したビュー"),
    post(
        view_links::PATH,
        ViewMachines,
        views::change,
        "save, rename or remove an own view",
        "自分のビューの保存、名前の変更、または削除",
    ),
    post(
        views::SHARED,
        ShareViews,
        views::change_shared,
        "share a view with everybody, or rename, remove or take back a shared one",
        "ビューの共有、共有の解除、または共有ビューの名前の変更と削除",
    ),
    get("/machine", ViewMachines, machine::show, "one machine", "コンピューターの詳細"),
    get(
        machine_evidence::FILE_PATH,
        ExportMachines,
        machine_evidence_file::download,
        "what the agent of a machine has told, as a file",
        "コンピューターの診断データのファイル",
    ),
    get("/host", ViewMachines, host::show, "the host", "ホスト"),
    get("/jobs", ViewMachines, jobs::show, "jobs", "ジョブ"),
    get("/jobs/new", RunJobs, new_job::show, "the form of a job", "ジョブの作成"),
    grave("/jobs", RunJobs, new_job::add, "begin a job that takes no key", "キーを使用しないジョブの作成の実行"),
    grave(
        "/jobs/key",
        InstallKeys,
        job_key::install,
        "show the machines and their keys, and begin a job that installs a key",
        "対象のコンピューターとキーの表示、キーをインストールするジョブの作成の実行",
    ),
    get("/job", ViewMachines, job::show, "one job", "ジョブの詳細"),
    post("/job", RunJobs, job::cancel, "cancel a job", "ジョブの取り消し"),
    get(
        "/job/list",
        RunJobs,
        job_list::download,
        "the installation ids of a job, as the list that goes to the authority",
        "ジョブのインストール ID のリスト",
    ),
    upload(
        "/job/list",
        RunJobs,
        job_list::take,
        "take the authority's answers from the list of a job",
        "ジョブのリストからの確認 ID の登録",
    ),
    get(
        "/job/machine",
        RunJobs,
        job_machine::show,
        "the installation id of one machine of a job, also as a QR code",
        "ジョブのコンピューターのインストール ID と QR コード",
    ),
    upload(
        "/job/machine",
        RunJobs,
        job_machine::confirm,
        "take the confirmation id of one machine of a job",
        "ジョブのコンピューターの確認 ID の登録",
    ),
    get("/events", ReadEvents, events::show, "events of the host", "ホストのイベント"),
    api(&operations::OVERVIEW, "overview as JSON", "概要の JSON"),
    api(&operations::HOST_STATUS, "the host as JSON", "ホストの JSON"),
    api(&operations::MACHINES, "machines as JSON", "コンピューターの JSON"),
    api(&operations::MACHINE, "one machine as JSON", "コンピューターの詳細の JSON"),
    api(
        &evidence_operations::EVIDENCE,
        "what a machine has told by the API",
        "API によるコンピューターの診断データの取得",
    ),
    api(&view_operations::LIST, "shared views as JSON", "共有ビューの JSON"),
    api(&view_operations::ADD, "share a view by the API", "API によるビューの共有"),
    api(&view_operations::RENAME, "rename a shared view by the API", "API による共有ビューの名前の変更"),
    api(&view_operations::REMOVE, "remove a shared view by the API", "API による共有ビューの削除"),
    api(&operations::JOBS, "jobs as JSON", "ジョブの JSON"),
    api(&operations::JOB, "one job as JSON", "ジョブの詳細の JSON"),
    api(&list_operations::IDS, "the list of a job by the API", "API によるジョブのリストの取得"),
    api_upload(
        &list_operations::CONFIRM,
        "take the answers of the list of a job by the API",
        "API による確認 ID の登録",
    ),
    api(&operations::EVENTS, "events of the host as JSON", "ホストのイベントの JSON"),
];

/// What both answer.
const SHARED: &[Route] = &[
    get("/audit", ReadAudit, audit::show, "audit log", "監査ログ"),
    get("/audit.jsonl", ReadAudit, audit_jsonl::download, "audit log as JSON Lines", "監査ログの JSON Lines"),
    get("/accounts", ManageAccounts, accounts::show, "accounts", "アカウント"),
    grave("/accounts", ManageAccounts, accounts::add, "add an account", "アカウントの追加"),
    get("/account", ManageAccounts, account::show, "one account", "アカウントの詳細"),
    grave("/account", ManageAccounts, account::change, "change an account", "アカウントの変更"),
    get("/tokens", ManageTokens, tokens::show, "tokens for the API", "API トークン"),
    grave("/tokens", ManageTokens, tokens::change, "make or revoke a token", "API トークンの作成または失効"),
    get("/webhooks", ManageWebhooks, webhooks::show, "webhooks and their deliveries", "Webhook と配信の履歴"),
    grave(
        "/webhooks",
        ManageWebhooks,
        webhooks::change,
        "make, try or remove a webhook",
        "Webhook の作成、テスト、または削除",
    ),
    get("/me", SignedIn, me::show, "own account", "自分のアカウント"),
    post("/me/password", SignedIn, me::change_password, "change the own password", "自分のパスワードの変更"),
    post("/me/sessions", SignedIn, me::end_sessions, "end own sessions", "自分のセッションの終了"),
    get(passkeys::PATH, SignedIn, passkeys::show, "own passkeys", "自分のパスキー"),
    grave(passkeys::PATH, SignedIn, passkeys::change, "add or remove an own passkey", "自分のパスキーの追加または削除"),
    get("/password", Everyone, choose_password::show, "the link that chooses a password", "パスワードの設定"),
    post("/password", Everyone, choose_password::choose, "choose a password by a link", "パスワードの設定の実行"),
    get("/sign-in", Everyone, sign_in::show, "sign-in", "サインイン"),
    post("/sign-in", Everyone, sign_in::sign_in, "sign in", "サインインの実行"),
    get(passkey_sign_in::PATH, Everyone, passkey_sign_in::show, "sign-in by a passkey", "パスキーによるサインイン"),
    post(
        passkey_sign_in::PATH,
        Everyone,
        passkey_sign_in::sign_in,
        "sign in by a passkey",
        "パスキーによるサインインの実行",
    ),
    get(flow::BEGIN, Everyone, provider_sign_in::begin, "sign-in by the provider", "ID プロバイダーによるサインイン"),
    get(
        flow::RETURN,
        Everyone,
        provider_sign_in::finish,
        "sign in by the provider's answer",
        "ID プロバイダーによるサインインの実行",
    ),
    post("/sign-out", SignedIn, sign_in::sign_out, "sign out", "サインアウト"),
    get("/link", Everyone, link::show, "the link that signs in", "リンクによるサインイン"),
    post("/link", Everyone, link::follow, "sign in by a link, once", "リンクによるサインインの実行 (1 回のみ)"),
    get("/setup", Everyone, setup::show, "the link of the first administrator", "最初の管理者の作成"),
    post("/setup", Everyone, setup::create, "make the first administrator", "最初の管理者の作成の実行"),
    get("/metrics", ViewMetrics, metrics::show, "metrics, their meaning and values", "メトリックの意味と値"),
    get("/api", SignedIn, page_of_api::show, "operations of the API", "API の操作一覧"),
    get(
        page_of_api::DOCUMENT,
        Everyone,
        page_of_api::document,
        "the API as OpenAPI 3.1",
        "API の OpenAPI 3.1 ドキュメント",
    ),
    api(&operations::METRICS, "metrics as JSON", "メトリックの JSON"),
    api(&operations::ACCOUNTS, "accounts as JSON", "アカウントの JSON"),
    api(&operations::AUDIT, "audit log as JSON", "監査ログの JSON"),
    api(&webhook_operations::LIST, "webhooks as JSON", "Webhook の JSON"),
    api(&webhook_operations::ADD, "make a webhook by the API", "API による Webhook の作成"),
    api(&webhook_operations::CHANGE, "change a webhook by the API", "API による Webhook の変更"),
    api(&webhook_operations::REMOVE, "remove a webhook by the API", "API による Webhook の削除"),
    api(&webhook_operations::TEST, "try a webhook by the API", "API による Webhook のテスト"),
    api(&webhook_operations::DELIVERIES, "deliveries to webhooks as JSON", "Webhook の配信履歴の JSON"),
    get(passkey_script::PATH, Everyone, passkey_script::show, "script of passkeys", "パスキーのスクリプト"),
    get(style::PATH, Everyone, style::show, "style sheet", "スタイル シート"),
];

/// What the console of the authority answers, besides [`SHARED`].
const AUTHORITY: &[Route] = &[
    get("/", ViewIssued, keys::show, "product keys", "プロダクト キー"),
    get("/key", ViewIssued, key::show, "one product key", "プロダクト キーの詳細"),
    grave(
        "/key",
        BlockKeys,
        key::change,
        "block a product key, or lift its block",
        "プロダクト キーのブロックまたはブロックの解除",
    ),
    post(
        "/key/words",
        EditKeys,
        key_edit::words,
        "change customer, order and note of a product key",
        "プロダクト キーの顧客、注文番号、メモの変更",
    ),
    grave("/key/limit", EditKeys, key_edit::limit, "raise its limit", "プロダクト キーの上限の引き上げ"),
    grave("/key/end", EditKeys, key_edit::end, "set, move or remove its end", "プロダクト キーの有効期限の変更"),
    get("/hosts", ViewIssued, holders::show, "hosts, activation objects and machines", "ホストなどの一覧"),
    get(holder::PATH, ViewIssued, holder::show, "one of them", "ホストなどの詳細"),
    get(
        holder::REVOCATION,
        RevokeLicenses,
        holder::ask,
        "what revoking its license reaches",
        "ライセンスの失効の影響範囲",
    ),
    grave(
        holder::REVOCATION,
        RevokeLicenses,
        holder::change,
        "revoke its license, or lift the revocation",
        "ライセンスの失効または失効の取り消し",
    ),
    get("/orders", ViewIssued, orders::show, "orders", "注文"),
    get("/order", ViewIssued, orders::show_one, "one order", "注文の詳細"),
    grave("/order", EditKeys, orders::change, "change customer and number of an order", "注文の顧客と番号の変更"),
    get(order_rows::CUSTOMER, ViewIssued, customer::show, "one customer", "顧客の詳細"),
    post(order_rows::CUSTOMER, EditKeys, customer::change, "change the contact of a customer", "顧客の連絡先の変更"),
    get("/packs", ViewIssued, packs::show, "license packs", "ライセンス パック"),
    get(roots::PATH, ViewIssued, roots::show, "root keys", "ルート キー"),
    get("/phone", ConfirmIds, phone::show, "the form of phone activation", "電話によるライセンス認証"),
    upload("/phone", ConfirmIds, phone::confirm, "confirm an installation id", "確認 ID の発行"),
    api(&authority_operations::KEYS, "product keys as JSON", "プロダクト キーの JSON"),
    api(&authority_operations::KEY, "one product key as JSON", "プロダクト キーの詳細の JSON"),
    api(
        &key_operations::WORDS,
        "change customer, order and note of a key by the API",
        "API によるキーの顧客、注文番号、メモの変更",
    ),
    api(&key_operations::LIMIT, "raise the limit of a key by the API", "API によるキーの上限の引き上げ"),
    api(&key_operations::END, "set, move or remove the end of a key by the API", "API によるキーの有効期限の変更"),
    api(
        &key_operations::ORDER,
        "change customer and number of an order by the API",
        "API による注文の顧客と番号の変更",
    ),
    api(&customer_operations::CUSTOMER, "one customer as JSON", "顧客の詳細の JSON"),
    api(&customer_operations::CONTACT, "change the contact of a customer by the API", "API による顧客の連絡先の変更"),
    api(&authority_operations::HOLDERS, "hosts, activation objects and machines as JSON", "ホストなどの一覧の JSON"),
    api(&authority_operations::HOLDER, "one of them as JSON", "ホストなどの詳細の JSON"),
    api(&authority_operations::ORDERS, "orders as JSON", "注文の JSON"),
    api(&authority_operations::PACKS, "license packs as JSON", "ライセンス パックの JSON"),
    api(&authority_operations::ROOTS, "root keys as JSON", "ルート キーの JSON"),
];

/// Everything that the console of a service answers.
pub fn routes(kind: ServiceKind) -> impl Iterator<Item = &'static Route> {
    let own = match kind {
        ServiceKind::Authority => AUTHORITY,
        ServiceKind::Host => HOST,
    };
    own.iter().chain(SHARED)
}

impl Route {
    /// Whether programs call it, with a token, and no browser.
    pub fn is_api(&self) -> bool {
        is_api(self.path)
    }
}

/// What a path and a method lead to.
pub(crate) enum Found {
    Route(&'static Route),
    /// There is the path, but by this method.
    OtherMethod(RouteMethod),
    Nothing,
}

pub(crate) fn find(kind: ServiceKind, method: &Method, path: &str) -> Found {
    let mut at = routes(kind).filter(|route| route.path == path).peekable();
    let Some(first) = at.peek().map(|route| route.method) else { return Found::Nothing };
    at.find(|route| route.method.takes(method)).map_or(Found::OtherMethod(first), Found::Route)
}
