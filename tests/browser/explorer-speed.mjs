// Measures the explorer's matrix of 200 cells on a slow machine: the processor is slowed down four times, and the date moves by 20 steps.
//   node explorer-speed.mjs http://127.0.0.1:5080 pt_...
// It writes a process of its own, so give it a ledger that may be thrown away. It ends with 1 if a figure is over its aim. It is no test of
// CI, because the figures are those of the machine too. CHROMIUM names the browser, SLOWED another factor, ROUNDS how often it measures.
import { chromium } from 'playwright-core';

const [base, secret] = process.argv.slice(2);
if (!secret) {
  console.error('usage: node explorer-speed.mjs <address of the service> <secret of an ADMIN>');
  process.exit(2);
}

const [parties, issues, days] = [20, 10, 21];
const slowed = Number(process.env.SLOWED ?? 4);
const rounds = Number(process.env.ROUNDS ?? 3);
const aims = { 'largest contentful paint, ms': 1500, 'layout shift': 0.02, 'longest task in 20 steps, ms': 150, 'longest event, ms': 200, nodes: 6000 };

const talks = `speed-${Date.now()}`;
await prepare();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--no-proxy-server'] });
const measured = [];
for (let round = 0; round < rounds; round++) measured.push(await measure());
await browser.close();

let isOver = false;
for (const [name, aim] of Object.entries(aims)) {
  const values = measured.map(x => x[name]).sort((a, b) => a - b);
  const median = values[Math.floor(values.length / 2)];
  isOver ||= median > aim;
  console.log(`${name}: ${values.join(' ')} (aim: ${aim}${median > aim ? ', MISSED' : ''})`);
}
process.exit(isOver ? 1 : 0);

/** A grid in which each party has a stance on each issue, and some of them move on each day. */
async function prepare() {
  const article = (await (await fetch(`${base}/api/v1/articles?limit=1`)).json()).items[0].slug;
  await write('/processes', { slug: talks, name: 'Speed', description: 'A grid of 200 cells.' });
  for (let i = 0; i < issues; i++) {
    await write('/issues', { slug: `${talks}-issue-${i}`, process: talks, name: `Issue ${i} of this measurement`, question: 'Who stands where?' });
  }
  for (let p = 0; p < parties; p++) await write('/parties', { slug: `${talks}-party-${p}`, name: `Party ${String(p).padStart(2, '0')}`, kind: 'GROUP' });
  const stances = ['SUPPORTS', 'OPPOSES', 'OPEN', 'SCEPTICAL', 'NEUTRAL'];
  const say = (p, i, day) =>
    write('/positions', {
      party: `${talks}-party-${p}`, issue: `${talks}-issue-${i}`, stance: stances[(p + i + day) % stances.length],
      summary: `What party ${p} says of issue ${i} on day ${day}.`, article, paragraph: 1,
      statedOn: { edtf: `2026-01-${String(day + 1).padStart(2, '0')}`, basis: 'STATED' },
    });
  for (let p = 0; p < parties; p++) for (let i = 0; i < issues; i++) await say(p, i, 0);
  for (let day = 1; day < days; day++) for (let i = 0; i < issues; i++) await say((day * 7) % parties, i, day);
}

async function write(path, item) {
  for (;;) {
    const answer = await fetch(`${base}/api/v1${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ note: 'For a measurement', item }),
    });
    if (answer.ok) return;
    if (answer.status !== 429) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    await new Promise(resolve => setTimeout(resolve, 1000 * Number(answer.headers.get('Retry-After') ?? 1)));
  }
}

async function measure() {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.addInitScript(() => {
    globalThis.seen = { paint: 0, shift: 0, tasks: [], events: [] };
    const observe = (type, see, more = {}) => new PerformanceObserver(list => list.getEntries().forEach(see)).observe({ type, buffered: true, ...more });
    observe('largest-contentful-paint', x => (seen.paint = x.startTime));
    observe('layout-shift', x => (seen.shift += x.hadRecentInput ? 0 : x.value));
    observe('longtask', x => seen.tasks.push(x.duration));
    observe('event', x => seen.events.push(x.duration), { durationThreshold: 16 });
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowed });
  await page.goto(`${base}/explore/processes/${talks}/matrix?asOf=2026-01-31`, { waitUntil: 'networkidle' });
  await page.locator('input[type=range]').waitFor();
  const first = await page.evaluate(() => ({ ...seen, nodes: document.querySelectorAll('*').length, cells: document.querySelectorAll('a.cell').length }));
  if (first.cells !== parties * issues) throw new Error(`the page shows ${first.cells} cells`);
  await page.evaluate(() => Object.assign(seen, { tasks: [], events: [] }));
  await page.locator('input[type=range]').focus();
  for (let step = 0; step < days - 1; step++) {
    await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(250);
  }
  await page.waitForTimeout(500);
  const moved = await page.evaluate(() => ({ ...seen, at: document.querySelector('input[type=range]').value }));
  if (moved.at !== '0') throw new Error(`the slider is at ${moved.at}`);
  await page.context().close();
  return {
    'largest contentful paint, ms': Math.round(first.paint),
    'layout shift': Number(moved.shift.toFixed(4)),
    'longest task in 20 steps, ms': Math.round(Math.max(0, ...moved.tasks)),
    'longest event, ms': Math.round(Math.max(0, ...moved.events)),
    nodes: first.nodes,
  };
}
