"""zvoni itself, started with a folder of its own."""
import os
import pathlib
import re
import signal

from kit.process import Process
from kit.waiting import wait_until

kRoot = pathlib.Path(__file__).resolve().parents[2]
kBuild = pathlib.Path(os.environ.get("ZVONI_BUILD", kRoot / "build/release"))
kProgram = kBuild / "sbin/zvoni"
kConfigurations = kRoot / "conf"


class Exchange:
    """Runs `config` (a file, or YAML text) with settings on top; everything it writes lies in `folder`."""

    def __init__(self, folder, config=kConfigurations / "zvoni.yaml", settings=(), prefix=()):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.state = folder / "state"
        self.state.mkdir(exist_ok=True)
        if not isinstance(config, pathlib.Path):
            text, config = config, folder / "zvoni.yaml"
            config.write_text(text)
        command = [*prefix, kProgram, "-c", config, "--state-dir", self.state]
        for setting in settings:
            command += ["--set", setting]
        self.process = Process("zvoni", command)

    def address(self, transport="udp", family=4):
        """(host, port) of a listen address; waits for the line that tells it."""
        host = r"\[[0-9a-f:]+\]" if family == 6 else r"[0-9.]+"
        match = self.process.wait_for(rf"listening on {transport}:({host}):(\d+)")
        return match[1].strip("[]"), int(match[2])

    def ready(self):
        self.process.wait_for(r"\bready: \d+ workers")
        return self

    def calls_log(self, name="calls.log"):
        """The lines of the call detail record file."""
        file = self.state / name
        return file.read_text().splitlines() if file.exists() else []

    def wait_for_call(self, pattern, within=5.0):
        """The first line of calls.log in which a regular expression is found."""

        def found():
            return next((line for line in self.calls_log() if re.search(pattern, line)), None)

        return wait_until(found, lambda: f"{pattern!r} in calls.log, which holds {self.calls_log()}", within)

    def wait_for_calls(self, count, within=5.0):
        """All lines of calls.log, once there are `count` of them."""

        def enough():
            lines = self.calls_log()
            return lines if len(lines) >= count else None

        return wait_until(enough, lambda: f"{count} lines in calls.log, which holds {len(self.calls_log())}", within)

    def reload(self):
        self.process.signal(signal.SIGHUP)

    def stop(self, within=10.0):
        return self.process.stop(within)

    def close(self):
        """For the end of a test: it stops as it should, and no sanitizer has found anything."""
        try:
            status = self.stop()
            found = re.search(r"(ERROR|WARNING): \w+Sanitizer.*|.*runtime error: .*", self.process.text)
            assert status == 0 and not found, f"zvoni ended with {status}:\n{self.process.text[-8000:]}"
        finally:
            self.process.kill()
            (self.folder / "zvoni.log").write_text(self.process.text)
