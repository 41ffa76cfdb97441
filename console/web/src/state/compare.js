import { count } from '../words/words.js';

/**
 * How the next answer differs from the one before. `marks` names for each entry of the next answer whether it is new
 * or how many places it moved among those in both; `gone` counts the rest, `seen` those of them that were on screen.
 */
export function compare(before, next) {
  const nextItems = new Set(next.map((entry) => entry.item));
  const stayed = before.filter((entry) => nextItems.has(entry.item)).map((entry) => entry.item);
  const oldPlace = new Map(stayed.map((item, place) => [item, place]));
  const marks = new Map();
  let place = 0;
  let moved = 0;
  for (const { item } of next) {
    if (!oldPlace.has(item)) {
      marks.set(item, { kind: 'new' });
      continue;
    }
    const up = oldPlace.get(item) - place++;
    if (up !== 0) {
      marks.set(item, { kind: up > 0 ? 'up' : 'down', by: Math.abs(up) });
      moved++;
    }
  }
  const gone = before.filter((entry) => !nextItems.has(entry.item));
  const seen = gone.filter((entry) => entry.seen).length;
  return { marks, fresh: next.length - stayed.length, gone: gone.length, seen, moved };
}

export function sentence(change) {
  const parts = [];
  if (change.fresh) parts.push(count(change.fresh, 'post') + ' new');
  if (change.gone) parts.push(`${change.gone} gone` + (change.seen ? ` (${change.seen} seen already)` : ''));
  if (change.moved) parts.push(`${change.moved} moved`);
  return parts.length ? parts.join(', ') : 'the order stayed the same';
}
