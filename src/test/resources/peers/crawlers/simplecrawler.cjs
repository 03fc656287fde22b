// Harvests by way of a proxy until it is interrupted: simplecrawler.cjs MODULES PROXY-PORT USER-AGENT START. Prints a JSON line a page.
"use strict";
const ADDRESS = /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g;
const [modules, port, userAgent, start] = process.argv.slice(2);
const Crawler = require(modules + "/simplecrawler");

const crawler = new Crawler(start);
Object.assign(crawler, {
  useProxy: true,
  proxyHostname: "127.0.0.1",
  proxyPort: Number(port),
  userAgent,
  respectRobotsTxt: false,
  filterByDomain: false,
  interval: 1,
  maxConcurrency: 4,
  timeout: 5000,
});
crawler.on("fetchcomplete", (item, body) => {
  const addresses = body.toString().match(ADDRESS) || [];
  console.log(JSON.stringify({ page: item.url, addresses }));
});
crawler.start();
