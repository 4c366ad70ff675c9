"""A LAN for all tests of this folder, and an office on it for each."""
import shutil

import network
import pytest
from office import Office

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
        built.start()
        built.exchange = built.host("exchange", network.kExchangeAddress)
        built.phones = [built.host(f"phone{index}", address) for index, address in enumerate(kPhoneAddresses)]
        yield built
    finally:
        built.close()


@pytest.fixture
def make_office(lan, tmp_path):
    """Builds the office around a syslog of the test's choice."""
    made = []

    def make(make_syslog=lambda folder: SyslogListener(folder / "log.socket")):
        office = Office(lan, tmp_path, make_syslog)
        made.append(office)
        office.exchange.ready()
        return office

    yield make
    for office in made:
        office.close()


@pytest.fixture
def office(make_office):
    return make_office()
