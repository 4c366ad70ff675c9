"""SIP on the wire, for tests that read as text in, text out."""
import itertools
import re
import select
import socket
import textwrap
import time

kCompactNames = {"v": "via", "f": "from", "t": "to", "m": "contact", "i": "call-id", "l": "content-length", "k": "supported"}
_numbers = itertools.count(1)


def unique(prefix):
    """A value that no other message of this run has."""
    return f"{prefix}{next(_numbers)}x{time.time_ns() % 10**9}"


def wire(text, **values):
    """The bytes of a message written as an indented text; `{name}`s are filled in, Content-Length is counted."""
    head, _, body = textwrap.dedent(text).strip("\n").partition("\n\n")
    head, body = head.format(**values), body.format(**values).replace("\n", "\r\n")
    if "Content-Length:" not in head:
        head += f"\nContent-Length: {len(body.encode())}"
    return (head.replace("\n", "\r\n") + "\r\n\r\n" + body).encode()


class Message:
    """A message that came in: its text, and its headers by name."""

    def __init__(self, data):
        self.text = data.decode()
        head, _, self.body = self.text.partition("\r\n\r\n")
        self.start_line, *lines = re.sub(r"\r\n[ \t]+", " ", head).split("\r\n")
        self._headers = []
        for line in lines:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            self._headers.append((kCompactNames.get(name, name), value.strip()))

    @property
    def status(self):
        """0 in a request."""
        return int(self.start_line.split()[1]) if self.start_line.startswith("SIP/2.0 ") else 0

    @property
    def reason(self):
        return self.start_line.split(" ", 2)[2]

    @property
    def method(self):
        return self.all("cseq")[0].split()[1]

    def all(self, name):
        return [value for header, value in self._headers if header == name.lower()]

    def __getitem__(self, name):
        """The values of a header, joined as if they had come in one line; KeyError where there is none."""
        values = self.all(name)
        if not values:
            raise KeyError(f"no {name} in\n{self.text}")
        return ", ".join(values)

    def __contains__(self, name):
        return bool(self.all(name))

    def __repr__(self):
        return self.text


class Peer:
    """One end of a conversation with `server`, an address such as ("127.0.0.1", 5060)."""

    transport = ""

    def __init__(self, kind, server, host):
        family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
        self.server = server
        self.socket = socket.socket(family, kind)
        self.socket.bind((host or ("::1" if family == socket.AF_INET6 else "127.0.0.1"), 0))

    @property
    def host_port(self):
        """Where it is reached, as a URI or a Via spells it."""
        return spell(self.socket.getsockname())

    def send(self, text, **values):
        """Sends the message; beside `values` it may name {me}, {server}, {transport} and {branch}."""
        values = {"me": self.host_port, "server": spell(self.server), "transport": self.transport, **values}
        values.setdefault("branch", unique("z9hG4bK"))
        self.send_bytes(wire(text, **values))

    def answer(self, request, status_line, *more):
        """Sends a response to a request that came in, with the headers `more`; To gets a tag."""
        lines = [f"SIP/2.0 {status_line}"]
        for name in ("Via", "Record-Route", "From", "To", "Call-ID", "CSeq"):
            lines += [f"{name}: {value}" for value in request.all(name)]
        tagged = [line + ";tag=callee" if line.startswith("To:") and "tag=" not in line else line for line in lines]
        self.send_bytes("\r\n".join([*tagged, *more, "Content-Length: 0", "", ""]).encode())

    def receives(self, what, within=5.0):
        """The next message; it must be a response with the status, or a request with the method, `what`."""
        message = self.receive(within)
        found = message.status or message.method
        assert found == what, f"expected {what}, got\n{message}"
        return message

    def receives_nothing_more(self):
        """Nothing waits to be read: asked after the exchange has answered something later, it tells that nothing came."""
        assert not select.select([self.socket], [], [], 0)[0], f"unexpected:\n{self.receive()}"

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class UdpPeer(Peer):
    transport = "UDP"

    def __init__(self, server, host=None):
        super().__init__(socket.SOCK_DGRAM, server, host)

    def send_bytes(self, data):
        self.socket.sendto(data, self.server)

    def receive(self, within=5.0):
        self.socket.settimeout(within)
        try:
            return Message(self.socket.recv(65536))
        except TimeoutError:
            raise AssertionError(f"{self.host_port}: nothing came within {within:g} s") from None


class TcpPeer(Peer):
    transport = "TCP"

    def __init__(self, server, host=None):
        super().__init__(socket.SOCK_STREAM, server, host)
        self.socket.connect(server)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._read = b""

    def send_bytes(self, data):
        self.socket.sendall(data)

    def receive(self, within=5.0):
        head, _, rest = self._read_until(lambda data: b"\r\n\r\n" in data, within).partition(b"\r\n\r\n")
        length = int(re.search(rb"\r\n(?:Content-Length|l)[ \t]*:[ \t]*(\d+)", head, re.IGNORECASE)[1])
        size = len(head) + 4 + length
        data = self._read_until(lambda data: len(data) >= size, within)
        self._read = data[size:]
        return Message(data[:size])

    def receive_bytes(self, count, within=5.0):
        data = self._read_until(lambda data: len(data) >= count, within)
        self._read = data[count:]
        return data[:count]

    def is_closed(self, within=5.0):
        """True once the other side has closed; what comes before that is read over."""
        self.socket.settimeout(within)
        try:
            while self.socket.recv(65536):
                pass
        except ConnectionResetError:
            pass
        except TimeoutError:
            return False
        return True

    def _read_until(self, enough, within):
        deadline = time.monotonic() + within
        while not enough(self._read):
            self.socket.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                data = self.socket.recv(65536)
            except TimeoutError:
                raise AssertionError(f"not within {within:g} s; until now came {self._read!r}") from None
            if not data:
                raise AssertionError(f"the connection was closed after {self._read!r}")
            self._read += data
        return self._read


def spell(address):
    host, port = address[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
