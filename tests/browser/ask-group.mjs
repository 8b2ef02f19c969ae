// Executes every operation of Swagger UI's Ask group with what the page fills in, as a person would; then, authorized with a key, a dry run
// of a position and the list of keys. Nothing may go wrong in the console, the key may not be shown, and a reload may not lose it.
//   node ask-group.mjs http://127.0.0.1:5080 pt_...
// CHROMIUM names the browser, SCREENSHOT_DIR a folder for pictures of the page.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, secret] = process.argv.slice(2);
if (!secret) {
  console.error('usage: node ask-group.mjs <address of the service> <secret of an ADMIN>');
  process.exit(2);
}

const pictures = process.env.SCREENSHOT_DIR;
if (pictures) mkdirSync(pictures, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--no-proxy-server',
    // The page has to do without the internet.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  ],
});
const failures = [];
let passed = 0;

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(30_000);
  page.on('pageerror', error => failures.push(`the page fails: ${error.message}`));
  // Chromium also says here what the page's security policy has kept from happening.
  page.on('console', message => {
    if (message.type() === 'error') failures.push(`the console says: ${message.text()}`);
  });
  page.on('requestfailed', request => failures.push(`not to be had: ${request.url()}`));
  await page.goto(`${base}/swagger`);
  const group = page.locator('.opblock-tag-section', { has: page.locator('#operations-tag-Ask') });
  await group.waitFor();
  await picture('top');

  if (await group.locator('.opblock').count() === 0) await page.locator('#operations-tag-Ask').click();
  await group.locator('.opblock').first().waitFor();
  const operations = group.locator('.opblock');
  const count = await operations.count();
  for (let i = 0; i < count; i++) await check(operations.nth(i));
  if (count === 0) failures.push('the group has no operations');

  await page.locator('.auth-wrapper button.authorize').first().click();
  await page.locator('.auth-container input').fill(secret);
  await page.locator('.auth-container button.authorize').click();
  await picture('authorized');
  await page.locator('.auth-container button.btn-done').click();
  for (const id of ['Record-addPosition', 'Administer-listKeys']) {
    const operation = page.locator(`#operations-${id}`);
    if (await operation.count() === 0) await page.locator(`#operations-tag-${id.split('-')[0]}`).click();
    await operation.waitFor();
    await check(operation);
    if ((await page.locator('#swagger-ui').innerText()).includes(secret)) failures.push(`${id} shows the key`);
  }

  await page.reload();
  await page.locator('.auth-wrapper .authorize.locked').waitFor();
  const locks = tag => page.locator(`.opblock-tag-section:has(#operations-tag-${tag}) .authorization__btn`).count();
  for (const tag of ['Ask', 'Record']) {
    if (await locks(tag) === 0) await page.locator(`#operations-tag-${tag}`).click();
    await page.locator(`.opblock-tag-section:has(#operations-tag-${tag}) .opblock`).first().waitFor();
  }
  if (await locks('Ask') > 0) failures.push('an operation that needs no key shows a lock');
  if (await locks('Record') === 0) failures.push('an operation that needs a key shows no lock');
  await page.locator('.operation-filter-input').fill('silent fallen');
  await page.locator('#operations-tag-Record').waitFor({ state: 'detached' });
  await page.locator('#operations-Ask-listHeldPositions').waitFor(); // whose description has these words

  async function check(operation) {
    const id = (await operation.getAttribute('id')).replace(/^operations-\w+-/, '');
    try {
      await operation.locator('.opblock-summary-control').click();
      const execute = operation.locator('button.execute');
      await execute.waitFor();
      await picture(`${id}-filled-in`, operation);
      const [response] = await Promise.all([
        page.waitForResponse(x => new URL(x.url()).pathname.startsWith('/api/')),
        execute.click(),
      ]);
      const sent = new URL(response.url()).searchParams;
      for (const name of ['limit', 'cursor', 'certainty', 'sort', 'rows']) {
        if (sent.has(name)) throw new Error(`fills in ${name}, which nobody asked for`);
      }
      if (sent.has('includeSubIssues') && sent.get('includeSubIssues') !== 'true') throw new Error('leaves sub-issues out');
      const shown = operation.locator('.live-responses-table .response-col_status').last();
      await shown.waitFor();
      const status = (await shown.innerText()).trim().split(/\s/)[0];
      const items = Object.values(await response.json()).filter(Array.isArray).flat();
      await picture(`${id}-executed`, operation);
      const [top, answer] = [await operation.boundingBox(), await operation.locator('.live-responses-table').boundingBox()];
      if (answer.y - top.y > 1700) throw new Error(`shows its answer ${Math.round(answer.y - top.y)} pixels below its name`);
      if (response.status() !== 200 || status !== '200') throw new Error(`answers ${response.status()}, and the page shows ${status}`);
      if (items.length === 0) throw new Error('gives an empty list');
      console.log(`ok      ${id}: ${items.length} items of ${decodeURIComponent(response.url().slice(base.length))}`);
      passed++;
      await operation.locator('.opblock-summary-control').click();
    } catch (error) {
      console.log(`FAILED  ${id}: ${error.message}`);
      failures.push(id);
    }
  }

  async function picture(name, of = page) {
    if (pictures) await of.screenshot({ path: join(pictures, `${name}.png`) });
  }
} finally {
  await browser.close();
}

for (const failure of new Set(failures)) console.log(failure);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
