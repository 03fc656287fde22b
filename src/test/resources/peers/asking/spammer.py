"""Greets a mail server, spams an address of a honeypot, and greets the mail server again until it refuses him, or for ten seconds.
spammer.py CLIENT MAIL_SERVER RECIPIENT HONEYPOT PORT BAIT. Prints three lines: before, spam, after; the last with milliseconds."""

import smtplib
import sys
import time

client, mail_server, recipient, honeypot, port, bait = sys.argv[1:]


def session(host, port):
    return smtplib.SMTP(host, int(port), "pc66.dialup.example", 10, (client, 0))


def offer():
    with session(mail_server, 25) as smtp:
        smtp.ehlo()
        smtp.mail("offers@pharmacy.example")
        code, text = smtp.rcpt(recipient)
        return code, text.decode()


print("before", *offer())
with session(honeypot, port) as smtp:
    smtp.ehlo()
    smtp.mail("offers@pharmacy.example")
    smtp.rcpt(bait)
    code, text = smtp.data(b"Subject: 80% off\r\n\r\nOnly today.\r\n")
    taken = time.monotonic()
print("spam", code, text.decode())
code, text = 0, ""
while code < 500 and time.monotonic() < taken + 10:
    time.sleep(0.02)
    code, text = offer()
print("after", round((time.monotonic() - taken) * 1000), code, text)
