"""The office in which the scenarios play: the exchange on the LAN, the phones that a test asks for, and a syslog."""
import itertools

import network
from phone import Phone

from kit.exchange import Exchange

# The story of a call as calls.log tells it.
kAnswered = "ringing .*, answered .*, ended .* by {}, .*, no video"
kAnsweredWithVideo = "ringing .*, answered .*, ended .* by {}, .*, video"
kFailed = "ringing .*, failed .* by {}, after .*, no video"
kOk = "200 OK, v poriadku"


class Office:
    def __init__(self, lan, folder, make_syslog):
        self._folder = folder
        self._hosts = iter(lan.phones)
        self._phones = []
        self._count = itertools.count()
        self.syslog = make_syslog(folder)
        self.exchange = Exchange(
            folder / "exchange",
            settings=[
                "modules.phrase-rewriter.language=sk",
                "stop-timeout=500ms",
                f"modules.cdr-syslog.socket={self.syslog.path}",
            ],
            prefix=network.inside(lan.exchange),
        )

    def phone(self, user, **how):
        """A phone on a host of its own, registered."""
        home = self._folder / f"phone{next(self._count)}-{user}"
        phone = Phone(user, next(self._hosts), home, **how)
        self._phones.append(phone)
        return phone.registers()

    def recorded(self, caller, callee, story, outcome, within=5.0):
        """The diary has a line for this call, and syslog got its record; both are regular expressions' matches."""
        status = outcome.split()[0]
        line = rf'"{caller.user.capitalize()}" <{caller.uri}> -> (".*" )?<{callee}>  {story}  Call-ID \S+  {outcome}'
        self.exchange.wait_for_call(line, within)
        self.syslog.wait_for(rf'zvoni.*{caller.uri}.*{callee}.*status="?{status}\b', within)

    def close(self):
        for phone in self._phones:
            phone.close()
        try:
            self.exchange.close()
        finally:
            self.syslog.close()
