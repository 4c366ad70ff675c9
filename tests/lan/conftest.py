"""The office in which the scenarios play: a LAN, the exchange on it, and the phones that a test asks for."""
import itertools
import shutil

import network
import pytest
from phone import Phone

from kit.exchange import Exchange
from kit.syslog import SyslogListener

kPhoneAddresses = [f"10.99.0.{number}" for number in range(11, 15)]


@pytest.fixture(scope="session")
def lan():
    reason = network.unavailable()
    if not reason and not shutil.which("linphonec"):
        reason = "tests/lan needs linphonec (package linphone-cli)"
    if reason:
        pytest.skip(reason)
    built = network.Lan()
    try:
        built.exchange = built.host("exchange", network.kExchangeAddress)
        built.phones = [built.host(f"phone{index}", address) for index, address in enumerate(kPhoneAddresses)]
        yield built
    finally:
        built.close()


class Office:
    def __init__(self, lan, folder, make_syslog):
        self._lan = lan
        self._folder = folder
        self._hosts = iter(lan.phones)
        self._phones = []
        self._count = itertools.count()
        self.syslog = make_syslog(folder)
        self.exchange = Exchange(
            folder / "exchange",
            settings=[
                "modules.phrase-rewriter.language=sk",
                f"modules.cdr-syslog.socket={self.syslog.path}",
            ],
            prefix=network.inside(lan.exchange),
        )
        self.exchange.ready()

    def phone(self, user, **how):
        """A phone on a host of its own, registered."""
        home = self._folder / f"phone{next(self._count)}-{user}"
        phone = Phone(user, next(self._hosts), home, **how)
        self._phones.append(phone)
        return phone.registers()

    def record(self, *patterns):
        """The line of calls.log that holds all of these, once syslog has got the record of a call, too."""
        return self.exchange.wait_for_call("".join(f"(?=.*{pattern})" for pattern in patterns))

    def close(self):
        for phone in self._phones:
            phone.close()
        self.exchange.close()
        (self._folder / "zvoni.log").write_text(self.exchange.process.text)
        self.syslog.close()


@pytest.fixture
def make_office(lan, tmp_path):
    """Builds the office around a syslog of the test's choice."""
    made = []

    def make(make_syslog=lambda folder: SyslogListener(folder / "log.socket")):
        made.append(Office(lan, tmp_path, make_syslog))
        return made[-1]

    yield make
    for office in made:
        office.close()


@pytest.fixture
def office(make_office):
    return make_office()
