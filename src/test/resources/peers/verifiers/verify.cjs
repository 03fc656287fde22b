// Asks verifiers of addresses: verify.cjs MODULES. Reads addresses, one a line; prints a JSON line for each.
"use strict";
const [modules] = process.argv.slice(2);
const deep = require(modules + "/deep-email-validator");
const EmailDeepValidator = require(modules + "/email-deep-validator");
const mailchecker = require(modules + "/mailchecker");
const net = require("net");
const dns = require("dns").promises;
const PATIENCE_MS = 10000;

// As verifiers do that look for a catch-all: in one session a name that was made up, then the address.
const dialogue = async (address) => {
  const domain = address.split("@")[1];
  const madeUp = require("crypto").randomBytes(8).toString("hex") + "@" + domain;
  const [mx] = (await dns.resolveMx(domain)).sort((a, b) => a.priority - b.priority);
  const socket = net.connect(25, mx.exchange).setEncoding("latin1").setTimeout(PATIENCE_MS, () => socket.destroy());
  const codes = [];
  const lines = ["EHLO probe.example", "MAIL FROM:<sales@probe.example>"];
  lines.push(`RCPT TO:<${madeUp}>`, `RCPT TO:<${address}>`, "QUIT");
  let heard = "";
  for await (const piece of socket) {
    heard += piece;
    const last = /(?:^|\n)(\d{3}) [^\n]*\n$/.exec(heard); // Of a whole reply, its last line.
    if (last) {
      codes.push(Number(last[1]));
      heard = "";
      if (lines.length) socket.write(lines.shift() + "\r\n");
    }
  }
  const [, , , catchAll, mailbox] = codes;
  return { catchAll: catchAll < 400, mailbox: mailbox === 250 };
};

const ask = async (address) => {
  const said = await deep.validate(address);
  const mailbox = await new EmailDeepValidator({ timeout: PATIENCE_MS }).verify(address);
  const asked = await dialogue(address);
  console.log(
    JSON.stringify({
      address,
      "deep-email-validator": said.valid,
      "email-deep-validator": mailbox.wellFormed && mailbox.validDomain && mailbox.validMailbox === true,
      "catch-all": asked.catchAll,
      mailbox: asked.mailbox,
      mailchecker: mailchecker.isValid(address),
      reason: said.reason ? said.validators[said.reason].reason : "",
    }),
  );
};

(async () => {
  const addresses = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
  await Promise.all(addresses.map(ask));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
