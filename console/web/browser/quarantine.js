import assert from 'node:assert/strict';

// The quarantine room: what is held is seen with its cause, and a person decides, by keyboard, with a reason.

const FLOOD = 80;

/** Runs in the page: a member likes so many items in one moment that it is held. Answers the member's id. */
async function flood([member, many]) {
  const headers = { 'Attune-Console': '1', 'Content-Type': 'application/json' };
  const send = (events) => fetch('/v1/events', { method: 'POST', headers, body: JSON.stringify({ events }) });
  const named = (event, n) => ({ id: `lane-${member}-${n}`, ...event });
  const author = 'author-of-' + member;
  const joined = (id) => ({ type: 'member.joined', member: id, name: id, locale: 'en', ageBand: 'adult' });
  await send([joined(member), joined(author)].map(named));
  const post = (n) => ({ type: 'item.published', author, item: `${member}-${n}`, text: 'Post ' + n, language: 'en' });
  await send(Array.from({ length: many }, (_, n) => named(post(n), 'p' + n)));
  const like = (n) => ({ type: 'acted', member, item: `${member}-${n}`, act: 'like' });
  const answer = await send(Array.from({ length: many }, (_, n) => named(like(n), 'l' + n)));
  return (await answer.json()).results.filter(({ status }) => status === 'accepted').length;
}

async function room(place, member) {
  const visit = await place.open();
  await visit.go('/#/home');
  await visit.page.getByRole('heading', { name: 'Whose home' }).waitFor();
  assert.equal(await visit.page.evaluate(flood, [member, FLOOD]), FLOOD);
  await visit.go('/#/quarantine');
  await visit.page.locator(`[data-quarantine="${member}"]`).waitFor();
  return visit;
}

export const quarantine = {
  'a flood is in the list with its cause, and is released by keyboard with a reason': async (place) => {
    const member = 'flood-' + (Date.now() % 1_000_000);
    const visit = await room(place, member);
    const { page } = visit;
    const held = page.locator(`[data-quarantine="${member}"]`);
    assert.match(await held.textContent(), /same moment.*not looked at.*same millisecond.*80 acts are in no count/s);
    await page.locator('#quarantine-rule').selectOption('same-moment');
    await held.waitFor();
    assert.deepEqual(await visit.barriers(), []);

    await held.getByRole('button', { name: 'Decide about' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Decide about' });
    await dialog.waitFor();
    assert.ok(await dialog.getByRole('button', { name: 'Release' }).isDisabled(), 'decided without a reason');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await dialog.getByRole('radio', { name: /Release/ }).focus();
    await page.keyboard.press('ArrowDown');
    assert.ok(await dialog.getByRole('radio', { name: /Confirm/ }).isChecked());
    await visit.picture('quarantine-decide');
    assert.deepEqual(await visit.barriers(), []);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.type('A script of the test town');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await held.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Ended' }).click();
    await held.getByText('released').waitFor();
    assert.match(await held.textContent(), /Everything counts again/);
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  },

  'what nobody decided says so when it is empty, and a refusal is told in the dialog': async (place) => {
    const member = 'refused-' + (Date.now() % 1_000_000);
    const visit = await room(place, member);
    const { page } = visit;
    await page.getByRole('button', { name: 'With an objection' }).click();
    await page.getByText('has said anything to it').waitFor();
    await page.getByRole('button', { name: 'Held now' }).click();
    await page.locator(`[data-quarantine="${member}"]`).getByRole('button').click();
    const body = '{"title":"The ledger cannot record this"}';
    const problem = { status: 503, contentType: 'application/problem+json', body };
    await page.route('**/v1/quarantines/**', (route) => route.fulfill(problem));
    await page.locator('#decision-reason').fill('seen');
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await page.getByRole('alert').getByText('The ledger cannot record this').waitFor();
    assert.deepEqual(await visit.barriers(), []);
    await visit.close();
  },

  'more adds those who were placed earlier, and what is not known is told': async ({ open }) => {
    const visit = await open();
    const { page } = visit;
    const one = (n) => ({
      member: 'm' + n, name: 'Member ' + n, rule: 'metronome', observed: 20, limit: 100, confirmed: n % 2 === 0,
      why: 'The pauses between acts vary by 20 thousandths of their mean; a hand’s vary by more than 100.',
      placedAt: '2026-05-04T08:00:00Z', from: '2026-05-04T07:00:00Z', until: null, stands: true, counted: false,
      heldActs: n, heldImpressions: 3, objection: n === 1 ? 'I use a switch to read.' : null,
    });
    await page.route('**/v1/quarantines?**', (route) => {
      const later = route.request().url().includes('cursor=next');
      const quarantines = later ? [one(26)] : Array.from({ length: 25 }, (_, n) => one(n + 1));
      const cursor = later ? null : 'next';
      const summary = { standing: 26, byRule: { metronome: 26 } };
      const warnings = { clockSuspected: true, floodingSources: { backend: 120_000 } };
      return route.fulfill({ json: { quarantines, cursor, ...summary, ...warnings } });
    });
    await visit.go('/#/quarantine');
    await page.getByText('clock seems wrong').waitFor();
    await page.getByText('I use a switch to read.').waitFor();
    await visit.picture('quarantine-many', { fullPage: true });
    assert.deepEqual(await visit.barriers(), []);
    await page.getByRole('button', { name: 'More' }).click();
    await page.locator('[data-quarantine="m26"]').waitFor();
    assert.equal(await page.locator('[data-quarantine]').count(), 26);
    assert.equal(await page.getByRole('button', { name: 'More' }).count(), 0);
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  },
};
