import assert from 'node:assert/strict';

// The door: an invitation becomes an account, its password signs in, a wrong one does not.

const NAME = 'quinn';
const PASSWORD = 'a lantern by the river';

async function invitation(open) {
  const operator = await open();
  await operator.go('/#/home');
  await operator.page.getByRole('heading', { name: 'Whose home' }).waitFor();
  const path = await operator.page.evaluate(async (name) => {
    const send = (method, address, body) =>
      fetch(address, {
        method,
        headers: { 'Attune-Console': '1', 'Content-Type': 'application/json' },
        body: body && JSON.stringify(body),
      });
    await send('DELETE', '/v1/accounts/' + name);
    const answer = await send('POST', '/v1/accounts', { name, role: 'auditor' });
    return (await answer.json()).path;
  }, NAME);
  await operator.close();
  return path;
}

export const signin = {
  'an invitation becomes an account by keyboard alone, and the account signs in': async ({ open }) => {
    const path = await invitation(open);
    const visit = await open({ state: undefined });
    const { page } = visit;
    await visit.go(path);
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
    assert.deepEqual(await visit.barriers(), []);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('signed in as auditor').waitFor();

    await page.evaluate(() => fetch('/v1/session', { method: 'DELETE', headers: { 'Attune-Console': '1' } }));
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.keyboard.type(NAME);
    await page.keyboard.press('Tab');
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('is not right').waitFor();
    assert.deepEqual(await visit.barriers(), []);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('signed in as auditor').waitFor();
    assert.deepEqual(visit.strangers, []);
    await visit.close();
  },

  'the door looks right at two widths and in both schemes': async ({ open }) => {
    for (const width of [1440, 390]) {
      for (const scheme of ['light', 'dark']) {
        const visit = await open({ state: undefined, width, height: 844, scheme });
        await visit.go('/#/home');
        await visit.page.getByRole('heading', { name: 'Sign in' }).waitFor();
        await visit.picture(`signin-${width}-${scheme}`);
        assert.deepEqual(await visit.barriers(), []);
        assert.deepEqual(visit.complaints, []);
        await visit.close();
      }
    }
  },
};
