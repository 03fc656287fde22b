// Asks verifiers of addresses: verify.cjs MODULES. Reads addresses, one a line; prints a JSON line for each.
"use strict";
const [modules] = process.argv.slice(2);
const deep = require(modules + "/deep-email-validator");
const EmailDeepValidator = require(modules + "/email-deep-validator");
const mailchecker = require(modules + "/mailchecker");
const PATIENCE_MS = 10000;

const ask = async (address) => {
  const said = await deep.validate(address);
  const mailbox = await new EmailDeepValidator({ timeout: PATIENCE_MS }).verify(address);
  console.log(
    JSON.stringify({
      address,
      "deep-email-validator": said.valid,
      "email-deep-validator": mailbox.wellFormed && mailbox.validDomain && mailbox.validMailbox === true,
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
