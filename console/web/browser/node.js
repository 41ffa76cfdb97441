import assert from 'node:assert/strict';

// The node room: what needs attention first, and no figure that nobody measured.

const read = (page, address) => page.evaluate((at) => fetch(at).then((response) => response.json()), address);

export const node = {
  'the node tells load, stages, storage and models, as the report says': async ({ open, town }) => {
    const visit = await open();
    const { page } = visit;
    await visit.home(town.members[7]);
    await visit.go('/#/node');
    await page.locator('[data-figure="log"]').waitFor();
    const report = await read(page, '/v1/node');
    const rest = page.getByRole('button', { name: /^And \d+ hydrators, all well$/ });
    if (await rest.count()) await rest.click();
    assert.equal(await page.locator('[data-stage]').count(), report.stages.length);
    assert.ok(report.stages.some(({ kind }) => kind === 'source'));
    assert.match(await page.locator('[data-figure="feeds"]').textContent(), /\d ms/);
    assert.match(await page.locator('[data-model="acts"]').textContent(), /not available|Last training, /);
    await page.getByRole('region', { name: 'Storage' }).getByText('log.db', { exact: true }).waitFor();
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  },

  'a source that is dead stands first, and what is not known is not 0': async ({ open }) => {
    const visit = await open();
    const { page } = visit;
    await page.route('**/v1/node', async (route) => {
      const report = await (await route.fetch()).json();
      const dead = { surface: 'home', kind: 'source', name: 'gone', runs: 9, failed: 9, late: 0, silent: 0 };
      report.stages = [{ ...dead, p50Micros: 5, p99Micros: 9 }];
      report.attention = [{ weight: 'now', what: 'The source gone of home failed.', todo: 'Look at a run.' }];
      report.routes = [];
      report.storage.snapshotAt = null;
      await route.fulfill({ json: report });
    });
    await visit.go('/#/node');
    await page.locator('[data-matters] .now', { hasText: 'The source gone of home failed.' }).waitFor();
    assert.match(await page.locator('[data-stage="gone"]').textContent(), /dead/);
    assert.match(await page.locator('[data-figure="feeds"]').textContent(), /not available/);
    assert.match(await page.getByRole('region', { name: 'Storage' }).textContent(), /Newest snapshot\s*not available/);
    assert.deepEqual(await visit.barriers(), []);
    await visit.close();
  },

  'when the node falls silent the last figures stay and say so': async ({ open }) => {
    const visit = await open();
    const { page } = visit;
    await visit.go('/#/node');
    await page.locator('[data-figure="log"]').waitFor();
    const problem = { status: 503, contentType: 'application/problem+json', body: '{"title":"The store is closed"}' };
    await page.route('**/v1/node', (route) => route.fulfill(problem));
    await page.getByText('Not fresh: The store is closed').waitFor();
    assert.equal(await page.locator('[data-figure="log"]').count(), 1);
    await visit.close();
  },
};
