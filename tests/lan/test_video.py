"""Calls in which a picture is sent."""
from office import kAnsweredWithVideo, kOk


def test_a_video_call_carries_video_from_the_start(office):
    alice, bob = office.phone("alice", video=True), office.phone("bob", video=True, answers=True)
    alice.call(bob)
    alice.talks("video")
    bob.talks("video")
    alice.does("terminate")
    bob.sees_the_end()
    office.recorded(alice, bob.uri, kAnsweredWithVideo.format("caller"), kOk)


def test_video_is_added_to_a_call(office):
    alice, bob = office.phone("alice", video=True), office.phone("bob", video=True, answers=True)
    alice.call(bob, "--audio-only")
    alice.talks("audio")
    bob.talks("audio")
    alice.does("camera on")
    alice.talks("video")
    bob.talks("video")
    alice.does("terminate")
    bob.sees_the_end()
    office.recorded(alice, bob.uri, kAnsweredWithVideo.format("caller"), kOk)
