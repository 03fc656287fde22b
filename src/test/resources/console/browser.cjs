// Drives the console with Chromium. usage: browser.cjs MODULES TASK BASE TOKEN [JSON]; prints what is wrong, a line each.
'use strict';

const [modules, task, base, token, more] = process.argv.slice(2);
const { chromium } = require(`${modules}/playwright-core`);
const axe = require('fs').readFileSync(`${modules}/axe-core/axe.min.js`, 'utf8');
const net = require('net');
const given = more ? JSON.parse(more) : {};
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

function wrong(text) {
  console.log(text.replace(/\s+/g, ' '));
}

function expect(what, holds) {
  if (!holds) {
    wrong(`not so: ${what}`);
  }
}

function watched(page, name) {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      wrong(`${name} ${page.url()}: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => wrong(`${name} ${page.url()}: ${error}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) {
      wrong(`${name} ${page.url()} asks for ${request.url()}`);
    }
  });
}

async function entered(browser, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${base}/login?token=${token}`);
  return page;
}

// Every page, wide and narrow, light and dark: nothing fails, nothing sticks out, nothing keeps anybody out.
async function pages(browser) {
  const looks = [['wide', 1280, 'light'], ['narrow', 390, 'light'], ['dark', 1280, 'dark']];
  for (const [name, width, colorScheme] of looks) {
    const page = await entered(browser, { viewport: { width, height: 900 }, colorScheme });
    watched(page, name);
    for (const path of given.paths) {
      const answer = await page.goto(base + path);
      expect(`${path} is found`, answer.status() === 200);
      const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(`${name} ${path} fits`, !sticksOut);
      // What the policy of the pages forbids a page it does not forbid the tools of a browser.
      const session = await page.context().newCDPSession(page);
      await session.send('Runtime.evaluate', { expression: axe });
      const found = await session.send('Runtime.evaluate', {
        expression: `axe.run(document, {runOnly: ${JSON.stringify(RULES)}, iframes: false}).then((r) => JSON.stringify(r.violations))`,
        awaitPromise: true,
        returnByValue: true,
      });
      for (const fault of JSON.parse(found.result.value)) {
        if (fault.impact === 'serious' || fault.impact === 'critical') {
          wrong(`${name} ${path} axe ${fault.id}: ${fault.nodes[0].html.slice(0, 200)}`);
        }
      }
    }
    await page.context().close();
  }
}

function smtp(port, lines) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: '127.0.0.1', port, localAddress: given.spammer });
    const left = [...lines];
    socket.on('error', reject);
    socket.on('close', resolve);
    socket.on('data', (data) => {
      if (/^\d{3} .*\r\n$/m.test(data.toString())) {
        if (left.length > 0) {
          socket.write(`${left.shift()}\r\n`);
        } else {
          socket.end();
        }
      }
    });
  });
}

// What an operator does in a day.
async function day(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  watched(page, 'day');
  await page.goto(`${base}/`);
  expect('who is not logged in is asked to', page.url() === `${base}/login`);
  await page.fill('input[name=token]', token);
  await page.click('button:has-text("Log in")');
  await page.waitForURL(`${base}/`);
  expect('the token opens it', page.url() === `${base}/`);
  expect('a chart is drawn', await page.locator('.chart canvas').count() === 1);

  await page.click('.figures a:has-text("Messages")');
  await page.waitForURL(/\/messages/);
  const all = await page.locator('#sheet tbody tr').count();
  await page.fill('input[name=subject]', given.subject);
  await page.press('input[name=subject]', 'Tab');
  await page.waitForURL(/subject=/);
  await page.waitForFunction((n) => document.querySelectorAll('#sheet tbody tr').length < n, all);
  expect('a filter leaves one', await page.locator('#sheet tbody tr').count() === 1);
  await page.click(`#sheet >> text=${given.subject}`);
  await page.waitForURL(/\/messages\/[^?]/);
  expect('the text is shown', (await page.locator('pre.text').textContent()).includes(given.text));
  await page.click('a.button:has-text("Trace")');
  await page.waitForURL(/\/trace/);
  const nodes = await page.locator('svg.graph a.node').count();
  expect(`the graph has its nodes, not ${nodes}`, nodes >= 4);
  await page.locator('svg.graph a.node.host').first().click();
  await page.waitForURL(/\/ips\//);

  await live(page);
  await block(page);

  await page.click('#theme');
  expect('the theme changes', await page.evaluate(() => document.documentElement.dataset.theme) === 'dark');
  await page.reload();
  expect('and stays', await page.evaluate(() => document.documentElement.dataset.theme) === 'dark');
  await page.keyboard.press('Tab');
  expect('the first key leads to the content', (await page.evaluate(() => document.activeElement.className)) === 'skip');
  await page.click('button:has-text("Log out")');
  await page.waitForURL(/login/);
  await page.goto(`${base}/blacklist`);
  expect('who logged out is out', page.url() === `${base}/login`);
  await context.close();
}

async function live(page) {
  await page.goto(`${base}/live?service=mx`);
  await page.waitForTimeout(300);
  await smtp(given.port, ['HELO live.example', 'QUIT']);
  await page.waitForSelector('#rows tr:has-text("HELO live.example")', { timeout: 10_000 });
  expect('other services are left out', await page.locator('#rows tr:has-text("web")').count() === 0);
  await page.click('#pause');
  const before = await page.locator('#rows tr').count();
  await smtp(given.port, ['HELO paused.example', 'QUIT']);
  await page.waitForFunction(() => document.getElementById('state').textContent.includes('went by'), null, { timeout: 10_000 });
  expect('a paused table stands still', await page.locator('#rows tr').count() === before);
}

async function block(page) {
  await page.goto(`${base}/ips/${given.blocked}`);
  await page.fill('input[name=reason]', 'a test <b>of</b> the form');
  await page.click('button[value=add]');
  await page.waitForURL(/\/decisions/);
  const first = await page.locator('table tbody tr').first().textContent();
  expect(`the decision is listed first, not ${first}`, first.includes(given.blocked) && first.includes('<b>'));
  await page.waitForTimeout(1_500);
  await page.goto(`${base}/blacklist?by=hand`);
  expect('it is in the blacklist', await page.locator(`#sheet >> text=${given.blocked}`).count() === 1);
  await page.goto(`${base}/audit`);
  expect('and in the audit trail', (await page.locator('table').textContent()).includes('block_add'));
}

// Each message with all that can be opened on its page, the frame of its HTML too: nobody is asked for anything.
async function mail(browser) {
  const page = await entered(browser, { viewport: { width: 1280, height: 900 } });
  let frames = 0;
  const seen = new Set();
  page.context().on('request', (request) => seen.add(request.url()));
  page.on('dialog', (dialog) => { wrong(`a message speaks: ${dialog.message()}`); dialog.dismiss(); });
  page.context().on('page', (other) => wrong(`a message opens ${other.url()}`));
  for (const id of given.ids) {
    const path = `/messages/${id}`;
    await page.goto(base + path);
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
    const frame = page.locator('iframe');
    if (await frame.count() > 0) {
      frames += 1;
      await frame.scrollIntoViewIfNeeded();
      await page.waitForFunction(() => document.querySelector('iframe').contentDocument === null);
      const wanted = `${base}${path}/html`;
      for (let tries = 0; tries < 100 && !page.frames().some((one) => one.url() === wanted); tries += 1) {
        await page.waitForTimeout(50);
      }
      const inner = page.frames().find((one) => one.url() === wanted);
      if (inner) {
        await inner.waitForLoadState();
        const links = await inner.locator('[href], [src], [action], [background], script, form, iframe, object, embed, link, meta[http-equiv]').count();
        expect(`${id} has nothing that leads anywhere, but ${links}`, links === 0);
      } else {
        wrong(`${id}: its frame is not there`);
      }
    }
    expect(`${id} has no live link`, await page.locator('main a[href^=http], main a[href^=mailto]').count() === 0);
  }
  for (const url of seen) {
    if (!url.startsWith(base)) {
      wrong(`somebody is asked for ${url}`);
    }
  }
  expect(`most of them have HTML, not ${frames}`, frames >= given.ids.length * 0.9);
  await page.context().close();
}

(async () => {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    await { pages, day, mail }[task](browser);
  } catch (error) {
    wrong(`${task} ended: ${error}`);
  } finally {
    await browser.close();
  }
})();
