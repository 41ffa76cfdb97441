import * as attune from '../api/attune.js';
import { sentence } from './compare.js';
import { Feed } from './feed.svelte.js';
import { Impressions } from './impressions.js';
import { announce, complain, note } from './voice.svelte.js';

const PURPOSE = 'personalization';

/** One member's home: two feeds, what the member set, and what each act does to them. */
export class Home {
  ranked = new Feed('home');
  newest = new Feed('following');
  member = $state(null);
  profile = $state(null);
  controls = $state(null);
  consent = $state(null);
  problem = $state(null);
  impressions = new Impressions();

  async open(member) {
    Object.assign(this, { member, profile: null, controls: null, consent: null, problem: null });
    const feeds = [this.ranked.open(member), this.newest.open(member)];
    try {
      const [profile] = await Promise.all([attune.member(member), this.#readControls(), this.#readConsent()]);
      this.profile = profile;
    } catch (problem) {
      this.problem = problem;
    }
    await Promise.all(feeds);
  }

  /** Likes, reposts and saves: pressed again, the act is undone. */
  toggle(entry, act) {
    const on = !entry.mine.includes(act);
    const { item, trace } = entry;
    const event = on
      ? { type: 'acted', member: this.member, item, act, trace }
      : { type: 'act.undone', member: this.member, item, act };
    const patch = (pressed) => this.#eachEntry((each) => each.item === item && press(each, act, pressed));
    patch(on);
    return this.#do(event, { after: item, takeBack: () => patch(!on) });
  }

  hide(entry) {
    const { item, trace } = entry;
    const act = { member: this.member, item, act: 'hide' };
    const show = () => this.#eachEntry((each) => each.item === item && (each.stub = null));
    const undo = () => (show(), this.#do({ type: 'act.undone', ...act }, { after: item }));
    this.#eachEntry((each) => each.item === item && (each.stub = { text: 'You hid this post.', undo }));
    return this.#do({ type: 'acted', ...act, trace }, { after: item, takeBack: show });
  }

  /** Mutes a member, a topic or a word; `after` is the item of the post it was done from, if any. */
  async mute(what, value, label, after = null) {
    const undo = () => this.unmute(what, value, after);
    const show = () => this.#showMuted(what, value);
    const stub = { text: `You muted ${label}.`, undo, what, value };
    this.#eachEntry((each) => isAbout(each, what, value) && (each.stub = stub));
    const event = { type: 'muted', member: this.member, what, value };
    const done = await this.#do(event, { after, both: true, takeBack: show });
    if (done) note(stub.text, { undo });
    await this.#readControls().catch(complain);
  }

  async unmute(what, value, after = null) {
    this.#showMuted(what, value);
    await this.#do({ type: 'unmuted', member: this.member, what, value }, { after, both: true });
    await this.#readControls().catch(complain);
  }

  async unblock(other) {
    await this.#do({ type: 'unblocked', member: this.member, other }, { both: true });
    await this.#readControls().catch(complain);
  }

  async personalize(on) {
    try {
      await (on ? attune.giveConsent : attune.withdrawConsent)(this.member, PURPOSE);
      await this.#readConsent();
      await this.#again([this.ranked], null);
    } catch (problem) {
      complain(problem);
    }
  }

  /** Fetches both answers anew, from the top. */
  async refresh() {
    await this.impressions.flush();
    await this.#again([this.ranked, this.newest], null);
  }

  /** Sends one event, then asks for the next answer. On refusal `takeBack` undoes what the page showed ahead of it. */
  async #do(event, { after = null, both = false, takeBack = () => {} } = {}) {
    try {
      await attune.send([event]);
    } catch (problem) {
      takeBack();
      complain(problem);
      return false;
    }
    await this.#again(both ? [this.ranked, this.newest] : [this.ranked], after);
    return true;
  }

  async #again(feeds, after) {
    const [change] = await Promise.all(feeds.map((feed) => feed.again(after)));
    if (change) announce('Ranked again: ' + sentence(change) + '.');
  }

  #eachEntry(change) {
    for (const feed of [this.ranked, this.newest]) feed.entries.forEach(change);
  }

  #showMuted(what, value) {
    this.#eachEntry((each) => each.stub?.what === what && each.stub.value === value && (each.stub = null));
  }

  async #readControls() {
    this.controls = await attune.controls(this.member);
  }

  async #readConsent() {
    const { consents } = await attune.consents(this.member);
    this.consent = consents.find((each) => each.purpose === PURPOSE) ?? { purpose: PURPOSE, given: false };
  }
}

function press(entry, act, on) {
  if (on === entry.mine.includes(act)) return;
  entry.mine = on ? [...entry.mine, act] : entry.mine.filter((each) => each !== act);
  if (act in entry.counts) entry.counts[act] += on ? 1 : -1;
}

function isAbout(entry, what, value) {
  if (what === 'member') return entry.author === value;
  if (what === 'topic') return entry.topics.includes(value);
  return `${entry.text} ${entry.quoteOf?.text ?? ''}`.toLowerCase().includes(value.toLowerCase());
}
