import { join } from 'node:path';
import axe from 'axe-core';
import { pictures } from './stage.js';

// One page under observation: what it complained about, whom it asked, what it was answered.

const asked = /status of 503/;

export class Visit {
  complaints = [];
  strangers = [];
  events = [];

  static async open(browser, site, { width = 1440, height = 900, scheme = 'light', state } = {}) {
    const options = { viewport: { width, height }, colorScheme: scheme, storageState: state, acceptDownloads: true };
    const context = await browser.newContext(options);
    const visit = new Visit();
    Object.assign(visit, { context, site, page: await context.newPage() });
    visit.#observe();
    return visit;
  }

  #observe() {
    const host = new URL(this.site).host;
    this.page.setDefaultTimeout(10_000);
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !asked.test(message.text())) this.complaints.push(message.text());
    });
    this.page.on('pageerror', (error) => this.complaints.push(String(error)));
    this.page.on('request', (request) => {
      if (new URL(request.url()).host !== host) this.strangers.push(request.url());
      if (request.url().endsWith('/v1/events')) this.events.push(...request.postDataJSON().events);
    });
  }

  async go(hash) {
    await this.page.goto(new URL(hash, this.site).href);
  }

  /** Opens a member's home and answers with the first slate of each column. */
  async home(member) {
    const answers = ['home', 'following'].map((surface) =>
      this.page.waitForResponse((response) => response.url().includes('/slates/' + surface)),
    );
    await this.go('/#/home/' + encodeURIComponent(member));
    const [ranked, newest] = await Promise.all(answers.map(async (answer) => (await answer).json()));
    await this.entries('ranked').first().waitFor();
    return { ranked, newest };
  }

  column(name) {
    return this.page.locator(`[data-column="${name}"]`);
  }

  entries(name) {
    return this.column(name).locator('[data-item]');
  }

  entry(column, item) {
    return this.column(column).locator(`[data-item=${JSON.stringify(item)}]`);
  }

  /** Ids of the posts a column shows; hidden and muted ones, of which only a line is left, are not among them. */
  items(name) {
    return this.column(name)
      .locator('[data-item]:not(:has([data-undo]))')
      .evaluateAll((all) => all.map((each) => each.dataset.item));
  }

  /** Does something and waits for the next ranked answer and for the page to show it. */
  async next(act) {
    const answer = this.page.waitForResponse((response) => /\/slates\/home/.test(response.url()));
    await act();
    const slate = await (await answer).json();
    await this.page.waitForFunction(() => !document.querySelector('[data-column][aria-busy="true"]'));
    return slate;
  }

  refresh() {
    return this.next(() => this.page.keyboard.press('r'));
  }

  picture(name, options) {
    return this.page.screenshot({ path: join(pictures, name + '.png'), animations: 'disabled', ...options });
  }

  /** Rules of accessibility that the page breaks, with the place of each. */
  async barriers() {
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(() => globalThis.axe.run());
    return violations.map(({ id, impact, nodes }) => {
      const places = nodes.slice(0, 3).map((node) => node.target + ' ' + (node.any[0]?.message ?? ''));
      return `${impact} ${id}: ${places.join(' · ')}`;
    });
  }

  async close() {
    await this.context.close();
  }
}
