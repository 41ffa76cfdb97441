import assert from 'node:assert/strict';

// Every room at two widths and in both schemes: a picture, no complaint, no stranger asked, no barrier.

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

async function look(visit, name, options) {
  await visit.picture(name, options);
  assert.deepEqual(await visit.barriers(), [], name + ' has barriers');
  const scrolls = await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(scrolls <= 0, `${name} is ${scrolls} px wider than the screen`);
}

async function rooms({ open, town }, size, scheme) {
  const visit = await open({ ...size, scheme });
  const suffix = `${size.width}-${scheme}`;
  const { page } = visit;
  await visit.go('/#/home');
  await page.locator('section li button').first().waitFor();
  await look(visit, 'choose-' + suffix);

  await visit.home(town.members[0]);
  await look(visit, 'home-' + suffix);
  const entry = visit.entries('ranked').nth(1);
  await entry.locator('[data-press="why"]').click();
  await entry.locator('[data-why] h3').first().waitFor();
  await look(visit, 'why-' + suffix);
  if (size.width < 1000) {
    await page.locator('.narrow .button').click();
    await page.locator('dialog[open] .rail').waitFor();
    await look(visit, 'controls-' + suffix);
    await page.keyboard.press('Escape');
  }

  await visit.go('/#/trace');
  await page.locator('[data-run]').waitFor();
  await look(visit, 'trace-' + suffix, { fullPage: true });
  await visit.go('/#/trace/line');
  await page.getByRole('heading', { name: 'The line of home' }).waitFor();
  await look(visit, 'line-' + suffix, { fullPage: true });

  await visit.go('/#/node');
  await page.locator('[data-figure="log"]').waitFor();
  await look(visit, 'node-' + suffix, { fullPage: true });
  await visit.go('/#/quarantine');
  await page.getByRole('region', { name: 'Quarantines' }).waitFor();
  await look(visit, 'quarantine-' + suffix, { fullPage: true });
  await visit.go('/#/access');
  await page.getByRole('heading', { name: 'API keys' }).waitFor();
  await page.locator('details').first().waitFor();
  await page.locator('[data-entry]').first().waitFor();
  await look(visit, 'access-' + suffix, { fullPage: true });

  assert.deepEqual(visit.complaints, []);
  assert.deepEqual(visit.strangers, []);
  await visit.close();
}

const sentence = ({ width }, scheme) => `rooms at ${width} px, ${scheme}: pictures, a quiet console, no barriers`;

export const looks = Object.fromEntries(
  sizes.flatMap((size) => ['light', 'dark'].map((s) => [sentence(size, s), (place) => rooms(place, size, s)])),
);
