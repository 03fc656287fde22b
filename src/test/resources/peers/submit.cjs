// Sends files by nodemailer: submit.cjs MODULES PORT plain|starttls|implicit USER PASSWORD SENDER RECIPIENT FILE...
"use strict";
const fs = require("fs");
const [modules, port, way, user, pass, from, to, ...files] = process.argv.slice(2);
const nodemailer = require(modules + "/nodemailer");

const transport = nodemailer.createTransport({
  host: "127.0.0.1",
  port: Number(port),
  name: "pc46.dialup.example",
  secure: way === "implicit",
  requireTLS: way === "starttls",
  ignoreTLS: way === "plain",
  auth: way === "plain" ? undefined : { user, pass },
  tls: { rejectUnauthorized: false },
});

(async () => {
  for (const file of files) {
    await transport.sendMail({ envelope: { from, to: [to] }, raw: fs.readFileSync(file) });
  }
  transport.close();
})().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
