"""Many calls and many users: nothing fails, nothing is sent twice, nothing overtakes, and every record is written."""
import collections
import re

from setup import kCallee, kCaller, kConfiguration
from sipp import register

from kit.exchange import kBuild
from kit.syslog import Rsyslogd
from kit.waiting import wait_until

# A sanitizer makes everything several times slower.
kShare = 5 if kBuild.name in ("address", "undefined", "thread") else 1
kCalls, kCallsPerSecond = 5000 // kShare, 500 // kShare
kUsers, kUsersPerSecond = 10000 // kShare, 1000 // kShare


def test_five_thousand_calls_at_500_a_second(start_exchange, sipp, tmp_path):
    rsyslogd = Rsyslogd(tmp_path / "rsyslog")
    try:
        config = kConfiguration + f"  cdr-syslog: {{ socket: {rsyslogd.path} }}\n"
        exchange = start_exchange(config)
        callee = sipp("callee", exchange.address(), kCallee, calls=kCalls, within=60).listens()
        register(exchange, callee)
        caller = sipp("caller", exchange.address(), kCaller, calls=kCalls, rate=kCallsPerSecond, within=60)
        # SIPp takes a 200 that overtakes its 180 as a failed call.
        for statistics in (caller.succeeds(), callee.succeeds()):
            assert int(statistics["SuccessfulCall(C)"]) == kCalls
            assert int(statistics["FailedCall(C)"]) == 0
            assert int(statistics["Retransmissions(C)"]) == 0
            assert int(statistics["OutOfCallMsgs(C)"]) == 0
            assert int(statistics["DeadCallMsgs(C)"]) == 0
        in_file = exchange.wait_for_calls(kCalls)
        in_syslog = wait_until(
            lambda: rsyslogd.records() if len(rsyslogd.records()) >= kCalls else None,
            lambda: f"{kCalls} records in syslog, which has {len(rsyslogd.records())}",
        )
        check_records(in_file)
        check_records(in_syslog)
        assert exchange.stop() == 0
        assert len(exchange.calls_log()) == kCalls
        assert len(rsyslogd.records()) == kCalls
    finally:
        rsyslogd.close()


def check_records(lines):
    """One record for each caller, and each of a call to bob that was answered."""
    callers = collections.Counter(re.search(r"sip:(u\d+)@", line)[1] for line in lines)
    assert callers == collections.Counter(f"u{number}" for number in range(1, kCalls + 1))
    assert [line for line in lines if "sip:bob@" not in line or not re.search(r'  200 |status="200"', line)] == []


def test_ten_thousand_users_register_and_are_listed(start_exchange, sipp):
    exchange = start_exchange()
    address = exchange.address()
    for scenario in ("register", "query"):
        run = sipp(scenario, address, kCallee, calls=kUsers, rate=kUsersPerSecond, within=60)
        statistics = run.succeeds()
        assert int(statistics["SuccessfulCall(C)"]) == kUsers
        assert int(statistics["Retransmissions(C)"]) == 0
    diary = (exchange.state / "registrations.log").read_text().splitlines()
    users = {re.search(r"sip:(u\d+)@", line)[1] for line in diary if "registered" in line}
    assert users == {f"u{number}" for number in range(1, kUsers + 1)}
