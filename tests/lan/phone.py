"""A real Linphone (its command-line client) on a host of the LAN."""
import os
import re

from network import inside, kExchangeAddress
from kit.process import Process

kConfiguration = """\
[sip]
sip_port={udp_port}
sip_tcp_port={tcp_port}
default_proxy=0
use_ipv6=0
media_encryption=none
[misc]
max_calls={max_calls}
[video]
automatically_initiate={initiates_video}
automatically_accept=1
size=qcif
[sound]
playback_dev_id=ALSA: default device
ringer_dev_id=ALSA: default device
capture_dev_id=ALSA: default device
[proxy_0]
reg_proxy=<sip:{exchange};transport={transport}>
reg_identity="{name}" <sip:{user}@{exchange}>
reg_expires=600
reg_sendregister=1
publish=1
"""


class Phone:
    """What it prints and the SIP messages of its log come as one text. `sees` and `receives` each read on from their
    last match, so that a second "ended" is not the first one again."""

    def __init__(self, user, namespace, home, answers=False, video=False, transport="udp", max_calls=10):
        self.user = user
        self.home = home
        self._seen = 0
        self._received = 0
        config = self._make_home(
            udp_port=5060 if transport == "udp" else 0,
            tcp_port=5060 if transport == "tcp" else 0,
            max_calls=max_calls,
            initiates_video=int(video),
            transport=transport,
            exchange=kExchangeAddress,
            name=user.capitalize(),
            user=user,
        )
        # Without -l the log goes where the rest goes.
        options = ["-c", config, "-d", "5"] + ["-a"] * answers + ["-V"] * video
        self.process = Process(
            f"{user}'s phone",
            [*inside(namespace), "linphonec", *options],
            env={**os.environ, "HOME": str(home)},
            cwd=home,
        )
        # With the null sound device the client would spin and stop reading commands.
        self.process.send("soundcard use files")

    @property
    def uri(self):
        return f"sip:{self.user}@{kExchangeAddress}"

    def registers(self):
        self.process.wait_for(r"to \[LinphoneRegistrationOk\]", within=15)
        return self

    def call(self, whom, *options):
        self.process.send(" ".join(["call", getattr(whom, "uri", whom), *options]))

    def does(self, command):
        self.process.send(command)

    def sees(self, pattern, within=15):
        """It says so on its screen."""
        match = self.process.wait_for(pattern, within, self._seen)
        self._seen = match.end()
        return match

    def rings(self):
        """A call comes in."""
        self.sees("Receiving new incoming call from ")

    def hears_ringing(self, phrase="Zvoní"):
        """The phone at the other end rings, and says so in the exchange's language."""
        self.receives(f"SIP/2.0 180 {phrase}\r?\n")
        self.sees(r"Call \d+ to .* ringing\.")

    def talks(self, media="audio"):
        """A call is up, and RTP is set up for it."""
        self.sees(rf"Media streams established with .* \({media}\)")

    def sees_the_end(self, reason="No error"):
        self.sees(rf"Call \d+ with .* ended \({re.escape(reason)}\)\.")

    def sees_an_error(self):
        self.sees(r"Call \d+ with .* error\.")

    def receives(self, start_line, within=15):
        """A message with this start line came in, for example "SIP/2.0 180 Zvoní" or "MESSAGE sip:.*"."""
        match = self.process.wait_for(rf"received \[\d+\] new bytes from .*\n{start_line}", within, self._received)
        self._received = match.end()
        return match

    def close(self):
        (self.home / "phone.log").write_text(self.process.text)
        self.process.kill()

    def _make_home(self, **values):
        (self.home / ".local/share/linphone").mkdir(parents=True)
        (self.home / ".config").mkdir()
        (self.home / ".asoundrc").write_text("pcm.!default { type null }\nctl.!default { type null }\n")
        config = self.home / "linphonerc"
        config.write_text(kConfiguration.format(**values))
        return config
