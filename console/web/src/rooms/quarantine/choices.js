// What may be asked for and decided, in words.

export const views = [
  { show: 'standing', label: 'Held now' },
  { show: 'unconfirmed', label: 'Not looked at' },
  { show: 'objected', label: 'With an objection' },
  { show: 'confirmed', label: 'Confirmed' },
  { show: 'ended', label: 'Ended' },
];

export const empty = {
  standing: 'No rule found anything that does not look like a person. What members do counts.',
  unconfirmed: 'Somebody looked at all that is held.',
  objected: 'No member whose acts are held has said anything to it.',
  confirmed: 'Nothing that is held was confirmed by a person.',
  ended: 'No quarantine has ended yet.',
};

export const decisions = [
  {
    decision: 'release',
    label: 'Release',
    effect:
      'All that was held counts, as if nothing had been placed, and this rule leaves the member alone for a while.',
  },
  {
    decision: 'confirm',
    label: 'Confirm',
    effect: 'It stands: what is held, and what comes, counts for nobody else and trains nothing.',
  },
  {
    decision: 'end',
    label: 'End, and keep out',
    effect: 'What the member does from now on counts. What was held stays out for good.',
  },
];

/** Where a quarantine stands, as a word and a tone. */
export function standing({ stands, confirmed, counted }) {
  if (stands) return confirmed ? { word: 'confirmed', tone: 'calm' } : { word: 'not looked at', tone: 'warm' };
  return counted ? { word: 'released', tone: 'calm' } : { word: 'ended, kept out', tone: 'calm' };
}

/** How much is held, in words; what was released is held no more. */
export function amount({ counted, heldActs, heldImpressions }, count) {
  if (counted) return 'Everything counts again.';
  const words = [count(heldActs, 'act')];
  if (heldImpressions) words.push(count(heldImpressions, 'item') + ' on the screen');
  const verb = heldActs + heldImpressions === 1 ? 'is' : 'are';
  return `${words.join(' and ')} ${verb} in no count and no training.`;
}
