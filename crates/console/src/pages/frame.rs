//! What every page has: title, navigation, the switch of the language, who is signed in.

use super::{style, time_text::utc};
use crate::{call::Call, links::Links, request::ConsoleRequest, role::Permission, service_kind::ServiceKind};
use muster_core::lang::Lang;

/// The frame of a page.
pub(super) struct Frame {
    pub(super) lang: Lang,
    pub(super) title: String,
    pub(super) style: &'static str,
    pub(super) nav: Vec<NavItem>,
    /// The address of this page in the other language.
    pub(super) other_language: String,
    pub(super) user: Option<User>,
    /// Links at the end of the page.
    pub(super) foot: Vec<NavItem>,
    /// Clock and host time, where the two differ and the host does not believe the clock.
    pub(super) clock_doubt: Option<(String, String)>,
}

/// A link of the navigation.
pub(super) struct NavItem {
    pub(super) href: String,
    pub(super) label: &'static str,
    pub(super) current: bool,
}

/// Who is signed in.
pub(super) struct User {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) own: String,
    pub(super) sign_out: String,
}

/// Path, permission and label of a page that the navigation names.
type Entry = (&'static str, Permission, &'static str, &'static str);

const HOST: &[Entry] = &[
    ("/", Permission::ViewMachines, "Overview", "概要"),
    ("/machines", Permission::ViewMachines, "Machines", "コンピューター"),
    ("/jobs", Permission::ViewMachines, "Jobs", "ジョブ"),
    ("/events", Permission::ReadEvents, "Events", "イベント"),
    ("/host", Permission::ViewMachines, "Host", "ホスト"),
];

const AUTHORITY: &[Entry] = &[
    ("/", Permission::ViewIssued, "Keys", "プロダクト キー"),
    ("/hosts", Permission::ViewIssued, "Hosts", "ホスト"),
    ("/orders", Permission::ViewIssued, "Orders", "注文"),
    ("/packs", Permission::ViewIssued, "Packs", "パック"),
    ("/roots", Permission::ViewIssued, "Root keys", "ルート キー"),
    ("/phone", Permission::ConfirmIds, "Phone", "電話"),
];

const SHARED: &[Entry] = &[
    ("/accounts", Permission::ManageAccounts, "Accounts", "アカウント"),
    ("/tokens", Permission::ManageTokens, "API tokens", "API トークン"),
    ("/webhooks", Permission::ManageWebhooks, "Webhooks", "Webhook"),
    ("/audit", Permission::ReadAudit, "Audit log", "監査ログ"),
];

/// What few look at.
const FOOT: [Entry; 2] =
    [("/metrics", Permission::ViewMetrics, "Metrics", "メトリック"), ("/api", Permission::SignedIn, "API", "API")];

impl Frame {
    /// For whoever calls.
    pub(super) fn new(call: &Call<'_>, title: &str) -> Self {
        let mut frame = Self::stranger(call.request, title);
        let Some(session) = &call.session else { return frame };
        let (lang, links) = (frame.lang, call.request.links());
        let own = match call.console.service.kind() {
            ServiceKind::Authority => AUTHORITY,
            ServiceKind::Host => HOST,
        };
        let shown = own.iter().chain(SHARED).filter(|(_, permission, ..)| session.role.has(*permission));
        frame.nav = shown
            .map(|&(path, _, en, ja)| NavItem {
                href: links.to(path, &[]),
                label: lang.pick(en, ja),
                current: path == call.request.path,
            })
            .collect();
        frame.foot = FOOT
            .iter()
            .filter(|(_, permission, ..)| session.role.has(*permission))
            .map(|&(path, _, en, ja)| NavItem {
                href: links.to(path, &[]),
                label: lang.pick(en, ja),
                current: path == call.request.path,
            })
            .collect();
        frame.clock_doubt = call.held.map(|held| (utc(call.now), utc(held)));
        frame.user = Some(User {
            name: session.provider.as_ref().map_or(&session.account, |provider| &provider.full_name).clone(),
            role: session.role.name(lang),
            own: links.to("/me", &[]),
            sign_out: links.to("/sign-out", &[]),
        });
        frame
    }

    /// The same for an address that is not repeated, not even as that of the page in the other language.
    pub(super) fn without_address(call: &Call<'_>, title: &str) -> Self {
        let frame = Self::new(call, title);
        let other_language = Links { lang: Some(frame.lang.pick(Lang::Ja, Lang::En)) }.to(&call.request.path, &[]);
        Self { other_language, ..frame }
    }

    /// For somebody who is not signed in, or not known yet.
    pub(super) fn stranger(request: &ConsoleRequest, title: &str) -> Self {
        let lang = request.lang();
        Self {
            lang,
            title: title.to_owned(),
            style: style::PATH,
            nav: Vec::new(),
            other_language: request.in_language(lang.pick(Lang::Ja, Lang::En)),
            user: None,
            foot: Vec::new(),
            clock_doubt: None,
        }
    }

    /// The sentence in the language of the page.
    pub(super) fn t(&self, en: &'static str, ja: &'static str) -> &'static str {
        self.lang.pick(en, ja)
    }

    pub(super) fn pick<T>(&self, en: T, ja: T) -> T {
        self.lang.pick(en, ja)
    }
}
