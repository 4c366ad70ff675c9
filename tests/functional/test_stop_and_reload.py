"""Signals: a stop with a call under way, and log files that were moved away."""
import signal
import time

import pytest
from setup import kCallee, kCaller
from sipp import register

kInvite = """
    INVITE sip:bob@{server} SIP/2.0
    Via: SIP/2.0/UDP {me};branch={branch};rport
    From: <sip:alice@127.0.0.1>;tag=a
    To: <sip:bob@{server}>
    Call-ID: {branch}
    CSeq: 1 INVITE
    Contact: <sip:alice@{me}>
    Max-Forwards: 70
"""


kAck = kInvite.replace("INVITE", "ACK").replace("To: <sip:bob@{server}>", "To: {to}")


def ring(alice, bob, branch="z9hG4bK-first"):
    """alice calls bob, and it rings; returns what bob got."""
    alice.send(kInvite, branch=branch)
    invite = bob.receives("INVITE")
    bob.answer(invite, "180 Ringing")
    message = alice.receive()
    if message.status == 100:
        message = alice.receive()
    assert message.status == 180
    return invite


@pytest.fixture
def phones(exchange, peer):
    """alice and bob, who is registered."""
    alice, bob = peer(exchange, host=kCaller), peer(exchange, host=kCallee)
    register(exchange, bob)
    return alice, bob


def test_a_stop_while_a_phone_rings_ends_the_call_and_writes_its_record(exchange, phones):
    alice, bob = phones
    ring(alice, bob)
    began = time.monotonic()
    assert exchange.stop() == 0
    assert time.monotonic() - began < 8
    assert alice.receive().status >= 400
    bob.receives("CANCEL")
    (line,) = exchange.calls_log()
    assert "sip:bob@" in line


def test_a_stop_with_nothing_under_way_is_quick(exchange):
    began = time.monotonic()
    assert exchange.stop() == 0
    assert time.monotonic() - began < 2


def test_an_interrupt_stops_it_too(exchange):
    exchange.process.signal(signal.SIGINT)
    assert exchange.process.wait() == 0


def test_a_moved_record_file_is_opened_anew(exchange, phones):
    def call_in_vain(branch):
        alice, bob = phones
        bob.answer(ring(alice, bob, branch), "486 Busy Here")
        bob.receives("ACK")
        alice.send(kAck, branch=branch, to=alice.receives(486)["To"])
        exchange.wait_for_calls(1)

    call_in_vain("z9hG4bK-before")
    (exchange.state / "calls.log").rename(exchange.state / "calls.log.1")
    exchange.reload()
    exchange.process.wait_for("reopened log files")
    call_in_vain("z9hG4bK-after")
    assert len(exchange.calls_log("calls.log.1")) == 1
    assert len(exchange.calls_log()) == 1
