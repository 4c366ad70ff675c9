"""What phones do beside plain calls: transfer, redirect, conference, hold, text messages."""
from office import kAnswered, kFailed, kOk


def test_a_call_is_transferred(office):
    alice, bob, carol = office.phone("alice"), office.phone("bob", answers=True), office.phone("carol", answers=True)
    alice.call(bob)
    alice.talks()
    bob.talks()
    bob.does(f"transfer 1 {carol.uri}")
    alice.receives("REFER sip:alice@")
    carol.talks()
    alice.talks()
    bob.receives("NOTIFY sip:bob@")
    bob.sees_the_end()
    carol.does("terminate")
    alice.sees_the_end()
    transferred = kAnswered.format("callee") + f", transferred to <{carol.uri}> by callee"
    office.recorded(alice, bob.uri, transferred, kOk)
    office.recorded(alice, carol.uri, kAnswered.format("callee"), kOk)


def test_a_redirected_call_reaches_the_new_target(office):
    alice, bob, carol = office.phone("alice"), office.phone("bob"), office.phone("carol", answers=True)
    alice.call(bob)
    bob.rings()
    bob.does(f"redirect all {carol.uri}")
    alice.receives("SIP/2.0 302 Dočasne presunuté")
    carol.talks()
    alice.talks()
    carol.does("terminate")
    alice.sees_the_end()
    office.recorded(alice, bob.uri, kFailed.format("callee"), "302 Dočasne presunuté")
    office.recorded(alice, carol.uri, kAnswered.format("callee"), kOk)


def test_three_hold_a_conference(office):
    alice, bob, carol = office.phone("alice"), office.phone("bob", answers=True), office.phone("carol", answers=True)
    alice.call(bob)
    bob.talks()
    alice.talks()
    alice.does("pause")
    alice.sees("is now paused")
    alice.call(carol)
    alice.talks()
    carol.talks()
    alice.does("conference add 1")
    bob.talks()
    alice.does("conference add 2")
    carol.talks()
    alice.does("calls")
    alice.sees("conferencing")
    alice.does("terminate all")
    bob.sees_the_end()
    carol.sees_the_end()
    office.recorded(alice, bob.uri, kAnswered.format("caller"), kOk)
    office.recorded(alice, carol.uri, kAnswered.format("caller"), kOk)


def test_a_call_is_held_and_resumed(office):
    alice, bob = office.phone("alice"), office.phone("bob", answers=True)
    alice.call(bob)
    alice.talks()
    bob.talks()
    alice.does("pause")
    alice.sees("is now paused")
    bob.receives("INVITE sip:bob@")
    bob.sees("has been paused by")
    alice.does("resume")
    alice.talks()
    bob.talks()
    bob.does("terminate")
    alice.sees_the_end()
    office.recorded(alice, bob.uri, kAnswered.format("callee"), kOk)


def test_a_text_message_arrives(office):
    alice, bob = office.phone("alice"), office.phone("bob")
    alice.does(f"chat {bob.uri} Ahoj Bob")
    bob.receives("MESSAGE sip:bob@")
    bob.sees("Ahoj Bob")
    assert office.exchange.calls_log() == []  # no call
