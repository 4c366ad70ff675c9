"""Who listens on the syslog socket: this test itself, or a real rsyslogd."""
import re
import socket
import textwrap
import threading

from kit.process import Process
from kit.waiting import wait_until


class Syslog:
    def wait_for(self, pattern, within=5.0):
        """The first record in which a regular expression is found."""

        def found():
            return next((record for record in self.records() if re.search(pattern, record)), None)

        return wait_until(found, lambda: f"{pattern!r} in syslog, which got {self.records()}", within)


class SyslogListener(Syslog):
    """A datagram socket like /dev/log; every record that arrives is kept."""

    def __init__(self, path):
        self.path = path
        self._records = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def records(self):
        return list(self._records)

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._socket.close()

    def _read(self):
        while record := self._socket.recv(65536):
            self._records.append(record.decode(errors="replace"))


class Rsyslogd(Syslog):
    """The real one, with a socket and a log file of its own."""

    def __init__(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "log.socket"
        self.file = folder / "syslog"
        config = folder / "rsyslog.conf"
        config.write_text(
            textwrap.dedent(
                f"""\
                global(workDirectory="{folder}")
                module(load="imuxsock" SysSock.Use="off")
                input(type="imuxsock" Socket="{self.path}" CreatePath="on" RateLimit.Interval="0")
                template(name="plain" type="string" string="%syslogfacility-text%.%syslogseverity-text% %syslogtag%%msg%\\n")
                action(type="omfile" file="{self.file}" template="plain")
                """
            )
        )
        self._process = Process("rsyslogd", ["rsyslogd", "-n", "-f", config, "-i", folder / "rsyslogd.pid"])

    def records(self):
        return self.file.read_text().splitlines() if self.file.exists() else []

    def close(self):
        self._process.stop()
        self._process.kill()
