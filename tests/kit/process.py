"""A program under test: what it prints is read as it comes, and waited for with a deadline."""
import os
import re
import signal
import subprocess
import threading
import time


class Process:
    def __init__(self, name, command, env=None, cwd=None):
        self.name = name
        self._text = ""
        self._ended = False
        self._news = threading.Condition()
        self._popen = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            start_new_session=True,  # so that kill() reaches its children, too
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self):
        return self._popen.pid

    @property
    def text(self):
        """All that it printed until now."""
        with self._news:
            return self._text

    def mark(self):
        """The place where its output stands now, for `wait_for(…, after=mark)`."""
        return len(self.text)

    def send(self, line):
        self._popen.stdin.write(line.encode() + b"\n")
        self._popen.stdin.flush()

    def wait_for(self, pattern, within=10.0, after=0):
        """The first match of a regular expression in its output from `after` on."""
        regex = re.compile(pattern)
        deadline = time.monotonic() + within
        with self._news:
            while True:
                match = regex.search(self._text, after)
                if match:
                    return match
                left = deadline - time.monotonic()
                if left <= 0 or self._ended:
                    why = "it ended" if self._ended else f"not within {within:g} s"
                    raise AssertionError(f"{self.name}: {pattern!r} did not come: {why}. Its last lines:\n{self.tail()}")
                self._news.wait(left)

    def tail(self, lines=40):
        return "\n".join(self._text.splitlines()[-lines:])

    def signal(self, number):
        self._popen.send_signal(number)

    def wait(self, within=10.0):
        """Its exit status; fails if it does not end."""
        try:
            status = self._popen.wait(within)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} did not end within {within:g} s:\n{self.tail()}") from None
        self._reader.join(within)
        return status

    def stop(self, within=10.0):
        """SIGTERM, and its exit status."""
        if self._popen.poll() is None:
            self.signal(signal.SIGTERM)
        return self.wait(within)

    def kill(self):
        """For the end of a test: whatever state it is in, it is gone afterwards."""
        try:
            os.killpg(self._popen.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._popen.wait()
        self._reader.join(5)
        self._popen.stdin.close()

    def _read(self):
        stream = self._popen.stdout
        pending = b""
        while chunk := os.read(stream.fileno(), 65536):
            pending += chunk
            # Keep bytes of a character that is not whole yet.
            try:
                text, pending = pending.decode(), b""
            except UnicodeDecodeError as error:
                if len(pending) - error.start < 4:
                    text, pending = pending[: error.start].decode(), pending[error.start :]
                else:
                    text, pending = pending.decode(errors="replace"), b""
            with self._news:
                self._text += text
                self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()
