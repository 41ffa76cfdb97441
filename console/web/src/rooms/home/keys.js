// One-letter keys for reading without a pointer. They are silent while somebody types or a dialog is open.

const entries = (column) => [...column.querySelectorAll('[data-item]')];
const columns = () => [...document.querySelectorAll('[data-column]')];
const focusedEntry = () => document.activeElement?.closest('[data-item]');
const shown = (element) => element.offsetParent !== null;

function step(by) {
  const now = focusedEntry();
  const column = now?.closest('[data-column]') ?? columns().find(shown);
  if (!column) return;
  const all = entries(column);
  const next = now ? all[all.indexOf(now) + by] : all[0];
  focus(next);
}

function focus(entry) {
  if (!entry) return;
  entry.focus({ preventScroll: true });
  entry.scrollIntoView({ block: 'nearest' });
}

async function otherColumn(showTab) {
  const now = focusedEntry()?.closest('[data-column]') ?? columns().find(shown);
  const other = columns().find((column) => column !== now);
  if (!other) return;
  await showTab(other.dataset.column);
  const near = entries(other).find((entry) => entry.getBoundingClientRect().top >= 56);
  focus(near ?? entries(other)[0]);
}

/** The key handler of the home room. Acts press the entry's own buttons, so keys and pointer do exactly the same. */
export function keys({ home, showTab }) {
  const press = (name) => focusedEntry()?.querySelector(`[data-press="${name}"]`)?.click();
  const meanings = {
    j: () => step(1),
    k: () => step(-1),
    o: () => otherColumn(showTab),
    l: () => press('like'),
    s: () => press('save'),
    h: () => press('hide'),
    w: () => press('why'),
    r: () => home.refresh(),
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.('input, textarea, select') || document.querySelector('dialog[open]')) return;
    if (!Object.hasOwn(meanings, event.key)) return;
    event.preventDefault();
    meanings[event.key]();
  };
}
