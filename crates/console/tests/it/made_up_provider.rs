//! An OpenID Connect provider on a free port that says whatever a test has it say.

use crate::browser::{Answer, ORIGIN, World};
use aws_lc_rs::{
    rand::SystemRandom,
    rsa,
    signature::{self, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};
use data_encoding::BASE64URL_NOPAD;
use muster_console::{ConsoleSite, OidcProvider, OidcSettings};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard},
    thread,
    time::Duration,
};

pub(crate) const SUBJECT: &str = "Abc-1";

/// What is answered at a path.
#[derive(Clone)]
pub(crate) enum Reply {
    /// The connection stays open, and nothing comes.
    Hang,
    Json(Value),
    /// The whole of the answer.
    Raw(String),
}

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) body: String,
}

#[derive(Default)]
struct Data {
    replies: HashMap<String, Reply>,
    asked: Vec<Asked>,
    hanging: Vec<TcpStream>,
    hung: usize,
}

#[derive(Clone)]
pub(crate) struct MadeUpProvider {
    address: SocketAddr,
    data: Arc<Mutex<Data>>,
}

pub(crate) enum Signer {
    Ed25519(Ed25519KeyPair),
    P256(EcdsaKeyPair),
    Rsa(rsa::KeyPair),
}

/// A sign-in that was begun: the cookie, and what the browser was sent to the provider with.
pub(crate) struct Begun {
    pub(crate) cookie: String,
    pub(crate) sent: HashMap<String, String>,
}

impl Signer {
    pub(crate) fn ed25519() -> Self {
        Self::Ed25519(Ed25519KeyPair::generate().expect("a key"))
    }

    pub(crate) fn p256() -> Self {
        Self::P256(EcdsaKeyPair::generate(&signature::ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key"))
    }

    pub(crate) fn rsa() -> Self {
        Self::Rsa(rsa::KeyPair::generate(rsa::KeySize::Rsa2048).expect("a key"))
    }

    pub(crate) fn algorithm(&self) -> &'static str {
        match self {
            Self::Ed25519(_) => "EdDSA",
            Self::P256(_) => "ES256",
            Self::Rsa(_) => "RS256",
        }
    }

    /// What the provider publishes of it.
    pub(crate) fn jwk(&self, id: &str) -> Value {
        let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        match self {
            Self::Ed25519(pair) => {
                json!({ "kty": "OKP", "crv": "Ed25519", "kid": id, "use": "sig", "x": text(pair.public_key().as_ref()) })
            }
            Self::P256(pair) => {
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                json!({ "kty": "EC", "crv": "P-256", "kid": id, "x": text(x), "y": text(y) })
            }
            Self::Rsa(pair) => {
                // DER: a sequence of two numbers, the first of 256 bytes and a zero, the second of three.
                let der = pair.public_key().as_ref();
                let (n, e) = (&der[9..265], &der[267..]);
                json!({ "kty": "RSA", "kid": id, "alg": "RS256", "n": text(n), "e": text(e) })
            }
        }
    }

    /// A token with this header and these claims.
    pub(crate) fn token(&self, header: &Value, claims: &Value) -> String {
        let text = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let message = format!("{}.{}", text(header), text(claims));
        let random = SystemRandom::new();
        let signed = match self {
            Self::Ed25519(pair) => pair.sign(message.as_bytes()).as_ref().to_vec(),
            Self::P256(pair) => pair.sign(&random, message.as_bytes()).expect("signed").as_ref().to_vec(),
            Self::Rsa(pair) => {
                let mut signed = vec![0; pair.public_modulus_len()];
                pair.sign(&signature::RSA_PKCS1_SHA256, &random, message.as_bytes(), &mut signed).expect("signed");
                signed
            }
        };
        format!("{message}.{}", BASE64URL_NOPAD.encode(&signed))
    }

    /// A token as it should be.
    pub(crate) fn good(&self, claims: &Value) -> String {
        self.token(&json!({ "alg": self.algorithm(), "kid": "1" }), claims)
    }
}

impl MadeUpProvider {
    /// One with this key, under the id `1`.
    pub(crate) fn start(signer: &Signer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let provider = Self { address, data: Arc::default() };
        let answering = provider.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                answering.answer(stream.expect("a connection"));
            }
        });
        let issuer = provider.issuer();
        provider.replies(
            "/.well-known/openid-configuration",
            Reply::Json(json!({
                "issuer": issuer,
                "authorization_endpoint": format!("{issuer}/auth?tenant=corp"),
                "token_endpoint": format!("{issuer}/token"),
                "jwks_uri": format!("{issuer}/keys"),
            })),
        );
        provider.replies("/keys", Reply::Json(json!({ "keys": [signer.jwk("1")] })));
        provider
    }

    pub(crate) fn issuer(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What is answered at a path from now on.
    pub(crate) fn replies(&self, path: &str, reply: Reply) {
        self.data().replies.insert(path.to_owned(), reply);
    }

    pub(crate) fn gives(&self, token: &str) {
        self.replies("/token", Reply::Json(json!({ "access_token": "x", "token_type": "Bearer", "id_token": token })));
    }

    /// Ends the connections that hang; returns how many there have been. One is asked a moment before it hangs.
    pub(crate) fn hangs_up(&self) -> usize {
        let mut data = self.data();
        data.hung += data.hanging.len();
        data.hanging.clear();
        data.hung
    }

    pub(crate) fn asked(&self, path: &str) -> Vec<Asked> {
        self.data().asked.iter().filter(|asked| asked.path == path).cloned().collect()
    }

    /// Its settings and secret in a console's hands.
    pub(crate) fn provider(&self) -> OidcProvider {
        let settings: OidcSettings = serde_json::from_value(json!({
            "issuer": self.issuer(),
            "client_id": "muster",
            "client_secret_file": "oidc.secret",
            "name": "Corp ID",
            "groups": { "admins": "administrator", "desk": "operator", "line": "operator:90" },
        }))
        .expect("settings");
        OidcProvider::new(settings, "s3cret&\n").answering_within(Duration::from_millis(500))
    }

    pub(crate) fn world(&self) -> World {
        World::at(self.site())
    }

    pub(crate) fn site(&self) -> ConsoleSite {
        World::site().with_provider(self.provider())
    }

    /// What a good token for a sign-in says.
    pub(crate) fn claims(&self, world: &World, nonce: &str) -> Value {
        let now = world.now().unix();
        json!({
            "iss": self.issuer(),
            "aud": "muster",
            "sub": SUBJECT,
            "nonce": nonce,
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "name": "Kim <Example>",
            "groups": ["all", "admins"],
        })
    }

    fn data(&self) -> MutexGuard<'_, Data> {
        self.data.lock().expect("not poisoned")
    }

    fn answer(&self, mut stream: TcpStream) {
        let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
        let asked = loop {
            let length = stream.read(&mut buffer).unwrap_or_default();
            bytes.extend_from_slice(&buffer[..length]);
            match parsed(&String::from_utf8_lossy(&bytes)) {
                Some(asked) => break asked,
                None if length == 0 => return,
                None => {}
            }
        };
        let reply = self.data().replies.get(&asked.path).cloned();
        self.data().asked.push(asked);
        let answer = match reply {
            Some(Reply::Hang) => return self.data().hanging.push(stream),
            Some(Reply::Raw(answer)) => answer,
            Some(Reply::Json(value)) => http("200 OK", &value.to_string()),
            None => http("404 Not Found", "{}"),
        };
        // Who has read enough has gone.
        let _ = stream.write_all(answer.as_bytes());
    }
}

