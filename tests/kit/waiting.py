"""Waiting with a deadline, for what tells nobody when it changes (a file that grows)."""
import time

kPoll = 0.02


def wait_until(question, what, within=10.0):
    """Asks until the answer is true and returns it; fails with `what` after `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within:g} s: {what() if callable(what) else what}")
        time.sleep(kPoll)
