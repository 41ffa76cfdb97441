import * as attune from '../api/attune.js';
import { compare } from './compare.js';

const PAGE = 20;
const MOST = 100;

/** One column: the entries on the page, and how the newest answer differs from the one before. */
export class Feed {
  entries = $state([]);
  phase = $state('empty');
  problem = $state(null);
  profiled = $state(true);
  degraded = $state([]);
  at = $state('');
  cursor = $state(null);
  change = $state(null);
  busy = $state(false);

  #member = null;
  #request = new AbortController();

  constructor(surface) {
    this.surface = surface;
  }

  async open(member) {
    this.#member = member;
    this.entries = [];
    this.change = null;
    this.phase = 'loading';
    await this.#fetch({ count: PAGE }, (answer) => {
      this.entries = answer.entries.map((entry) => fresh(entry, answer.trace));
    });
  }

  async more() {
    if (!this.cursor || this.busy) return;
    await this.#fetch({ count: PAGE, cursor: this.cursor }, (answer) => {
      const here = new Set(this.entries.map((entry) => entry.item));
      const added = answer.entries.filter((entry) => !here.has(entry.item));
      this.entries.push(...added.map((entry) => fresh(entry, answer.trace)));
    });
  }

  /**
   * Asks for the next answer. Entries up to the named one stay where the reader's eye is; all below is the new answer.
   * Returns how it differs, or null if there is nothing to compare.
   */
  async again(afterItem = null) {
    if (!this.#member) return null;
    let change = null;
    const cut = this.entries.findIndex((entry) => entry.item === afterItem) + 1;
    const count = Math.min(MOST, Math.max(PAGE, this.entries.length - cut));
    await this.#fetch({ count }, (answer) => {
      const kept = this.entries.slice(0, cut);
      const before = this.entries.slice(cut).filter((entry) => !entry.stub);
      const known = new Set(kept.map((entry) => entry.item));
      const next = answer.entries.filter((entry) => !known.has(entry.item));
      change = compare(before, next);
      const seen = new Set(before.filter((entry) => entry.seen).map((entry) => entry.item));
      const rest = next.map((entry) => ({
        ...fresh(entry, answer.trace),
        mark: change.marks.get(entry.item) ?? null,
        seen: seen.has(entry.item),
      }));
      this.entries = [...kept.map((entry) => ({ ...entry, mark: null })), ...rest];
      this.change = change;
    });
    return change;
  }

  find(item) {
    return this.entries.find((entry) => entry.item === item);
  }

  async #fetch(page, take) {
    this.#request.abort();
    const request = (this.#request = new AbortController());
    this.busy = true;
    try {
      const answer = await attune.slate(this.#member, this.surface, { ...page, signal: request.signal });
      take(answer);
      this.profiled = answer.profiled;
      this.degraded = answer.degraded ?? [];
      this.at = answer.at;
      this.cursor = answer.cursor;
      this.problem = null;
      this.phase = 'ready';
    } catch (failure) {
      if (failure.name === 'AbortError') return;
      this.problem = failure;
      if (this.phase !== 'ready') this.phase = 'failed';
    } finally {
      if (this.#request === request) this.busy = false;
    }
  }
}

function fresh(entry, trace) {
  return { ...entry, mine: entry.mine ?? [], counts: entry.counts ?? {}, trace, mark: null, stub: null, seen: false };
}
