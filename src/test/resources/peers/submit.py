"""Sends files by smtplib within TLS: submit.py PORT starttls|implicit USER PASSWORD SENDER RECIPIENT FILE..."""

import pathlib
import smtplib
import ssl
import sys

port, way, user, password, sender, recipient, *files = sys.argv[1:]

tls = ssl.create_default_context()
tls.check_hostname = False
tls.verify_mode = ssl.CERT_NONE
name = {"local_hostname": "pc41.dialup.example", "timeout": 30}
if way == "implicit":
    server = smtplib.SMTP_SSL("127.0.0.1", int(port), context=tls, **name)
else:
    server = smtplib.SMTP("127.0.0.1", int(port), **name)
    server.starttls(context=tls)
with server:
    server.login(user, password)
    for file in files:
        server.sendmail(sender, [recipient], pathlib.Path(file).read_bytes())
