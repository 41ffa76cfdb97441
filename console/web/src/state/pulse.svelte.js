import * as attune from '../api/attune.js';

// The node's figures, asked for every two seconds while somebody looks at the page.

const EVERY_MILLIS = 2000;

export const pulse = $state({ session: null, status: null, problem: null, silent: false });

let timer;

export async function openSession() {
  try {
    pulse.session = await attune.session();
    pulse.problem = null;
  } catch (problem) {
    pulse.problem = problem;
    return;
  }
  if (!pulse.session.role) return;
  beat();
  document.addEventListener('visibilitychange', beat);
}

export async function signOut() {
  await attune.endSession();
  location.reload();
}

async function beat() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    pulse.status = await attune.status();
    pulse.silent = false;
  } catch {
    pulse.silent = true;
  }
  clearTimeout(timer);
  timer = setTimeout(beat, EVERY_MILLIS);
}
