// Harvests with Chromium, from what stands in its pages once their scripts have run: browser.cjs CHROMIUM FOLDER PROXY-PORT USER-AGENT START.
// Prints a JSON line a page. Goes on until it is interrupted.
"use strict";
const TABS = 3;
const PATIENCE_MS = 15000;
const { spawn } = require("child_process");
const [chromium, folder, port, userAgent, start] = process.argv.slice(2);

const LOOK = `JSON.stringify({
  addresses: (document.body.innerText + " " + [...document.links].map((a) => a.href).join(" "))
    .match(/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}/g) || [],
  links: [...document.links].map((a) => a.href).filter((href) => /^http:.*(\\/|\\.s?html?)$/.test(href)),
})`;

const browser = spawn(chromium, [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
  "--user-data-dir=" + folder, "--proxy-server=http://127.0.0.1:" + port, "--user-agent=" + userAgent, "about:blank",
], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });

// The DevTools protocol by pipe: JSON, each message ended by a NUL.
const waiting = new Map();
const listeners = new Map();
let number = 0;
let received = Buffer.alloc(0);
browser.stdio[4].on("data", (bytes) => {
  received = Buffer.concat([received, bytes]);
  for (let end = received.indexOf(0); end >= 0; end = received.indexOf(0)) {
    const message = JSON.parse(received.subarray(0, end));
    received = received.subarray(end + 1);
    if (message.id) {
      waiting.get(message.id)(message.result || {});
      waiting.delete(message.id);
    } else if (message.method === "Page.loadEventFired" && listeners.has(message.sessionId)) {
      listeners.get(message.sessionId)();
    }
  }
});
const send = (method, params, sessionId) =>
  new Promise((resolve) => {
    waiting.set(++number, resolve);
    browser.stdio[3].write(JSON.stringify({ id: number, method, params, sessionId }) + "\0");
  });

const queue = [start];
const known = new Set(queue);

const visit = async (session, url) => {
  const loaded = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("no answer: " + url)), PATIENCE_MS);
    listeners.set(session, () => resolve(clearTimeout(late)));
  });
  const { errorText } = await send("Page.navigate", { url }, session);
  if (errorText) {
    return;
  }
  await loaded;
  const { result } = await send("Runtime.evaluate", { expression: LOOK }, session);
  const { addresses, links } = JSON.parse(result.value);
  console.log(JSON.stringify({ page: url, addresses }));
  for (const link of links) {
    if (!known.has(link)) {
      known.add(link);
      queue.push(link);
    }
  }
};

const tab = async () => {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  await send("Page.enable", {}, sessionId);
  while (queue.length > 0) {
    await visit(sessionId, queue.splice(Math.floor(Math.random() * queue.length), 1)[0]);
  }
};

const crawl = async () => {
  const first = tab();
  while (queue.length < TABS) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await Promise.all([first, ...Array.from({ length: TABS - 1 }, tab)]);
};
const end = (code) => {
  browser.once("exit", () => process.exit(code));
  browser.kill();
};
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => end(0));
}
crawl()
  .then(() => end(0))
  .catch((error) => {
    console.error(String(error));
    end(1);
  });
