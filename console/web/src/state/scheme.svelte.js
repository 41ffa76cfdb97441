// Light or dark: the system's choice, until the reader makes one, which this browser then remembers.

const system = matchMedia('(prefers-color-scheme: dark)');
const KEY = 'attune-scheme';

export const scheme = $state({ dark: false });

function apply() {
  const chosen = localStorage.getItem(KEY);
  scheme.dark = chosen ? chosen === 'dark' : system.matches;
  document.documentElement.dataset.scheme = scheme.dark ? 'dark' : 'light';
}

system.addEventListener('change', apply);
apply();

export function toggleScheme() {
  localStorage.setItem(KEY, scheme.dark ? 'light' : 'dark');
  apply();
}
