//! Several hosts: some hang, answer garbage, answer slowly, are not activated; one is good. And what is set by hand.

use muster_client::{Client, Network};
use muster_core::{client::discovery::HostAddress, code};
use muster_testbed::{
    TsigKey, activate_online,
    harness::{
        bind::{Bind, ZONE},
        world::{World, machine},
    },
};
use std::{
    io::{Read, Write},
    net::{Ipv6Addr, SocketAddr, TcpListener},
    thread,
    time::Duration,
};

/// A listener that does something else with every connection.
fn other(bind: SocketAddr, serve: impl Fn(std::net::TcpStream) + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind(bind).expect("a port");
    let address = listener.local_addr().expect("its address");
    thread::spawn(move || listener.incoming().filter_map(Result::ok).for_each(serve));
    address
}

fn loopback() -> SocketAddr {
    "127.0.0.1:0".parse().expect("an address")
}

/// Keeps connections and says nothing.
fn hangs() -> SocketAddr {
    let kept = std::sync::Mutex::new(Vec::new());
    other(loopback(), move |stream| kept.lock().expect("not poisoned").push(stream))
}

/// Answers, and not what was asked.
fn garbage() -> SocketAddr {
    other(loopback(), |mut stream| {
        let mut buffer = [0; 4096];
        let _ = stream.read(&mut buffer);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    })
}

fn refused() -> SocketAddr {
    let listener = TcpListener::bind(loopback()).expect("a port");
    listener.local_addr().expect("its address")
}

/// Zone lines that name these hosts, in this order of priority.
fn records(hosts: &[SocketAddr]) -> String {
    let line =
        |(priority, host): (usize, &SocketAddr)| format!("_muster._tcp IN SRV {priority} 0 {} one\n", host.port());
    hosts.iter().enumerate().map(line).collect()
}

/// A host that hangs is given up after two seconds: soon for it, long for a good host on a busy machine.
fn impatient(network: Network) -> Network {
    Network { request_timeout: Duration::from_secs(2), ..network }
}

#[test]
fn every_bad_host_is_struck_off_with_its_code_until_one_is_good() {
    let world = World::new();
    let good = world.filled_host("good");
    let idle = world.setup("idle", None).init(&world.vendor).expect("a host");
    let idle = world.serve(idle, "idle");
    let hosts = [refused(), hangs(), garbage(), idle.address(), good.address()];
    let bind = Bind::with_records(&TsigKey::random("kms-key"), &records(&hosts));
    let network = impatient(bind.network(&[ZONE]));
    let (mut client, _) = world.client("pc");
    let attempt = world.activate(&mut client, "pc", &network);
    assert!(attempt.is_activated(), "{attempt:?}");
    let codes: Vec<_> = attempt.tries.iter().map(|tried| (tried.host.port, tried.code)).collect();
    let expected = [
        (hosts[0].port(), code::HOST_UNAVAILABLE),
        (hosts[1].port(), code::TIMEOUT),
        (hosts[2].port(), code::INVALID_SERVER_RESPONSE),
        (hosts[3].port(), code::HOST_NOT_ACTIVATED),
        (hosts[4].port(), code::SUCCESS),
    ];
    assert_eq!(codes, expected);
    let sent: Vec<String> = client
        .events()
        .iter()
        .filter(|event| event.id == 12288)
        .map(|event| event.info.split(", ").take(3).collect::<Vec<_>>().join(" "))
        .collect();
    let port = |index: usize| hosts[index].port();
    assert_eq!(
        sent,
        [
            format!("0x800706BA 0x00000000 one.{ZONE}:{}", port(0)),
            format!("0x800705B4 0x00000000 one.{ZONE}:{}", port(1)),
            format!("0x80072F78 0x00000000 one.{ZONE}:{}", port(2)),
            format!("0x00000000 0x00000000 one.{ZONE}:{}", port(3)),
            format!("0x00000000 0x00000000 one.{ZONE}:{}", port(4)),
        ]
    );
    // The good one is asked first from now on; without caching, DNS is.
    let again = world.activate(&mut client, "pc", &network);
    assert_eq!(again.tries.len(), 1, "{again:?}");
    client.set_caching(false).expect("set");
    assert_eq!(world.activate(&mut client, "pc", &network).tries.len(), 5);
}

