//! timedatectl and chronyc.

use crate::check;

#[test]
fn a_clock_that_follows_another() {
    check(
        "
        $ timedatectl status
                       Local time: Thu 2026-11-26 09:00:00 JST
        System clock synchronized: yes
                      NTP service: active
        $ chronyc -n tracking
        Reference ID    : C0000207 (192.0.2.7)
        Stratum         : 3
        System time     : 0.000021445 seconds slow of NTP time
        Leap status     : Normal",
        "time
        3 clock.source.timedatectl = NTP
        6 clock.source.chronyc = 192.0.2.7
        8 clock.offset.chronyc = +0.000021445",
    );
}

#[test]
fn a_clock_that_follows_none() {
    check(
        "
        $ timedatectl status
        System clock synchronized: no
        $ chronyc -n tracking
        Reference ID    : 00000000 ()
        System time     : 3600.500000000 seconds fast of NTP time
        Leap status     : Not synchronised",
        "time
        2 clock.source.timedatectl = none
        5 clock.offset.chronyc = -3600.500000000
        6 clock.source.chronyc = none",
    );
    check("NTP synchronized: no", "time\n1 clock.source.timedatectl = none");
}
