"""A LAN of network namespaces: a bridge, and hosts that hang on it by a veth pair each."""
import os
import shutil
import subprocess

kExchangeAddress = "10.99.0.1"


def unavailable():
    """Why no LAN can be built here; None where it can."""
    if not shutil.which("ip"):
        return "tests/lan needs the command ip (package iproute2)"
    if os.geteuid() != 0:
        return "tests/lan needs root: it makes network namespaces"
    probe = f"zvoni{os.getpid()}-probe"
    if subprocess.run(["ip", "netns", "add", probe], capture_output=True).returncode != 0:
        return "tests/lan needs network namespaces, and `ip netns add` is refused here"
    subprocess.run(["ip", "netns", "del", probe], capture_output=True)
    return None


class Lan:
    """Its namespaces carry this process's id in their names; close() removes those that it made, and no others."""

    def __init__(self):
        self._made = []

    def start(self):
        self._bridge = self._namespace("lan")
        self._ip(self._bridge, "link", "add", "bridge", "type", "bridge")
        self._ip(self._bridge, "link", "set", "bridge", "up")

    def host(self, name, address):
        """The namespace of a new host on the LAN."""
        namespace = self._namespace(name)
        port = f"p{len(self._made)}"
        self._ip(self._bridge, "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", namespace)
        self._ip(self._bridge, "link", "set", port, "master", "bridge", "up")
        self._ip(namespace, "address", "add", f"{address}/24", "dev", "eth0")
        self._ip(namespace, "link", "set", "eth0", "up")
        if address != kExchangeAddress:
            # Linphone looks for a route before it believes in a network.
            self._ip(namespace, "route", "add", "default", "via", kExchangeAddress)
        return namespace

    def close(self):
        while self._made:
            subprocess.run(["ip", "netns", "del", self._made.pop()], capture_output=True)

    def _namespace(self, name):
        namespace = f"zvoni{os.getpid()}-{name}"
        self._run("ip", "netns", "add", namespace)
        self._made.append(namespace)
        self._ip(namespace, "link", "set", "lo", "up")
        return namespace

    def _ip(self, namespace, *words):
        self._run(*inside(namespace), "ip", *words)

    @staticmethod
    def _run(*command):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")


def inside(namespace):
    """The words before a command that runs it in a namespace. `ip netns exec` would mount things, too, which a chroot
    does not always let it do."""
    return ["nsenter", f"--net=/run/netns/{namespace}"]
