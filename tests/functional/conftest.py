"""Each test starts a zvoni of its own, on loopback addresses and ports that are free."""
import pytest
from setup import kConfiguration
from sipp import Sipp

from kit.exchange import Exchange
from kit.sip import TcpPeer, UdpPeer


@pytest.fixture
def start_exchange(tmp_path):
    """Starts an exchange; what the test started is gone after it."""
    started = []

    def start(config=kConfiguration, settings=()):
        exchange = Exchange(tmp_path / f"exchange{len(started)}", config, settings)
        started.append(exchange)
        return exchange.ready()

    yield start
    for exchange in started:
        exchange.close()


@pytest.fixture
def exchange(start_exchange):
    return start_exchange()


@pytest.fixture
def peer():
    """Makes raw SIP peers: peer(exchange), peer(exchange, "tcp", host="127.0.0.2")."""
    made = []

    def make(exchange, transport="udp", host=None, family=4):
        kind = TcpPeer if transport == "tcp" else UdpPeer
        made.append(kind(exchange.address(transport, family), host))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def sipp(tmp_path):
    """Makes SIPp processes: sipp("caller", server, host, calls=5000)."""
    made = []

    def make(*words, **options):
        made.append(Sipp(tmp_path, *words, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()
