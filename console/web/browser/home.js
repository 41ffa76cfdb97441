import assert from 'node:assert/strict';

// The home room: acts change the next answer, and every answer says why.

function at(place, check) {
  return async ({ open, town }) => {
    const visit = await open();
    const first = await visit.home(town.members[place]);
    await check(visit, visit.page, first);
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  };
}

export const home = {
  'who is not signed in is told how, and asks for nothing else': async ({ open }) => {
    const visit = await open({ state: undefined });
    await visit.page.route('**/v1/session', (route) =>
      route.fulfill({ json: { role: null, name: null, demo: true, several: false, elsewhere: false, member: null } }),
    );
    await visit.go('/#/home');
    await visit.page.getByText('one-time link').waitFor();
    assert.deepEqual(await visit.barriers(), []);
    await visit.close();
  },

  'a member is found by a part of the name and chosen with the keyboard': async ({ open, town }) => {
    const visit = await open();
    await visit.go('/#/home');
    const name = town.names[3];
    await visit.page.getByRole('combobox').fill(name.slice(0, -1).toLowerCase());
    await visit.page.getByRole('option', { name }).first().waitFor();
    await visit.page.keyboard.press('Enter');
    await visit.page.locator('.rail .name', { hasText: name }).waitFor();
    await visit.close();
  },

  'the keyboard walks, likes, asks why, gets help, and skips to the page': at(10, async (visit, page) => {
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Skip/);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
    const focused = () => page.evaluate(() => document.activeElement.dataset.item);
    const [first, second] = await visit.items('ranked');
    await page.keyboard.press('j');
    assert.equal(await focused(), first);
    await page.keyboard.press('j');
    assert.equal(await focused(), second);
    await page.keyboard.press('k');
    assert.equal(await focused(), first);
    await page.keyboard.press('w');
    await visit.entries('ranked').first().locator('[data-why]').waitFor();
    const like = visit.entries('ranked').first().locator('[data-press="like"]');
    const before = await like.getAttribute('aria-pressed');
    await visit.next(() => page.keyboard.press('l'));
    assert.equal(await focused(), first, 'the liked post stays where the reader is');
    assert.notEqual(await like.getAttribute('aria-pressed'), before);
    await page.keyboard.press('o');
    await page.waitForFunction(() => document.activeElement.closest('[data-column="newest"] [data-item]'));
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
  }),

  'likes change the next answer, and the page says how': at(1, async (visit, page) => {
    const before = await visit.refresh();
    let after;
    for (const nth of [0, 1, 2]) {
      after = await visit.next(() => visit.entries('ranked').nth(nth).locator('[data-press="like"]').click());
    }
    const scores = new Map(before.entries.map(({ item, score }) => [item, score]));
    const both = after.entries.filter(({ item }) => scores.has(item));
    const changed =
      both.filter(({ item, score }) => scores.get(item) !== score).length + after.entries.length - both.length;
    assert.ok(changed > 0, 'three likes changed neither a score nor an entry');
    assert.match(await page.locator('[data-change]').textContent(), /Ranked again: ./);
    assert.match(await page.locator('[data-voice]').textContent(), /Ranked again: ./);
    const likes = visit.events.filter(({ type, act }) => type === 'acted' && act === 'like');
    assert.equal(likes.length, 3);
    assert.ok(
      likes.every(({ trace }) => trace),
      'a like does not name the answer it came from',
    );
  }),

  'a like can be taken back': at(1, async (visit) => {
    const item = (await visit.items('ranked')).at(4);
    const like = visit.entry('ranked', item).locator('[data-press="like"]');
    await visit.next(() => like.click());
    assert.equal(await like.getAttribute('aria-pressed'), 'true');
    await visit.next(() => like.click());
    assert.equal(await like.getAttribute('aria-pressed'), 'false');
    assert.equal(visit.events.filter(({ type }) => type === 'act.undone').length, 1);
  }),

  'a hidden post is gone from the next answers, undo brings it back, and why not says so': at(2, async (visit) => {
    const [item] = await visit.items('ranked');
    const hide = visit.entry('ranked', item).locator('[data-press="hide"]');
    await visit.next(() => hide.click());
    assert.ok(!(await visit.items('ranked')).includes(item));
    await visit.next(() => visit.entry('ranked', item).locator('[data-undo]').click());
    assert.ok((await visit.items('ranked')).includes(item), 'undo shows it again');
    await visit.next(() => hide.click());
    const next = await visit.refresh();
    assert.ok(!next.entries.some((entry) => entry.item === item), 'hidden, yet served again');
    await visit.page.locator('#why-not-item').fill(item);
    await visit.column('ranked').getByRole('button', { name: 'Why not?' }).click();
    const reason = await visit.column('ranked').locator('[data-why-not] strong').textContent();
    assert.ok(reason.trim().length > 5, `why not says "${reason}"`);
  }),

  'a muted author is gone from both columns until unmuted': at(3, async (visit, page, { newest }) => {
    const { author, item } = newest.entries[0];
    const entry = visit.entry('newest', item);
    await entry.locator('[data-press="more"]').click();
    await visit.next(() => entry.locator('[data-press="mute-author"]').click());
    const unmute = page.locator('.rail').getByRole('button', { name: `Unmute ${author}`, exact: true });
    await unmute.waitFor();
    const other = page.waitForResponse((response) => response.url().includes('/slates/following'));
    const next = [await visit.refresh(), await (await other).json()];
    assert.deepEqual(
      next.flatMap(({ entries }) => entries).filter((each) => each.author === author),
      [],
    );
    await visit.next(() => unmute.click());
    await unmute.waitFor({ state: 'detached' });
  }),

  'a muted word leaves no post with it': at(4, async (visit, page) => {
    const { entries } = await visit.refresh();
    const word = entries[0].text.match(/\p{L}{5,}/u)[0].toLowerCase();
    await page.locator('#mute-word').fill(word);
    const next = await visit.next(() => page.locator('.rail form .button').click());
    const whole = new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu');
    assert.ok(entries.some(({ text }) => whole.test(text)));
    assert.deepEqual(
      next.entries.filter(({ text }) => whole.test(text)),
      [],
    );
  }),

  'why names the sources and the parts of the score, and leads to the run': at(5, async (visit, page, { ranked }) => {
    const entry = visit.entries('ranked').first();
    await entry.locator('[data-press="why"]').click();
    const panel = entry.locator('[data-why]');
    await panel.getByRole('heading', { name: 'Where it came from' }).waitFor();
    await panel.getByRole('heading', { name: 'What the score is made of' }).waitFor();
    assert.ok((await panel.locator('.parts li').count()) > 0);
    await panel.getByRole('link', { name: 'The whole run' }).click();
    await page.locator('[data-run]').waitFor();
    assert.ok(page.url().endsWith(encodeURIComponent(ranked.trace)));
  }),

  'a post of the other column that was not ranked says why': at(5, async (visit) => {
    await visit.column('newest').getByRole('button', { name: 'Why not?' }).first().click();
    const answer = visit.column('newest').locator('[data-why-not] strong').first();
    assert.ok((await answer.textContent()).trim().length > 5);
  }),

  'seen is reported after a second on screen, not before, and only for what is on screen': at(
    6,
    async (visit, page) => {
      const impressed = () => visit.events.filter(({ type }) => type === 'impressed');
      await page.waitForTimeout(400);
      assert.equal(impressed().length, 0);
      await page.waitForRequest((request) => request.postData()?.includes('"impressed"') ?? false);
      const shown = new Set(impressed().map(({ item }) => item));
      assert.ok(shown.size > 0);
      const below = await page.evaluate(() => {
        const all = [...document.querySelectorAll('[data-item]')];
        const onScreen = all.filter((each) => each.getBoundingClientRect().top < innerHeight);
        const near = new Set(onScreen.map((each) => each.dataset.item));
        return all.map((each) => each.dataset.item).filter((item) => !near.has(item));
      });
      assert.ok(below.length > 0);
      assert.deepEqual(
        below.filter((item) => shown.has(item)),
        [],
        'posts below the screen were reported as seen',
      );
      assert.ok(impressed().every(({ trace, position }) => trace && position >= 0));
    },
  ),

  'without consent the feed is not profiled, also after a reload': at(6, async (visit, page) => {
    const toggle = page.getByRole('switch', { name: 'Personalize my feed' });
    await page.locator('[role="switch"]:enabled').waitFor();
    if ((await toggle.getAttribute('aria-checked')) === 'false') await visit.next(() => toggle.click());
    const off = await visit.next(() => toggle.click());
    assert.equal(off.profiled, false);
    await page.getByRole('heading', { name: 'Home, not profiled' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Home, not profiled' }).waitFor();
    await page.locator('[role="switch"]:enabled').waitFor();
    const on = await visit.next(() => toggle.click());
    assert.equal(on.profiled, true);
    await page.getByRole('heading', { name: 'Ranked for you' }).waitFor();
  }),

  'more adds entries and repeats none, and the feed ends': at(7, async (visit) => {
    const more = visit.column('ranked').getByRole('button', { name: 'More' });
    for (let pages = 0; pages < 60 && (await more.count()); pages++) await visit.next(() => more.click());
    await visit.column('ranked').getByText('You are up to date').waitFor();
    const items = await visit.items('ranked');
    assert.equal(new Set(items).size, items.length);
  }),

  'a node that fails is told, and the reader can try again': async ({ open, town }) => {
    const visit = await open();
    const problem = { status: 503, contentType: 'application/problem+json', body: '{"title":"The store is closed"}' };
    await visit.page.route('**/slates/home**', (route) => route.fulfill(problem));
    await visit.go('/#/home/' + encodeURIComponent(town.members[0]));
    await visit.column('ranked').getByText('The store is closed').waitFor();
    assert.deepEqual(await visit.barriers(), []);
    await visit.picture('failed');
    await visit.page.unroute('**/slates/home**');
    await visit.column('ranked').getByRole('button', { name: 'Try again' }).click();
    await visit.entries('ranked').first().waitFor();
    await visit.close();
  },
};
