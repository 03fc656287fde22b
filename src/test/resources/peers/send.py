"""Sends files by smtplib, some on each connection: send.py PORT SENDER RECIPIENT FILE..."""

import pathlib
import smtplib
import sys

MESSAGES_PER_CONNECTION = 10

port, sender, recipient, *files = sys.argv[1:]
for first in range(0, len(files), MESSAGES_PER_CONNECTION):
    # The name is given, or smtplib would ask the DNS for it.
    with smtplib.SMTP("127.0.0.1", int(port), local_hostname="pc41.dialup.example", timeout=20) as server:
        for file in files[first : first + MESSAGES_PER_CONNECTION]:
            server.sendmail(sender, [recipient], pathlib.Path(file).read_bytes())
