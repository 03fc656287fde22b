// Sends files by nodemailer over several connections at once: submit.cjs MODULES PORT clear|starttls|implicit USER PASSWORD SENDER RECIPIENT FILE...
"use strict";
const CONNECTIONS = 8;
const fs = require("fs");
const [modules, port, way, user, pass, from, to, ...files] = process.argv.slice(2);
const nodemailer = require(modules + "/nodemailer");

const transport = nodemailer.createTransport({
  host: "127.0.0.1",
  port: Number(port),
  name: "pc46.dialup.example",
  secure: way === "implicit",
  requireTLS: way === "starttls",
  ignoreTLS: way === "clear",
  auth: way === "clear" ? undefined : { user, pass },
  tls: { rejectUnauthorized: false },
});

const lane = async () => {
  for (let file = files.shift(); file !== undefined; file = files.shift()) {
    await transport.sendMail({ envelope: { from, to: [to] }, raw: fs.readFileSync(file) });
  }
};

Promise.all(Array.from({ length: CONNECTIONS }, lane))
  .then(() => transport.close())
  .catch((error) => {
    console.error(String(error));
    process.exit(1);
  });
