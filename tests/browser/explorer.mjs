// Uses the explorer in a real browser: sizes and requests, accessibility (axe), the console and the security policy, the keyboard, pins after
// further revisions, marks of uncertainty, neutrality, hostile text, and every way in which its files are served.
//   node explorer.mjs http://127.0.0.1:5080 pt_...
// CHROMIUM names the browser, SCREENSHOT_DIR a folder for pictures of the pages, ONLY a part of the names of the checks to run.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, get as httpGet } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const [base, secret] = process.argv.slice(2);
if (!secret) {
  console.error('usage: node explorer.mjs <address of the service> <secret of an ADMIN>');
  process.exit(2);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.SCREENSHOT_DIR;
if (pictures) mkdirSync(pictures, { recursive: true });

const ledger = 'russia-ukraine-2025';
const inProcess = `/explore/processes/${ledger}`;
const hostile = '<img src=x onerror=alert(1)> "quoted" \u05d0\u05d1\u05d2 \u0627\u0628\u062a ' + 'long'.repeat(30);
const KilobytesOfScript = 60;
const KilobytesOfStyle = 8;
const MostNodes = 6000;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--no-proxy-server',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  ],
});
// A service that is closed to readers is asked for that alone.
const isClosed = (await fetch(`${base}/api/v1/parties?limit=1`)).status === 401;
let passed = 0;
const failures = [];

