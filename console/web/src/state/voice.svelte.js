// What the console says to the reader: spoken politely to screen readers, or shown as a note that may offer an undo.

const STAYS_MILLIS = 9000;

export const voice = $state({ spoken: '', notes: [] });

let last = 0;

/** Said, not shown: for changes the page shows by itself. */
export function announce(text) {
  // A repeated sentence is spoken again only if the text differs, so a no-break space is added every other time.
  voice.spoken = voice.spoken === text ? text + '\u00a0' : text;
}

export function note(text, { undo, tone = 'calm' } = {}) {
  const id = ++last;
  voice.notes = [...voice.notes.slice(-2), { id, text, undo, tone }];
  announce(text);
  setTimeout(() => drop(id), STAYS_MILLIS);
}

export function drop(id) {
  voice.notes = voice.notes.filter((each) => each.id !== id);
}

export function complain(problem) {
  note(problem.text ?? 'Something in this page broke: ' + problem.message, { tone: 'bad' });
}
