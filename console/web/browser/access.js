import assert from 'node:assert/strict';

// The access room: who may come in, by account and by key, and what the ledger proves.

async function room({ open }) {
  const visit = await open();
  await visit.go('/#/access');
  await visit.page.getByRole('heading', { name: 'API keys' }).waitFor();
  return visit;
}

const opens = (page, secret) =>
  page.evaluate(
    (bearer) =>
      fetch('/v1/status', { credentials: 'omit', headers: { Authorization: 'Bearer ' + bearer } }).then(
        ({ status }) => status,
      ),
    secret,
  );

export const access = {
  'a key is minted by keyboard, shown once, opens, and opens nothing once revoked': async (place) => {
    const visit = await room(place);
    const { page } = visit;
    const label = 'lane ' + Date.now();
    await page.locator('#key-label').fill(label);
    await page.locator('#key-scope').selectOption('backend');
    await page.locator('#key-label').press('Enter');
    const secret = await page.locator('[data-secret]').textContent();
    assert.match(secret, /^ak\./);
    assert.deepEqual(await visit.barriers(), []);
    await visit.picture('key-once');
    await page.keyboard.press('Escape');
    await page.locator('[data-secret]').waitFor({ state: 'detached' });
    assert.ok(!(await page.content()).includes(secret), 'the page still knows the secret');
    assert.equal(await opens(page, secret), 200);
    const key = page.locator('[data-key]', { hasText: label });
    await key.getByRole('button', { name: 'Revoke ' + label + ' …' }).click();
    await key.getByRole('button', { name: 'for good' }).click();
    await page.waitForFunction((name) => !document.body.innerText.includes('Revoke ' + name), label);
    assert.equal(await opens(page, secret), 401);
    assert.deepEqual(visit.complaints.filter((each) => !/status of 401/.test(each)), []);
    await visit.close();
  },

  'somebody is invited with a role, and shut out again': async (place) => {
    const visit = await room(place);
    const { page } = visit;
    const name = 'lane-' + (Date.now() % 1_000_000);
    await page.locator('#account-name').fill(name);
    await page.locator('#account-role').selectOption('auditor');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    assert.match(await page.locator('[data-secret]').textContent(), /#\/welcome\/./);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    const account = page.locator(`[data-account="${name}"]`);
    await account.getByText('auditor', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: `Shut out ${name}` }).click();
    await account.getByText('may not sign in').waitFor();
    assert.deepEqual(await visit.barriers(), []);
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  },

  'who may do what is read from the description of the API': async (place) => {
    const visit = await room(place);
    const { page } = visit;
    const roles = page.getByRole('region', { name: 'Who may do what' });
    await roles.locator('summary').first().click();
    assert.ok((await roles.locator('details[open] li').count()) > 0);
    assert.ok((await roles.locator('details').count()) > 3, 'too few readers');
    await visit.close();
  },

  'an entry of the ledger is proved in the page, and a changed one is not': async (place) => {
    const visit = await room(place);
    const { page } = visit;
    const ledger = page.getByRole('region', { name: 'Ledger' });
    const verify = ledger.getByRole('button', { name: /^Verify entry/ }).first();
    await verify.click();
    await ledger.getByText('Recomputed here').waitFor();
    await page.route('**/v1/ledger/entries**', async (route) => {
      const entries = await (await route.fetch()).json();
      for (const entry of entries.items) entry.record = btoa('forged' + entry.record);
      await route.fulfill({ json: entries });
    });
    await page.reload();
    await verify.click();
    await ledger.getByText('does not lead to the root').waitFor();
    assert.deepEqual(await visit.barriers(), []);
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  },
};
