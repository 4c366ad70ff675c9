"""Two phones and a call: each way in which it can go."""
from office import kAnswered, kFailed, kOk

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
    office.recorded(alice, bob.uri, kAnswered.format("caller"), kOk)


def test_a_declined_call_ends_on_both_sides(office):
    alice, bob = office.phone("alice"), office.phone("bob")
    alice.call(bob)
    alice.hears_ringing()
    bob.rings()
    bob.does("terminate")
    alice.receives("SIP/2.0 603 Odmietnuté")
    alice.sees_the_end("Call declined")
    bob.sees_the_end("Call declined")
    office.recorded(alice, bob.uri, kFailed.format("callee"), "603 Odmietnuté")


def test_a_call_cancelled_while_it_rings_stops_ringing(office):
    alice, bob = office.phone("alice"), office.phone("bob")
    alice.call(bob)
    alice.hears_ringing()
    bob.rings()
    alice.does("terminate")
    bob.receives("CANCEL sip:bob@")
    alice.receives("SIP/2.0 487 Požiadavka zrušená")
    alice.sees_the_end()
    bob.sees_the_end("Not answered")
    office.recorded(alice, bob.uri, kFailed.format("caller"), "487 Požiadavka zrušená")


def test_a_busy_phone_says_so(office):
    alice, bob, carol = office.phone("alice"), office.phone("bob", answers=True, max_calls=1), office.phone("carol")
    carol.call(bob)
    carol.talks()
    alice.call(bob)
    alice.receives("SIP/2.0 486 Obsadené")
    alice.sees_an_error()
    carol.does("terminate")
    bob.sees_the_end()
    office.recorded(alice, bob.uri, "failed .* by callee, .*", "486 Obsadené")
    office.recorded(carol, bob.uri, kAnswered.format("caller"), kOk)


def test_an_unknown_user_is_not_found(office):
    alice = office.phone("alice")
    alice.call("sip:nobody@10.99.0.1")
    alice.receives("SIP/2.0 404 Nenájdené")
    alice.sees_an_error()
    office.recorded(alice, "sip:nobody@10.99.0.1", "failed .* by exchange, .*", "404 Nenájdené")


def test_a_phone_over_tcp_calls_one_over_udp(office):
    alice, bob = office.phone("alice", transport="tcp"), office.phone("bob", answers=True)
    alice.call(bob)
    alice.hears_ringing()
    alice.talks()
    bob.talks()
    bob.does("terminate")
    alice.sees_the_end()
    bob.sees_the_end()
    office.recorded(alice, bob.uri, kAnswered.format("callee"), kOk)


def test_two_phones_of_one_user_ring_together(office):
    alice, desk, mobile = office.phone("alice"), office.phone("bob"), office.phone("bob")
    alice.call(desk)
    desk.rings()
    mobile.rings()
    desk.does("answer")
    mobile.receives("CANCEL sip:bob@")
    mobile.sees_the_end("Not answered")
    alice.talks()
    desk.talks()
    alice.does("terminate")
    desk.sees_the_end()
    office.recorded(alice, desk.uri, kAnswered.format("caller"), kOk)


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
    office.recorded(alice, bob.uri, "(ringing .*, )?failed .* by caller, .*", "487 Požiadavka zrušená")
    office.recorded(alice, carol.uri, kAnswered.format("callee"), kOk)


def test_a_real_syslog_daemon_files_the_record(make_office):
    office = make_office(lambda folder: Rsyslogd(folder / "rsyslog"))
    alice, bob = office.phone("alice"), office.phone("bob", answers=True)
    alice.call(bob)
    alice.talks()
    alice.does("terminate")
    bob.sees_the_end()
    office.recorded(alice, bob.uri, kAnswered.format("caller"), kOk)
