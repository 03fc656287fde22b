// Draws pages of the console. usage: draw.cjs MODULES CONSOLE WEB FOLDER: the console with its token, the port of the sites. Called by make.
'use strict';

const [modules, entrance, web, folder] = process.argv.slice(2);
const { chromium } = require(`${modules}/playwright-core`);
const http = require('http');
const base = new URL(entrance).origin;
const WIDE = { viewport: { width: 1280, height: 800 }, colorScheme: 'light' };
const DARK = { ...WIDE, colorScheme: 'dark' };
const NARROW = { viewport: { width: 390, height: 800 }, colorScheme: 'light' };

async function json(page, path) {
  const answer = await page.request.get(`${base}/api/v1${path}`);
  if (!answer.ok()) {
    throw new Error(`${path}: ${answer.status()}`);
  }
  return answer.json();
}

async function entered(browser, look) {
  const page = await (await browser.newContext(look)).newPage();
  await page.goto(entrance);
  return page;
}

async function draw(browser, name, look, path, ready) {
  const page = await entered(browser, look);
  const answer = await page.goto(base + path);
  if (answer.status() !== 200) {
    throw new Error(`${path}: ${answer.status()}`);
  }
  await ready(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.context().close();
}

async function drawn(page) {
  await page.waitForLoadState('networkidle');
}

function visit(path) {
  const options = { port: web, path, localAddress: '127.0.0.50', agent: false, headers: { Host: 'www.harbour-works.example', 'User-Agent': 'Wget/1.21' } };
  return new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', ...options }, (answer) => answer.resume().on('end', resolve)).on('error', reject);
  });
}

// It shows what happens while it is open, so somebody has to come.
async function live(page) {
  await page.waitForSelector('#state:has-text("Waiting")');
  for (const path of ['/', '/robots.txt', '/wp-login.php', '/.env']) {
    await visit(path);
  }
  await page.waitForSelector('#rows tr:has-text("/.env")');
}

(async () => {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await entered(browser, WIDE);
    const { items } = await json(page, '/messages');
    await page.context().close();
    const toBait = items[0];
    await draw(browser, 'overview', WIDE, '/', drawn);
    await draw(browser, 'message', WIDE, `/messages/${toBait.id}`, drawn);
    await draw(browser, 'blacklist', WIDE, '/blacklist', drawn);
    await draw(browser, 'host', DARK, '/ips/127.0.0.20', drawn);
    await draw(browser, 'trace', WIDE, '/trace?q=127.0.0.20', drawn);
    await draw(browser, 'live', NARROW, '/live', live);
  } finally {
    await browser.close();
  }
})().catch((error) => {
  console.error(`draw.cjs: ${error.message}`);
  process.exit(1);
});
