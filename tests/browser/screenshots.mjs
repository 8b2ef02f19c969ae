// Takes the pictures of README.md from the shipped data set. They show no instant and no revision, so they differ only if the page does.
//   node screenshots.mjs http://127.0.0.1:5080 ../../docs/images
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, folder] = process.argv.slice(2);
const inProcess = `${base}/explore/processes/russia-ukraine-2025`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--no-proxy-server'] });
const page = await browser.newPage({ viewport: { width: 1400, height: 1200 } });
await take('matrix', `${inProcess}/matrix?issue=territory&asOf=2026-01-31&knownAt=1`, '.matrix');
await take('changes', `${inProcess}/changes?from=2025-12-31&to=2026-01-31&knownAt=1&change=MOVED&party=ukraine`, '.change');
await browser.close();

async function take(name, address, part) {
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator(part).first().screenshot({ path: join(folder, `${name}.png`) });
}
