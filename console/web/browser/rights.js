import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

// A member's data: taken away as one document, and destroyed with a receipt.

export const rights = {
  'the export is one document about this member': async ({ open, town }) => {
    const visit = await open();
    const member = town.members.at(-1);
    await visit.home(member);
    const download = visit.page.waitForEvent('download');
    await visit.page.getByRole('link', { name: 'Export' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    assert.ok(JSON.stringify(JSON.parse(text)).includes(JSON.stringify(member)), 'the export does not name the member');
    await visit.close();
  },

  'erasing needs the typed name, gives a receipt, and leaves nobody': async ({ open, town }) => {
    const visit = await open();
    const { page } = visit;
    const member = town.members.at(-1);
    await visit.home(member);
    await page.getByRole('button', { name: 'Erase …' }).click();
    const button = page.getByRole('button', { name: 'Erase for good' });
    await page.locator('#erase-typed').fill(member + 'x');
    assert.equal(await button.isDisabled(), true);
    await page.locator('#erase-typed').fill(member);
    assert.deepEqual(await visit.barriers(), []);
    await button.click();
    await page.locator('[data-receipt]').waitFor({ timeout: 60_000 });
    await visit.picture('receipt');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Whose home' }).waitFor();
    const address = '/v1/members/' + encodeURIComponent(member);
    assert.equal(await page.evaluate((place) => fetch(place).then(({ status }) => status), address), 404);
    await visit.close();
  },
};
