// Sends a file by nodemailer through a proxy: proxied.cjs MODULES CLIENT PROXY-URL HOST PORT clear|starttls|implicit SENDER RECIPIENT FILE
"use strict";
const { EventEmitter } = require("events");
const fs = require("fs");
const [modules, client, proxy, host, port, way, from, to, file] = process.argv.slice(2);
// Not all of them may be required.
const module_ = (name) => require(modules + "/" + name);
const imported = async (name) => import(modules + "/" + name + "/dist/index.js");

const settings = {
  host,
  port: Number(port),
  name: "pc52.dialup.example",
  secure: way === "implicit",
  requireTLS: way === "starttls",
  ignoreTLS: way === "clear",
  tls: { rejectUnauthorized: false },
};

// nodemailer is to listen as soon as there is a connection: it must not be made before it asks.
const connected = (connect) => ({
  ...settings,
  getSocket: (_, done) => connect().then((connection) => done(null, { connection }), done),
});

// Each gives the settings to send with, and what to do afterwards.
const clients = {
  "nodemailer": async () => [{ ...settings, proxy }],
  "socks": async () => {
    const url = new URL(proxy);
    const type = url.protocol.startsWith("socks4") ? 4 : 5;
    const options = {
      proxy: { host: url.hostname, port: Number(url.port), type, userId: url.username, password: url.password },
      command: "connect",
      destination: { host, port: Number(port) },
    };
    const connect = async () => (await module_("socks").SocksClient.createConnection(options)).socket;
    return [connected(connect)];
  },
  "socks-proxy-agent": async () => {
    const agent = new (await imported("socks-proxy-agent")).SocksProxyAgent(proxy);
    return [connected(() => agent.connect(new EventEmitter(), { host, port: Number(port), secureEndpoint: false }))];
  },
  "proxy-chain": async () => {
    const { createTunnel, closeTunnel } = module_("proxy-chain");
    const tunnel = await createTunnel(proxy, host + ":" + port);
    const [near, nearPort] = tunnel.split(":");
    return [{ ...settings, host: near, port: Number(nearPort) }, () => closeTunnel(tunnel, true)];
  },
};

(async () => {
  const [options, done] = await clients[client]();
  const transport = module_("nodemailer").createTransport(options);
  transport.set("proxy_socks_module", module_("socks"));
  await transport.sendMail({ envelope: { from, to: [to] }, raw: fs.readFileSync(file) });
  transport.close();
  await (done && done());
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
