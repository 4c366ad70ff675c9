"""Calls of SIPp through the exchange. Callees are registered; SIPp judges each message and its order."""
import pytest
from setup import kCallee, kCaller
from sipp import register


@pytest.mark.parametrize("caller_transport", ["udp", "tcp"])
@pytest.mark.parametrize("callee_transport", ["udp", "tcp"])
def test_calls_are_made_and_ended(exchange, sipp, caller_transport, callee_transport):
    callee = sipp("callee", exchange.address(), kCallee, calls=20, transport=callee_transport).listens()
    register(exchange, callee, callee_transport)
    caller = sipp("caller", exchange.address(caller_transport), kCaller, calls=20, transport=caller_transport)
    caller.succeeds()
    callee.succeeds()
    assert len(exchange.wait_for_calls(20)) == 20


def test_calls_are_made_over_ipv6(exchange, sipp):
    callee = sipp("callee", exchange.address(family=6), "::1", calls=5).listens()
    register(exchange, callee, family=6)
    caller = sipp("caller", exchange.address(family=6), "::1", calls=5)
    caller.succeeds()
    callee.succeeds()
    exchange.wait_for_call("u5@")


def test_a_caller_gives_up(exchange, sipp):
    callee = sipp("callee_cancelled", exchange.address(), kCallee, calls=5).listens()
    register(exchange, callee)
    sipp("caller_gives_up", exchange.address(), kCaller, calls=5).succeeds()
    callee.succeeds()
    assert "487" in exchange.wait_for_call("u5@")


@pytest.mark.parametrize("scenario, status", [("callee_busy", "486"), ("callee_redirects", "302")])
def test_a_callee_refuses(exchange, sipp, scenario, status):
    callee = sipp(scenario, exchange.address(), kCallee, calls=5).listens()
    register(exchange, callee)
    sipp("caller_refused", exchange.address(), kCaller, calls=5).succeeds()
    callee.succeeds()
    assert status in exchange.wait_for_call("u5@")


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_users_register_and_are_listed(exchange, sipp, transport):
    address = exchange.address(transport)
    sipp("register", address, kCallee, calls=50, transport=transport).succeeds()
    sipp("query", address, kCaller, calls=50, transport=transport).succeeds()
