import * as attune from '../api/attune.js';

// The rule, as the rooms state it: an entry was on screen (impressed) when at least half of it, or of the screen if it
// is taller, was visible for one second. Dwell is the time it stays visible, at most a minute at a time.

export const RULE = 'A post counts as seen when at least half of it was on screen for one second.';

const VISIBLE_MILLIS = 1000;
const DWELL_LIMIT_MILLIS = 60_000;
const FLUSH_MILLIS = 1500;

export class Impressions {
  #shown = new Map();
  #queue = [];
  #timer = null;

  constructor() {
    this.observer = new IntersectionObserver((records) => records.forEach((record) => this.#changed(record)), {
      threshold: [0, 0.25, 0.5, 0.75],
    });
    document.addEventListener('visibilitychange', () => document.hidden && this.#leaveAll());
  }

  /** Watches an element for as long as it is on the page: `{@attach impressions.watch(...)}`. */
  watch(member, entry) {
    return (element) => {
      element.entryShown = { member, entry };
      this.observer.observe(element);
      return () => {
        this.observer.unobserve(element);
        this.#leave(element);
      };
    };
  }

  #changed({ target, intersectionRatio, intersectionRect, rootBounds }) {
    const half = intersectionRatio >= 0.5 || (rootBounds && intersectionRect.height >= rootBounds.height / 2);
    if (half && !document.hidden) this.#enter(target);
    else this.#leave(target);
  }

  #enter(element) {
    if (this.#shown.has(element)) return;
    const timer = setTimeout(() => this.#impressed(element), VISIBLE_MILLIS);
    this.#shown.set(element, { timer, sinceMillis: performance.now() });
  }

  #impressed(element) {
    const { member, entry } = element.entryShown;
    if (entry.seen || entry.stub) return;
    entry.seen = true;
    this.#report({ type: 'impressed', member, item: entry.item, trace: entry.trace, position: entry.position });
  }

  #leave(element) {
    const visit = this.#shown.get(element);
    if (!visit) return;
    this.#shown.delete(element);
    clearTimeout(visit.timer);
    const { member, entry } = element.entryShown;
    const millis = Math.round(Math.min(performance.now() - visit.sinceMillis, DWELL_LIMIT_MILLIS));
    if (millis < VISIBLE_MILLIS || entry.stub) return;
    this.#report({ type: 'acted', member, item: entry.item, act: 'dwell', value: millis, trace: entry.trace });
  }

  #leaveAll() {
    for (const element of [...this.#shown.keys()]) this.#leave(element);
    this.flush({ keepalive: true });
  }

  #report(event) {
    this.#queue.push(event);
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MILLIS);
  }

  /** Sends what is waiting. Losing a few on a broken connection is harmless: what is not known was not seen. */
  async flush(options) {
    clearTimeout(this.#timer);
    this.#timer = null;
    const events = this.#queue.splice(0);
    if (events.length) await attune.send(events, options).catch(() => {});
  }
}
