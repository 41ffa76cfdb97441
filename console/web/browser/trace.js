import assert from 'node:assert/strict';

// The trace room: one run told stage by stage, with nothing left out.

const read = (page, address) => page.evaluate((at) => fetch(at).then((response) => response.json()), address);

export const trace = {
  'a run shows every stage, what was removed and what was served': async ({ open, town }) => {
    const visit = await open();
    const { page } = visit;
    const { ranked: slate } = await visit.home(town.members[8]);
    const id = encodeURIComponent(slate.trace);
    await visit.go('/#/trace/' + id);
    await page.locator('[data-run]').waitFor();
    const run = await read(page, '/v1/traces/' + id);
    await page.getByRole('button', { name: 'Show each of the' }).click();
    assert.equal(await page.locator('.river > li').count(), run.stages.length);
    const kinds = new Set(run.stages.map(({ kind }) => kind));
    for (const kind of ['gate', 'source', 'filter', 'scorer', 'selector']) assert.ok(kinds.has(kind), 'no ' + kind);
    const all = page.getByRole('button', { name: `All ${run.rows.length}` });
    if (run.rows.length > 20) await all.click();
    const served = page.getByRole('region', { name: 'What was served' }).locator('ol > li');
    assert.equal(await served.count(), run.rows.length);
    await served.first().locator('summary').click();
    assert.equal(await served.first().locator('tbody tr').count(), run.rows[0].parts.length);
    assert.ok(
      run.rows.some(({ item }) => item === slate.entries[0].item),
      'the trace is not the one of this answer',
    );
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  },

  'a run without consent says that no personal column was read': async ({ open, town }) => {
    const visit = await open();
    await visit.home(town.members[9]);
    const toggle = visit.page.getByRole('switch', { name: 'Personalize my feed' });
    await visit.page.locator('[role="switch"]:enabled').waitFor();
    if ((await toggle.getAttribute('aria-checked')) === 'false') await visit.next(() => toggle.click());
    const slate = await visit.next(() => toggle.click());
    await visit.go('/#/trace/' + encodeURIComponent(slate.trace));
    await visit.page.getByText('no personal columns were read').waitFor();
    await visit.close();
  },

  'the list finds the runs of one member': async ({ open, town }) => {
    const visit = await open();
    await visit.home(town.members[8]);
    await visit.go('/#/trace');
    await visit.page.locator('#runs-member').fill(town.members[8]);
    await visit.page.locator('#runs-member').press('Enter');
    await visit.page.waitForFunction((member) => {
      const shown = [...document.querySelectorAll('aside li strong')].map((each) => each.textContent);
      return shown.length > 0 && shown.every((each) => each === member);
    }, town.members[8]);
    await visit.close();
  },

  'the line describes its stages and the values behind the scores': async ({ open }) => {
    const visit = await open();
    const { page } = visit;
    await visit.go('/#/trace/line');
    const line = await read(page, '/v1/pipelines/home');
    await page.locator('.line .stage').first().waitFor();
    assert.equal(await page.locator('.line .stage').count(), line.stages.length);
    const values = page.getByRole('region', { name: 'What an act is worth' }).locator('ol > li');
    assert.equal(await values.count(), line.values.length);
    await page.getByRole('button', { name: 'following' }).click();
    await page.getByRole('heading', { name: 'The line of following' }).waitFor();
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  },
};
