"""Sends files by smtplib over several connections at once: send.py PORT SENDER RECIPIENT FILE..."""

import pathlib
import smtplib
import sys
from concurrent.futures import ThreadPoolExecutor

CONNECTIONS = 8

port, sender, recipient, *files = sys.argv[1:]


def send(share):
    # The name is given, or smtplib would ask the DNS for it.
    with smtplib.SMTP("127.0.0.1", int(port), local_hostname="pc41.dialup.example", timeout=20) as server:
        for file in share:
            server.sendmail(sender, [recipient], pathlib.Path(file).read_bytes())


with ThreadPoolExecutor(CONNECTIONS) as threads:
    shares = [files[first::CONNECTIONS] for first in range(CONNECTIONS)]
    list(threads.map(send, shares))  # Raises what any of them raised.
