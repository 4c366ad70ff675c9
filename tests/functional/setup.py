"""What most tests of this folder start from."""

# Caller, callee and exchange have different addresses, else a callee's address also looks like the exchange's own.
kExchange, kCallee, kCaller = "127.0.0.1", "127.0.0.2", "127.0.0.3"

kConfiguration = """\
listen: [ "udp:127.0.0.1:0", "tcp:127.0.0.1:0", "udp:[::1]:0", "tcp:[::1]:0" ]
domains: [ 127.0.0.1, "[::1]", zvoni.test ]
workers: 2
stop-timeout: 500ms
modules:
  registrar: { diary: registrations.log }
  record-route:
  forwarder:
  phrase-rewriter: { language: sk }
  cdr-text: { file: calls.log }
"""
