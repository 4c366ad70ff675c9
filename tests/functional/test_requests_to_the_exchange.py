"""Requests that the exchange answers itself."""
import pytest

from kit.sip import wire

kRequest = """
    {method} {uri} SIP/2.0
    Via: SIP/2.0/{transport} {me};branch={branch};rport
    From: <sip:alice@127.0.0.1>;tag=a
    To: <{uri}>
    Call-ID: {branch}
    CSeq: 1 {method}
    Contact: <sip:alice@{me}>
    Max-Forwards: 70
    {more}
"""


def ask(phone, method, uri, more="Subject: -"):
    phone.send(kRequest, method=method, uri=uri, more=more)
    return phone.receive()


@pytest.mark.parametrize("transport, family", [("udp", 4), ("udp", 6), ("tcp", 4), ("tcp", 6)])
def test_options_tell_what_it_can(exchange, peer, transport, family):
    phone = peer(exchange, transport, family=family)
    phone.send(kRequest, method="OPTIONS", uri="sip:zvoni.test", more="Subject: -")
    response = phone.receives(200)
    assert "INVITE" in response["Allow"]
    assert "Accept" in response
    assert "Supported" in response


@pytest.mark.parametrize("method", ["PUBLISH", "SUBSCRIBE"])
@pytest.mark.parametrize("uri", ["sip:zvoni.test", "sip:alice@127.0.0.1"])
def test_an_event_that_nobody_handles_is_a_bad_event(exchange, peer, method, uri):
    response = ask(peer(exchange), method, uri, "Event: presence")
    assert response.status == 489
    assert "Allow-Events" in response


def test_register_without_a_registrar_is_refused(start_exchange, peer):
    exchange = start_exchange(
        """
        listen: [ "udp:127.0.0.1:0" ]
        domains: [ zvoni.test ]
        modules: {}
        """
    )
    response = ask(peer(exchange), "REGISTER", "sip:zvoni.test")
    assert response.status in (405, 501)
    assert response.status == 501 or "REGISTER" not in response["Allow"]


def test_an_unknown_user_is_not_found_in_the_language_of_the_exchange(exchange, peer):
    response = ask(peer(exchange), "MESSAGE", "sip:nobody@zvoni.test")
    assert response.status == 404
    assert response.reason != "Not Found"


def test_a_stranger_cannot_relay_to_another_domain(exchange, peer):
    assert ask(peer(exchange, host="127.0.0.9"), "MESSAGE", "sip:bob@example.org").status == 403


def test_garbage_is_survived(exchange, peer):
    phone = peer(exchange)
    for garbage in (b"", b"\r\n\r\n", b"\0" * 100, b"INVITE", b"SIP/2.0 200 OK\r\n\r\n", bytes(range(256)) * 100):
        phone.send_bytes(garbage)
    phone.send(kRequest, method="OPTIONS", uri="sip:zvoni.test", more="Subject: -")
    message = phone.receive()
    while message.status != 200:  # the garbage may have got answers of its own
        assert 400 <= message.status < 500
        message = phone.receive()


def test_a_retransmitted_request_gets_the_same_answer(exchange, peer):
    phone = peer(exchange)
    values = dict(method="MESSAGE", uri="sip:nobody@zvoni.test", more="Subject: -", branch="z9hG4bK-again")
    phone.send(kRequest, **values)
    first = phone.receives(404)
    phone.send(kRequest, **values)
    assert phone.receives(404).text == first.text


def test_messages_in_one_segment_are_answered_in_order(exchange, peer):
    phone = peer(exchange, "tcp")
    values = dict(me=phone.host_port, transport="TCP", uri="sip:zvoni.test", method="OPTIONS", more="Subject: -")
    phone.send_bytes(b"".join(wire(kRequest, branch=f"z9hG4bK-{number}", **values) for number in range(5)))
    assert [phone.receives(200)["Call-ID"] for _ in range(5)] == [f"z9hG4bK-{number}" for number in range(5)]


def test_a_message_in_many_segments_is_put_together(exchange, peer):
    phone = peer(exchange, "tcp")
    values = dict(me=phone.host_port, transport="TCP", uri="sip:zvoni.test", method="OPTIONS", more="Subject: -")
    for byte in wire(kRequest, branch="z9hG4bK-bytes", **values):
        phone.send_bytes(bytes([byte]))
    phone.receives(200)


def test_a_keep_alive_is_answered(exchange, peer):
    phone = peer(exchange, "tcp")
    phone.send_bytes(b"\r\n\r\n")
    assert phone.receive_bytes(2) == b"\r\n"
    assert ask(phone, "OPTIONS", "sip:zvoni.test").status == 200


def test_a_content_length_beyond_all_bounds_closes_the_connection(exchange, peer):
    phone = peer(exchange, "tcp")
    head = kRequest.replace("{more}", "Content-Length: 4294967328")
    phone.send(head, method="OPTIONS", uri="sip:zvoni.test")
    phone.receives(400)
    assert phone.is_closed()


def test_a_message_that_never_ends_closes_the_connection(start_exchange, peer):
    exchange = start_exchange(settings=["transport.tcp-message-timeout=200ms"])
    phone = peer(exchange, "tcp")
    phone.send_bytes(b"OPTIONS sip:zvoni.test SIP/2.0\r\nVia:")
    assert phone.is_closed()
