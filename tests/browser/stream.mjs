// Follows the stream of a service's revisions with Node's EventSource and with that of a page in a browser, until it is ended:
//   node stream.mjs http://127.0.0.1:5080 FOLDER
// Each appends a line "revision.place headline" for each change to FOLDER/node or FOLDER/browser; FOLDER/ready is there when both follow.
// What else happens is told on standard error. CHROMIUM names the browser.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventSource } from 'eventsource';
import { chromium } from 'playwright-core';

const [base, folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node stream.mjs <address of the service> <folder>');
  process.exit(2);
}

const following = new Set();

function told(who, event, data) {
  if (event === 'change') {
    const { revision, change } = JSON.parse(data);
    appendFileSync(join(folder, who), `${revision.number}.${change.place} ${change.headline}\n`);
  } else {
    console.error(`${who}: ${event}`);
  }
  if (event === 'start') following.add(who);
  if (following.size === 2) writeFileSync(join(folder, 'ready'), '');
}

const stream = new EventSource(`${base}/api/v1/revisions/stream`);
for (const name of ['start', 'change', 'gone']) stream.addEventListener(name, event => told('node', name, event.data));
stream.onerror = () => console.error(`node: lost, state ${stream.readyState}`);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--no-proxy-server',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  ],
});
const page = await browser.newPage();
await page.exposeFunction('told', (event, data) => told('browser', event, data));
// A page of the same origin whose policy lets it ask: answers of the API and of health let a page do nothing.
await page.goto(`${base}/swagger/index.html`);
await page.evaluate(() => {
  const source = new EventSource('/api/v1/revisions/stream');
  for (const name of ['start', 'change', 'gone']) source.addEventListener(name, event => window.told(name, event.data));
  source.onerror = () => window.told(`lost, state ${source.readyState}`);
});

process.on('SIGTERM', async () => {
  stream.close();
  await browser.close();
  process.exit(0);
});
