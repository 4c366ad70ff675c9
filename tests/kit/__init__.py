"""What the tests in Python share: programs, zvoni, syslog, SIP on the wire."""
