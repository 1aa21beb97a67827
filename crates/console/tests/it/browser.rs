//! Sends requests to a console without a socket, as a browser would.

use crate::made_up_host::MadeUpHost;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, header},
};
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;
use muster_console::{
    ApiToken, Console, ConsoleSite, LimitedRole, Secret, Service, ServiceKind, Session, WebhookWorker,
};
use muster_core::time::{Moment, Span};
use muster_platform::{
    clock::{Clock, VirtualClock},
    entropy::Entropy,
};
use muster_server::listener::Peer;
use std::{net::IpAddr, sync::Arc};
use tokio::runtime::Runtime;

pub(crate) const ADDRESS: &str = "127.0.0.1:8443";
pub(crate) const ORIGIN: &str = "http://127.0.0.1:8443";
/// As a form has it.
pub(crate) const PASSWORD: &str = "correct+horse+battery";

/// A console over a host that is made up, and what is asked of it.
pub(crate) struct World {
    pub(crate) host: MadeUpHost,
    pub(crate) clock: VirtualClock,
    pub(crate) link: Option<String>,
    service: Service,
    router: Router,
    runtime: Runtime,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with(MadeUpHost::default())
    }

    /// The console as it starts over this host.
    pub(crate) fn with(host: MadeUpHost) -> Self {
        let service = Service::Host(Arc::new(host.clone()));
        Self::of(host, service, Self::site())
    }

    /// The console of a host elsewhere.
    pub(crate) fn at(site: ConsoleSite) -> Self {
        let host = MadeUpHost::default();
        let service = Service::Host(Arc::new(host.clone()));
        Self::of(host, service, site)
    }

    /// The console of this host as it starts elsewhere, or with something else beside it.
    pub(crate) fn over(host: MadeUpHost, site: ConsoleSite) -> Self {
        let service = Service::Host(Arc::new(host.clone()));
        Self::of(host, service, site)
    }

    pub(crate) fn site() -> ConsoleSite {
        ConsoleSite::plain(ADDRESS.parse().expect("an address"))
    }

    /// The console of an authority.
    pub(crate) fn of_authority() -> Self {
        Self::of_authority_at(Self::site())
    }

    /// The same elsewhere.
    pub(crate) fn of_authority_at(site: ConsoleSite) -> Self {
        let made_up = MadeUpHost::default();
        let service = Service::Authority(Arc::new(made_up.clone()));
        Self::of(made_up, service, site)
    }

    /// A new console of this kind.
    pub(crate) fn of_kind(kind: ServiceKind) -> Self {
        match kind {
            ServiceKind::Authority => Self::of_authority(),
            ServiceKind::Host => Self::new(),
        }
    }

    /// The webhooks of the console at work.
    pub(crate) fn webhooks(&self) -> WebhookWorker {
        WebhookWorker::new(self.service.clone(), Clock::Virtual(self.clock.clone()), Entropy::system())
    }

    fn of(host: MadeUpHost, service: Service, site: ConsoleSite) -> Self {
        let (clock, kept) = (VirtualClock::stopped(), service.clone());
        let console = Console::new(service, site, Clock::Virtual(clock.clone()), Entropy::system());
        let link = console.setup_link().expect("a store");
        Self { host, clock, link, service: kept, router: console.router(), runtime: Runtime::new().expect("a runtime") }
    }

    /// A world in which the administrator `root` has been made, by the link, with his cookie.
    pub(crate) fn with_root() -> (Self, String) {
        let world = Self::new();
        let link = world.link.clone().expect("a link");
        let path = link.strip_prefix(ORIGIN).expect("the console's own").to_owned();
        let form = format!("name=root&password={PASSWORD}&again={PASSWORD}");
        let cookie = world.post(&path, "", &form).cookie();
        (world, cookie)
    }

    /// Adds an account; returns the path of the link that was shown.
    pub(crate) fn add(&self, root: &str, name: &str, role: &str) -> String {
        let answer = self.post("/accounts?lang=en", root, &format!("name={name}&role={role}"));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.link()
    }

    /// Follows a link and chooses the password; returns the cookie of the session.
    pub(crate) fn choose(&self, path: &str) -> String {
        let answer = self.post(path, "", &format!("password={PASSWORD}&again={PASSWORD}"));
        assert_eq!(answer.status, 303, "{}", answer.body);
        answer.cookie()
    }

    pub(crate) fn sign_in(&self, name: &str, password: &str) -> Answer {
        self.post("/sign-in?lang=en", "", &format!("name={name}&password={password}"))
    }

    pub(crate) fn now(&self) -> Moment {
        self.clock.now()
    }

    /// A session of an account in this role, as a cookie.
    pub(crate) fn session(&self, role: impl Into<LimitedRole>) -> String {
        let id: Secret<32> = Secret::draw(&Entropy::system());
        let session = Session {
            account: "somebody".into(),
            role: role.into(),
            created: self.now(),
            used: self.now(),
            proved: self.now(),
            provider: None,
        };
        self.host.data().sessions.insert(*id.hash().as_bytes(), session);
        format!("muster_console_8443={}", id.text())
    }

    /// A token of this scope, as `Authorization` has it.
    pub(crate) fn token(&self, scope: impl Into<LimitedRole>) -> String {
        let scope = scope.into();
        let secret: Secret<32> = Secret::draw(&Entropy::system());
        let (name, maker, until) = (scope.text(), "root".to_owned(), self.now() + Span::days(1));
        let token = ApiToken { hash: secret.hash(), name, scope, maker, created: self.now(), until, used: None };
        self.host.data().tokens.push(token);
        format!("Bearer muster_{}", secret.text())
    }

    pub(crate) fn get(&self, path: &str, cookie: &str) -> Answer {
        self.send("GET", path, &[("host", ADDRESS), ("cookie", cookie)], "")
    }

    /// Sends a form as a page of the console does.
    pub(crate) fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        self.send("POST", path, &[("host", ADDRESS), ("origin", ORIGIN), ("cookie", cookie)], form)
    }

    /// A form with a file in the field `image`.
    pub(crate) fn post_image(&self, path: &str, cookie: &str, image: &[u8]) -> Answer {
        let head = "--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\n";
        let body = [head.as_bytes(), image, b"\r\n--x--\r\n"].concat();
        let kind = ("content-type", "multipart/form-data; boundary=x");
        let headers = [("host", ADDRESS), ("origin", ORIGIN), ("cookie", cookie), kind];
        self.send_from("127.0.0.1", "POST", path, &headers, body)
    }

    pub(crate) fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.send_from("127.0.0.1", method, path, headers, body)
    }

    pub(crate) fn send_from(
        &self,
        peer: &str,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body.as_ref().to_vec())).expect("a request");
        let peer: IpAddr = peer.parse().expect("an address");
        request.extensions_mut().insert(Peer(peer));
        self.runtime.block_on(async {
            let response = TowerToHyperService::new(self.router.clone()).call(request).await.expect("never fails");
            let (head, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("a body");
            let body = String::from_utf8(body.into()).expect("UTF-8");
            Answer { status: head.status.as_u16(), headers: head.headers, body }
        })
    }
}

impl Answer {
    /// The path of the link for a password that the page shows.
    pub(crate) fn link(&self) -> String {
        let (_, rest) = self.body.split_once(ORIGIN).expect("a link");
        rest.split('<').next().expect("its end").to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The cookie that it sets, as a browser sends it back; checks what protects it.
    pub(crate) fn cookie(&self) -> String {
        let set = self.headers.get(header::SET_COOKIE).expect("a cookie").to_str().expect("text");
        let (pair, attributes) = set.split_once("; ").expect("attributes");
        assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Strict");
        pair.to_owned()
    }
}