/// An answer of HTTP.
pub(crate) fn http(status: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

fn parsed(text: &str) -> Option<Asked> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let length = head.lines().filter_map(|line| line.split_once(": "));
    let length =
        length.filter(|(name, _)| name.eq_ignore_ascii_case("content-length")).map(|(_, length)| length).next();
    let length: usize = length.map_or(0, |length| length.parse().expect("a number"));
    let path = head.split(' ').nth(1)?.to_owned();
    (body.len() == length).then(|| Asked { path, head: head.to_owned(), body: body.to_owned() })
}

/// Begins a sign-in.
pub(crate) fn begin(world: &World) -> Begun {
    begin_at(world, "/sign-in/provider")
}

/// The same at this address.
pub(crate) fn begin_at(world: &World, address: &str) -> Begun {
    let answer = world.get(address, "");
    assert_eq!(answer.status, 303, "{}", answer.body);
    let (pair, attributes) = answer.header("set-cookie").split_once("; ").expect("attributes");
    assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Lax; Max-Age=600");
    let (_, query) = answer.header("location").split_once('?').expect("a query");
    Begun { cookie: pair.to_owned(), sent: form_urlencoded::parse(query.as_bytes()).into_owned().collect() }
}

/// Comes back from the provider with a code.
pub(crate) fn come_back(world: &World, begun: &Begun) -> Answer {
    let state = &begun.sent["state"];
    world.get(&format!("/sign-in/return?code=c0de%26&state={state}&lang=en"), &begun.cookie)
}

/// A whole sign-in with what `change` makes of the claims.
pub(crate) fn sign_in(
    provider: &MadeUpProvider,
    world: &World,
    signer: &Signer,
    change: impl FnOnce(&mut Value),
) -> Answer {
    let begun = begin(world);
    let mut claims = provider.claims(world, &begun.sent["nonce"]);
    change(&mut claims);
    provider.gives(&signer.good(&claims));
    come_back(world, &begun)
}

impl Answer {
    /// The session that a sign-in by a provider began, if it did.
    pub(crate) fn session(&self) -> Option<String> {
        let set = self.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let session =
            set.filter_map(|set| set.split_once("; ")).find(|(pair, _)| pair.starts_with("muster_console_"))?;
        assert_eq!(session.1, "Path=/; HttpOnly; SameSite=Strict");
        Some(session.0.to_owned())
    }
}

/// Where the provider sends the browser back to.
pub(crate) fn returns_to() -> String {
    format!("{ORIGIN}/sign-in/return")
}
