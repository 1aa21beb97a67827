//! w32tm.

use crate::check;

#[test]
fn source_offset_and_a_clock_without_source() {
    check(
        "
        C:\\>w32tm /query /status
        Leap Indicator: 0(no warning)
        Stratum: 3 (secondary reference - syncd by (S)NTP)
        Source: dc1.corp.example
        Phase Offset: -0.0012345s",
        "time
        4 clock.source = dc1.corp.example
        5 clock.offset = -0.0012345",
    );
    check("C:\\>w32tm /query /source\nLocal CMOS Clock", "time\n2 clock.source = none");
    check("w32tm /stripchart\n09:00:00, d:+00.0010000s o:+18002.5000000s", "time\n2 clock.offset = +18002.5000000");
}

#[test]
fn a_status_without_its_command() {
    check("Stratum: 1\nSource: Local CMOS Clock", "time\n2 clock.source = none");
}