try {
  const head = (await json('/api/v1/revisions?after=0&limit=1')).head;
  const epoch = (await json('/api/v1/revisions?after=0&limit=1')).epoch;
  const pin = `asOf=2026-01-31&knownAt=${head}&epoch=${epoch}`;
  const article = (await json('/api/v1/articles')).items[0].slug;
  const position = (await json('/api/v1/positions?proposal=mutual-pullback-donetsk&party=ukraine')).items[0].id;
  const pages = {
    start: '/explore',
    matrix: `${inProcess}/matrix?${pin}`,
    panel: `${inProcess}/matrix?${pin}&cell=${position}`,
    empty: `${inProcess}/matrix?asOf=2020-01-01`,
    issue: `${inProcess}/issues/donbas-territory?${pin}`,
    party: `${inProcess}/parties/united-states?${pin}`,
    proposal: `${inProcess}/proposals/mutual-pullback-donetsk?${pin}`,
    changes: `${inProcess}/changes?from=2025-12-31&to=2026-01-31&knownAt=${head}&epoch=${epoch}`,
    learned: `${inProcess}/changes?axis=recorded&from=0`,
    reversed: `${inProcess}/changes?from=2026-01-31&to=2025-12-31`,
    compare: `${inProcess}/compare?left=russia&right=ukraine&${pin}`,
    choose: `${inProcess}/compare?${pin}`,
    article: `/explore/articles/${article}?knownAt=${head}&epoch=${epoch}#p3`,
    position: `/explore/positions/${position}?process=${ledger}&knownAt=${head}&epoch=${epoch}`,
    search: `/explore/search?q=nuclear+plant&process=${ledger}`,
    missing: '/explore/nothing/here',
    wrong: `${inProcess}/issues/nuclear-plant`,
  };

  await check('The files are small, are served compressed and plain, and are kept with a tag', async () => {
    for (const [file, most] of [['app.js', KilobytesOfScript], ['app.css', KilobytesOfStyle]]) {
      const plain = await raw(`/explore/${file}`, { 'Accept-Encoding': 'identity' });
      const zipped = await raw(`/explore/${file}`, { 'Accept-Encoding': 'gzip' });
      assert.equal(zipped.headers['content-encoding'], 'gzip');
      assert.deepEqual(gunzipSync(zipped.body), plain.body);
      assert.ok(plain.body.length > 1000);
      const size = gzipSync(plain.body, { level: 9 }).length;
      assert.ok(size <= most * 1000, `${file} has ${size} bytes`);
      const again = await raw(`/explore/${file}`, { 'If-None-Match': plain.headers.etag, 'Accept-Encoding': 'identity' });
      assert.equal(again.status, 304);
    }
  });

  await check('A service that is closed to readers takes a key, for this tab alone', async () => {
    const page = await open(pages.matrix, {}, true);
    await page.getByLabel('Your key').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByLabel('Your key').fill(secret);
    await page.getByRole('button', { name: 'Read with this key' }).click();
    await page.getByText('Stances as of 31 January 2026').waitFor();
    assert.ok(!page.url().includes(secret));
    assert.deepEqual(await page.evaluate(() => [localStorage.length, document.cookie]), [0, '']);
    await page.context().close();
  });

  await check('A deep link is the page, with its policy', async () => {
    const answer = await raw(`${inProcess}/matrix`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers['content-type'], /^text\/html/);
    assert.match(answer.headers['content-security-policy'], /default-src 'none'.*require-trusted-types-for 'script'/);
    assert.equal((await raw('/api/v1/explore')).status, 404);
  });

  for (const scheme of ['light', 'dark']) {
    for (const width of [1280, 320]) {
      await check(`Every page is accessible and without an error (${scheme}, ${width} px)`, async () => {
        for (const [name, address] of Object.entries(pages)) {
          const page = await open(address, { colorScheme: scheme, viewport: { width, height: 900 } }, ['wrong', 'learned'].includes(name));
          const found = await violations(page);
          assert.deepEqual(found, [], `${name}: ${JSON.stringify(found)}`);
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(sideways <= 0, `${name} scrolls sideways by ${sideways} px`);
          if (pictures) await page.screenshot({ path: join(pictures, `${name}-${scheme}-${width}.png`), fullPage: true });
          await page.context().close();
        }
      });
    }
  }

  await check('The first view of the matrix takes two requests, and it is small', async () => {
    const asked = [];
    const page = await open(pages.matrix, {}, false, request => asked.push(request.url()));
    const before = asked.filter(x => x.includes('/api/v1/') && !/revisions/.test(x));
    const distinct = new Set(before.filter(x => !/asOf=(?!2026-01-31)/.test(x)));
    assert.ok(distinct.size <= 2, [...distinct].join(' '));
    assert.ok(asked.every(x => x.startsWith(base)));
    assert.ok((await page.evaluate(() => document.querySelectorAll('*').length)) < MostNodes);
    await page.context().close();
  });

  await check('The keyboard leads from the matrix to the paragraph of a citation, and back', async () => {
    const page = await open(pages.matrix);
    let tabs = 0;
    const atCell = () => page.evaluate(() => document.activeElement.classList.contains('cell'));
    while (!(await atCell()) && tabs++ < 60) await page.keyboard.press('Tab');
    console.log(`from the top of the matrix to its first cell: Tab, ${tabs} times`);
    assert.ok(await atCell());
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
    assert.equal(outline, '3px', 'the focus can be seen');
    await page.keyboard.press('ArrowDown');
    const cell = await page.evaluate(() => document.activeElement.dataset.position);
    assert.ok(cell);
    await page.keyboard.press('Enter');
    await page.locator('#panel').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'panel');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.position), cell);
    await page.keyboard.press('Enter');
    await page.locator('#panel').waitFor();
    await page.keyboard.press('Tab');
    const href = await page.evaluate(() => document.activeElement.getAttribute('href'));
    assert.match(href, /\/explore\/articles\/.*#p\d+$/);
    await page.keyboard.press('Enter');
    await page.locator('.paragraphs .meant').first().waitFor();
    assert.equal(new URL(page.url()).hash, href.slice(href.indexOf('#')));
    await page.goBack();
    await page.locator('#panel').waitFor();
    await page.context().close();
  });

  await check('The date moves by its slider and its buttons, and the address follows', async () => {
    const page = await open(pages.matrix);
    await page.locator('input[type=range]').waitFor();
    await page.getByRole('button', { name: 'Previous change' }).click();
    await page.waitForURL(/asOf=2026-01-23/);
    await page.locator('input[type=range]').focus();
    await page.keyboard.press('Home');
    await page.waitForURL(/asOf=2025-12-02/);
    await page.getByText('Stances as of 2 December 2025').waitFor();
    assert.match(await page.locator('input[type=range]').getAttribute('aria-valuetext'), /^2 December 2025: \d+ first reported$/);
    assert.ok((await page.getByText('changed', { exact: true }).count()) > 0);
    await page.context().close();
  });

  await check('Each mark of uncertainty is drawn and said', async () => {
    const matrix = await open(pages.matrix);
    for (const [frame, words] of [['via', /according to/], ['press', /article's own voice/]]) {
      const cells = matrix.locator(`a.cell.${frame}`);
      assert.ok((await cells.count()) > 0);
      assert.match(await cells.first().innerText(), words);
      const style = await cells.first().evaluate(x => getComputedStyle(x).borderTopStyle);
      assert.equal(style, frame === 'via' ? 'dashed' : 'dotted');
    }
    assert.match(await matrix.locator('td.none').first().innerText(), /^no record$/);
    assert.match(await matrix.locator('main').innerText(), /declined to say/);
    await matrix.context().close();
    const issue = await open(pages.issue);
    assert.ok((await issue.locator('.lanes .band').count()) > 0);
    assert.match(await issue.locator('main').innerText(), /22 or 23 January 2026/);
    assert.match(await issue.locator('main').innerText(), /by 7 January 2026 at the latest/);
    await issue.context().close();
    const changes = await open(pages.changes);
    assert.ok((await changes.locator('.change.possible').count()) > 0);
    assert.match(await changes.locator('main').innerText(), /possible, not certain/);
    await changes.context().close();
  });

  await check('Two sides that are swapped mirror the page, and no party is put first', async () => {
    const there = await open(pages.compare);
    const back = await open(pages.compare.replace('left=russia&right=ukraine', 'left=ukraine&right=russia'));
    const sides = page => page.$$eval('.pair', pairs => pairs.map(x => [...x.querySelectorAll('.side')].map(side => side.innerText)));
    const [first, second] = [await sides(there), await sides(back)];
    assert.ok(first.length > 0);
    assert.deepEqual(first.map(x => x.toReversed()), second);
    const style = readFileSync(new URL('../../src/explorer/src/app.css', import.meta.url), 'utf8');
    for (const party of (await json('/api/v1/parties?limit=200')).items) assert.ok(!style.includes(party.slug));
    const matrix = await open(pages.matrix);
    const heads = await matrix.$$eval('.matrix thead th', x => x.slice(1).map(y => y.innerText.trim()));
    assert.ok(heads.length > 2);
    assert.deepEqual(heads, heads.toSorted((a, b) => a.localeCompare(b, 'en')), 'no party comes first');
    await matrix.context().close();
    await there.context().close();
    await back.context().close();
  });

  await check('The example of a front end shows the matrix of its day', async () => {
    const html = readFileSync(new URL('../../examples/frontend/matrix.html', import.meta.url));
    const server = createServer((_, answer) => answer.writeHead(200, { 'Content-Type': 'text/html' }).end(html)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/?service=${base}`);
    await page.getByRole('cell', { name: 'conditional, according to' }).or(page.getByRole('cell', { name: 'opposes' })).first().waitFor();
    await page.locator('#day').fill('2020-01-01');
    await page.getByText('As of 2020-01-01').waitFor();
    assert.equal(await page.getByRole('cell', { name: 'opposes' }).count(), 0);
    await page.goto(`http://127.0.0.1:${server.address().port}/?service=http://127.0.0.1:9`);
    await page.getByText('http://127.0.0.1:9 does not answer, or it does not allow pages of other origins').waitFor();
    await page.close();
    server.close();
  });

  await check('A page that waits and a page that fails are accessible, and what was there before stays', async () => {
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [1280, 320]) {
        const page = await open(pages.matrix, { colorScheme, viewport: { width, height: 900 } }, true);
        let answer = null;
        await page.route(/api\/v1\/matrix/, route => (answer ? route.fulfill(answer) : undefined));
        await page.locator('input[type=date]').fill('2025-12-05');
        await page.locator('[aria-busy=true]').waitFor();
        assert.deepEqual(await violations(page), []);
        assert.ok((await page.locator('a.cell').count()) > 0, 'the table before stays');
        answer = { status: 503, contentType: 'application/problem+json', body: '{"title":"Service unavailable","detail":"The database is away."}' };
        await page.locator('input[type=date]').fill('2025-12-06');
        await page.getByText('The database is away.').waitFor();
        assert.deepEqual(await violations(page), []);
        await page.context().close();

        const first = await (await browser.newContext({ colorScheme, viewport: { width, height: 900 } })).newPage();
        await first.route(/api\/v1/, () => {});
        await first.goto(base + pages.matrix);
        await first.locator('.loading').waitFor();
        assert.deepEqual(await violations(first), []);
        await first.context().close();
      }
    }
  });

  await check('What a screen reader gets of each page is as it was', async () => {
    const folder = new URL('snapshots/', import.meta.url);
    for (const [name, address] of Object.entries(pages)) {
      if (['learned', 'start', 'wrong'].includes(name)) continue;
      const page = await open(address, { viewport: { width: 1280, height: 900 } });
      const seen = (await page.locator('body').ariaSnapshot())
        .replace(/ \(\d+ \w+ \d{4}, \d\d:\d\d UTC\)/g, ' (INSTANT)')
        .replace(/^ *- \/url: .*\n/gm, '');
      const file = new URL(`${name}.yml`, folder);
      if (process.env.UPDATE_SNAPSHOTS) writeFileSync(file, seen + '\n');
      else assert.equal(seen + '\n', readFileSync(file, 'utf8'), `${name}: UPDATE_SNAPSHOTS=1 node explorer.mjs ... renews it`);
      await page.context().close();
    }
  });

  await check('After ten more revisions an old link shows the same text, and says that it is old', async () => {
    const text = async page => (await page.locator('main').innerText()).replace(/The ledger has .*/g, '').replace(/\s+/g, ' ');
    const kept = {};
    for (const name of ['matrix', 'issue', 'changes', 'compare', 'position']) {
      const page = await open(pages[name]);
      kept[name] = await text(page);
      await page.context().close();
    }
    await write('/parties', { slug: 'hostile', name: hostile, kind: 'GROUP' });
    await write('/articles', { slug: 'hostile', title: hostile, outlet: hostile, publishedOn: { edtf: '2026-01-30', basis: 'STATED' }, paragraphs: 3, language: 'en' });
    const stance = (party, summary) => ({ party, issue: 'donbas-territory', stance: 'OPEN', summary, article: 'hostile', paragraph: 1 });
    await write('/positions', stance('hostile', hostile));
    const party = await json('/api/v1/parties/ukraine');
    await write('/parties/ukraine', { slug: 'ukraine', name: 'Ukraine renamed', kind: party.kind }, { method: 'PUT', 'If-Match': `"${party.version}"` });
    await write(`/positions/${position}/retraction`, null, {}, { note: 'Retracted in a test' });
    for (let i = 0; i < 5; i++) await write('/positions', stance('ukraine', `Further record ${i}`));
    for (const [name, before] of Object.entries(kept)) {
      const page = await open(pages[name]);
      assert.equal(await text(page), before, name);
      assert.match(await page.locator('main').innerText(), /The ledger has 10 newer revisions/, name);
      await page.context().close();
    }
    const page = await open(pages.matrix);
    await page.getByRole('link', { name: 'What changed by them' }).click();
    await page.getByRole('heading', { level: 1, name: 'What the ledger learned' }).waitFor();
    await page.getByText('Ukraine renamed').first().waitFor();
    await page.context().close();
  });

  await check('Hostile text is text', async () => {
    for (const address of [
      `${inProcess}/matrix?asOf=2026-01-31`, `${inProcess}/issues/donbas-territory`, `${inProcess}/parties/hostile`, '/explore/articles/hostile',
      `${inProcess}/changes?axis=recorded&from=${head}`, `/explore/search?q=quoted`,
    ]) {
      const page = await open(address, { viewport: { width: 320, height: 900 } });
      assert.equal(await page.locator('main img').count(), 0);
      assert.ok((await page.locator('main').innerText()).includes('<img src=x onerror=alert(1)>'), address);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(sideways <= 0, `${address} scrolls sideways by ${sideways} px`);
      await page.context().close();
    }
  });

  await check('Whatever is uncertain is drawn as the legend has it, and is said in words', async () => {
    await write('/processes', { slug: 'marks', name: 'Marks', description: 'Every kind of uncertainty.' });
    await write('/issues', { slug: 'marked', process: 'marks', name: 'Marked', question: 'What is certain?' });
    for (const slug of ['alpha', 'beta', 'gamma']) await write('/parties', { slug: `mark-${slug}`, name: `Mark ${slug}`, kind: 'GROUP' });
    const say = (party, stance, edtf, more = {}) =>
      write('/positions', {
        party: `mark-${party}`, issue: 'marked', stance, summary: `Mark ${party} ${stance.toLowerCase()}.`, article, paragraph: 1,
        statedOn: { edtf, basis: 'STATED' }, assertedBy: `mark-${party}`, mode: 'PARAPHRASE', ...more,
      });
    await say('alpha', 'SUPPORTS', '2026-01-10');
    await say('alpha', 'OPPOSES', '2026-01-10', { assertedBy: 'mark-beta' });
    await say('beta', 'OPEN', '[2025-11-24..2025-12-10]');
    await say('beta', 'CONDITIONAL', '[2025-12-30..2026-01-02]', { conditions: [{ kind: 'PRECONDITION', key: 'somebody-asks', text: 'Somebody asks' }] });
    await say('beta', 'DECLINED', '2026-01-07');
    await say('gamma', 'NEUTRAL', '[..2026-01-08]', { assertedBy: null, mode: 'OUTLET' });

    const matrix = await open('/explore/processes/marks/matrix?asOf=2026-01-31');
    const cell = party => matrix.locator('td').filter({ has: matrix.locator('.of', { hasText: party }) }).locator('a.cell');
    const halves = await cell('Mark alpha').locator('.halves > span').evaluateAll(x => x.map(y => [y.innerText.trim(), y.getBoundingClientRect()]));
    const frames = await cell('Mark alpha').locator('.halves > span').evaluateAll(x => x.map(y => getComputedStyle(y).borderTopStyle));
    assert.deepEqual(frames, ['solid', 'dashed']);
    assert.deepEqual(halves.map(x => x[0]), ['supports', 'opposes']);
    assert.deepEqual([halves[0][1].width, halves[0][1].height], [halves[1][1].width, halves[1][1].height], 'two halves of equal size');
    assert.match(await cell('Mark alpha').innerText(), /contested: also opposes, according to Mark beta/);
    assert.match(await cell('Mark beta').innerText(), /conditional[^]*declined to say, 7 January 2026/);
    assert.match(await cell('Mark gamma').innerText(), /article's own voice/);
    assert.equal(await cell('Mark gamma').evaluate(x => getComputedStyle(x).borderTopStyle), 'dotted');
    await cell('Mark alpha').click();
    await matrix.getByRole('heading', { name: 'Contested: records of the same time say otherwise' }).waitFor();
    assert.deepEqual(await violations(matrix), []);
    await matrix.context().close();

    const issue = await open('/explore/processes/marks/issues/marked?asOf=2026-01-31');
    const drawn = await issue.locator('.lanes svg').evaluate(svg => ({
      bands: svg.querySelectorAll('.band').length,
      left: Math.min(...[...svg.querySelectorAll('.band')].map(x => Number(x.getAttribute('x')))),
      dashed: [...svg.querySelectorAll('.held.other_party')].map(x => getComputedStyle(x).strokeDasharray),
      lines: [...svg.querySelectorAll('.held')].map(x => x.getAttribute('d')),
      dots: svg.querySelectorAll('.dots').length,
    }));
    assert.equal(drawn.bands, 3);
    assert.equal(drawn.left, 0, 'a band whose beginning is not known is open to the left');
    assert.deepEqual(drawn.dashed, ['8px, 5px']);
    assert.equal(new Set(drawn.lines.slice(0, 2).map(x => x.match(/ ([\d.]+)H/)[1])).size, 2, 'the contested lane is split');
    assert.equal(drawn.dots, 1);
    const said = await issue.locator('main').innerText();
    for (const words of [
      'between 24 November and 10 December 2025', 'by 8 January 2026 at the latest', 'according to Mark beta', "article's own voice",
      'contested: also opposes, according to Mark beta', 'contested: also supports', 'declined to say',
    ]) assert.ok(said.includes(words), words);
    await issue.context().close();

    const changes = await open('/explore/processes/marks/changes?from=2025-12-31&to=2026-01-31');
    assert.equal(await changes.locator('.change.possible').first().evaluate(x => getComputedStyle(x).borderLeftStyle), 'dashed');
    assert.match(await changes.locator('main').innerText(), /possible, not certain/);
    await changes.context().close();
  });

  await check('A matrix of 200 parties is shown in parts, and says so', async () => {
    await write('/processes', { slug: 'crowd', name: 'Crowd', description: 'Many parties.' });
    await write('/issues', { slug: 'crowded', process: 'crowd', name: 'Crowded', question: 'Who stands where?' });
    for (let i = 1; i <= 200; i++) {
      const party = `crowd-${i}`;
      await write('/parties', { slug: party, name: `Crowd ${String(i).padStart(3, '0')}`, kind: 'GROUP' });
      await write('/positions', { party, issue: 'crowded', stance: 'OPEN', summary: 'Open.', article, paragraph: 1 });
    }
    const page = await open('/explore/processes/crowd/matrix');
    await page.getByText('The table shows parties 1 to 24 of 200.').waitFor();
    assert.ok((await page.evaluate(() => document.querySelectorAll('*').length)) < MostNodes);
    await page.getByRole('link', { name: 'Next parties' }).click();
    await page.getByText('The table shows parties 25 to 48 of 200.').waitFor();
    await page.getByRole('columnheader', { name: 'Crowd 048' }).waitFor();
    assert.equal(await page.locator('a.cell').count(), 24);
    await page.context().close();
  });
} finally {
  await browser.close();
}

for (const failure of failures) console.error(failure);
console.log(`${passed} checks of the explorer passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);

async function check(name, run) {
  if (!name.includes(process.env.ONLY ?? '') || isClosed !== name.startsWith('A service that is closed')) return;
  try {
    await run();
    passed++;
  } catch (failure) {
    failures.push(`${name}: ${failure.message}`);
  }
}

/** Opens a page and waits until it shows its answer. Whatever the console says of it is a failure. */
async function open(address, options = {}, mayFail = false, onRequest = () => {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('request', onRequest);
  page.on('pageerror', error => failures.push(`${address} fails: ${error.message}`));
  page.on('dialog', dialog => failures.push(`${address} ran a script: ${dialog.message()}`));
  page.on('console', message => {
    if (message.type() === 'error' && !mayFail) failures.push(`${address}: the console says: ${message.text()}`);
  });
  await page.goto(base + address, { waitUntil: 'networkidle' });
  await page.locator('h1').waitFor();
  await page.locator('.loading').waitFor({ state: 'detached' });
  return page;
}

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  return result.violations.map(x => ({ id: x.id, at: x.nodes.slice(0, 3).map(node => node.html.slice(0, 160)) }));
}

async function json(address) {
  const answer = await fetch(base + address, { headers: { Accept: 'application/json', Authorization: `Bearer ${secret}` } });
  assert.equal(answer.status, 200, address);
  return answer.json();
}

async function write(path, item, { method = 'POST', ...headers } = {}, body = { note: 'For a test of the explorer', item }) {
  const answer = await fetch(`${base}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.text()}`);
}

/** An answer as it was sent: fetch would decompress it. */
function raw(path, headers = {}) {
  return new Promise((resolve, reject) => {
    httpGet(base + path, { headers }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    }).on('error', reject);
  });
}
