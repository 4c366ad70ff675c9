"""SIPp with the scenarios of sipp/, and what its statistics say."""
import csv
import os
import pathlib
import socket

from kit.process import Process
from kit.sip import UdpPeer, spell
from kit.waiting import wait_until

kScenarios = pathlib.Path(__file__).parent / "sipp"
kTransports = {"udp": "u1", "tcp": "t1"}


def free_port(host, transport="udp"):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM if transport == "tcp" else socket.SOCK_DGRAM) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


class Sipp:
    """Runs `calls` calls of a scenario from `host` toward `server`, then ends by itself."""

    def __init__(self, folder, scenario, server, host, calls=1, rate=100, transport="udp", user="bob", within=30):
        self.name = scenario
        self.host, self.port = host, free_port(host, transport)
        self._statistics = folder / f"{scenario}.csv"
        self._errors = folder / f"{scenario}.errors"
        self._transport = transport
        command = ["sipp", "-sf", kScenarios / f"{scenario}.xml", "-i", host, "-p", self.port, "-t", kTransports[transport]]
        command += ["-m", calls, "-r", rate, "-l", max(calls, 1), "-s", user, "-nostdin", "-timeout", f"{within}s"]
        command += ["-timeout_error", "-buff_size", 4 << 20, "-trace_stat", "-stf", self._statistics, "-fd", "1"]
        command += ["-trace_err", "-error_file", self._errors]
        self._within = within
        self._process = Process(f"sipp {scenario}", [*command, spell(server)], {**os.environ, "TERM": "dumb"}, folder)

    def listens(self):
        """Waits until its socket is bound."""
        table = pathlib.Path(f"/proc/net/{self._transport}{'6' if ':' in self.host else ''}")
        wait_until(lambda: f":{self.port:04X} " in table.read_text(), f"{self.name} listens")
        return self

    @property
    def host_port(self):
        return spell((self.host, self.port))

    def succeeds(self):
        """Waits for its end; every call must have gone as its scenario says. Returns the last line of its statistics."""
        status = self._process.wait(self._within + 5)
        errors = self._errors.read_text()[-2000:] if self._errors.exists() else ""
        assert status == 0, f"{self.name} ended with {status}:\n{errors or self._process.tail(60)}"
        with self._statistics.open() as file:
            return list(csv.DictReader(file, delimiter=";"))[-1]

    def close(self):
        self._process.kill()


def register(exchange, callee, transport="udp", family=4):
    """Binds bob to the address at which a callee, SIPp or a raw peer, listens."""
    contact = f"<sip:bob@{callee.host_port};transport={transport}>"
    with UdpPeer(exchange.address("udp", family)) as phone:
        phone.send(
            """
            REGISTER sip:{server} SIP/2.0
            Via: SIP/2.0/UDP {me};branch={branch};rport
            From: <sip:bob@{server}>;tag=r
            To: <sip:bob@{server}>
            Call-ID: registration-of-{me}
            CSeq: 1 REGISTER
            Contact: {contact}
            Max-Forwards: 70
            """,
            contact=contact,
        )
        assert contact in phone.receives(200)["Contact"]
