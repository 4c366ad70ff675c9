"""Two phones and a call: each way in which it can go."""
from kit.syslog import Rsyslogd


def test_a_call_rings_is_answered_and_ends(office):
    alice, bob = office.phone("alice"), office.phone("bob")
    alice.call(bob)
    alice.hears_ringing()
    bob.rings()
    bob.does("answer")
    alice.talks()
    bob.talks()
    alice.does("terminate")
    alice.sees_the_end()
    bob.sees_the_end()
    office.record("alice@", "bob@")


def test_a_declined_call_ends_on_both_sides(office):
    alice, bob = office.phone("alice"), office.phone("bob")
    alice.call(bob)
    alice.hears_ringing()
    bob.rings()
    bob.does("terminate")
    alice.receives("SIP/2.0 603 ")
    alice.sees_the_end("Call declined")
    bob.sees_the_end("Call declined")


def test_a_call_cancelled_while_it_rings_stops_ringing(office):
    alice, bob = office.phone("alice"), office.phone("bob")
    alice.call(bob)
    alice.hears_ringing()
    bob.rings()
    alice.does("terminate")
    bob.receives("CANCEL sip:bob@")
    alice.receives("SIP/2.0 487 ")
    alice.sees_the_end()
    bob.sees_the_end("Not answered")


def test_a_busy_phone_says_so(office):
    alice, bob, carol = office.phone("alice"), office.phone("bob", answers=True, max_calls=1), office.phone("carol")
    carol.call(bob)
    carol.talks()
    alice.call(bob)
    alice.receives("SIP/2.0 486 Obsadené")
    alice.sees_an_error()
    carol.does("terminate")
    bob.sees_the_end()


def test_an_unknown_user_is_not_found(office):
    alice = office.phone("alice")
    alice.call("sip:nobody@10.99.0.1")
    alice.receives("SIP/2.0 404 ")
    alice.sees_an_error()


def test_a_phone_over_tcp_calls_one_over_udp(office):
    alice, bob = office.phone("alice", transport="tcp"), office.phone("bob", answers=True)
    alice.call(bob)
    alice.hears_ringing()
    alice.talks()
    bob.talks()
    bob.does("terminate")
    alice.sees_the_end()
    bob.sees_the_end()


def test_two_phones_of_one_user_ring_together(office):
    alice, desk, mobile = office.phone("alice"), office.phone("bob"), office.phone("bob")
    alice.call(desk)
    desk.rings()
    mobile.rings()
    desk.does("answer")
    mobile.receives("CANCEL sip:bob@")
    mobile.sees_the_end("No error")  # "call completed elsewhere" is no missed call
    alice.talks()
    desk.talks()
    alice.does("terminate")
    desk.sees_the_end()


def test_a_phone_answers_after_another_was_cancelled(office):
    alice, bob, carol = office.phone("alice"), office.phone("bob"), office.phone("carol")
    alice.call(bob)
    bob.rings()
    alice.does("terminate")
    bob.receives("CANCEL sip:bob@")
    bob.sees_the_end("Not answered")
    alice.sees_the_end()
    alice.call(carol)
    carol.rings()
    carol.does("answer")
    alice.talks()
    carol.talks()
    carol.does("terminate")
    alice.sees_the_end()