#[test]
fn where_no_host_is_good_the_summary_is_that_none_was_reached() {
    let world = World::new();
    let bind = Bind::with_records(&TsigKey::random("kms-key"), &records(&[refused(), garbage()]));
    let (mut client, _) = world.client("pc");
    let attempt = world.activate(&mut client, "pc", &bind.network(&[ZONE]));
    assert_eq!(attempt.code, code::NO_HOST_REACHED);
    let codes: Vec<_> = attempt.tries.iter().map(|tried| tried.code).collect();
    assert_eq!(codes, [code::HOST_UNAVAILABLE, code::INVALID_SERVER_RESPONSE]);
}

/// A host that answers a byte at a time is waited for as a whole, not for each byte.
#[test]
fn a_host_that_answers_slowly_is_given_up() {
    let world = World::new();
    let slow = other(loopback(), |mut stream| {
        let mut buffer = [0; 4096];
        let _ = stream.read(&mut buffer);
        stream.set_read_timeout(Some(Duration::from_millis(5))).expect("a timeout");
        for byte in
            b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".iter().chain(std::iter::repeat_n(&b' ', 100_000))
        {
            // Between two bytes it waits for the client to hang up.
            let hung_up = stream.read(&mut buffer).is_ok_and(|length| length == 0);
            if hung_up || stream.write_all(&[*byte]).is_err() {
                return;
            }
        }
    });
    let (mut client, _) = world.client("pc");
    client.set_host(Some(slow.to_string().parse().expect("a host")), None).expect("set");
    let attempt = world.activate(&mut client, "pc", &impatient(Network::default()));
    assert_eq!(attempt.tries.iter().map(|tried| tried.code).collect::<Vec<_>>(), [code::TIMEOUT]);
}

#[test]
fn a_host_is_reached_over_ipv6() {
    let world = World::new();
    let setup = world.setup("kms", None);
    let mut host = setup.init(&world.vendor).expect("a host");
    activate_online(&mut host, &machine("kms.corp.test"), world.now()).expect("activated");
    host.config.address = Ipv6Addr::LOCALHOST.into();
    let running = world.serve(host, "kms");
    assert!(running.address().is_ipv6());
    let (mut client, _) = world.client("pc");
    client.set_host(Some(running.address().to_string().parse().expect("a host")), None).expect("set");
    let attempt = world.activate(&mut client, "pc", &Network::default());
    assert_eq!(attempt.code, code::COUNT_TOO_LOW);
    let event = client.events().into_iter().find(|event| event.id == 12288).expect("an event");
    assert!(event.info.contains(&format!("[::1]:{}", running.address().port())), "{event:?}");
}

#[test]
fn what_is_set_by_hand_comes_before_dns() {
    let world = World::new();
    let (here, there) = (world.filled_host("here"), world.filled_host("there"));
    let bind = Bind::with_records(&TsigKey::random("kms-key"), &records(&[here.address()]));
    let network = bind.network(&["nowhere.test"]);
    let (mut client, product) = world.client("pc");
    let asked = |client: &mut Client| {
        let attempt = world.activate(client, "pc", &network);
        attempt.tries.first().map(|tried| tried.host.port).ok_or(attempt.code)
    };
    assert_eq!(asked(&mut client), Err(code::DNS_SERVER_FAILURE), "this server does not know the suffix");
    client.set_lookup_domain(Some(ZONE.into()), None).expect("set");
    assert_eq!(asked(&mut client), Ok(here.address().port()));
    let fixed = |address: SocketAddr| Some(address.to_string().parse::<HostAddress>().expect("a host"));
    client.set_host(fixed(there.address()), None).expect("set");
    assert_eq!(asked(&mut client), Ok(there.address().port()), "the machine's host before the lookup domain");
    client.set_host(fixed(here.address()), Some(product)).expect("set");
    assert_eq!(asked(&mut client), Ok(here.address().port()), "the product's before the machine's");
}
