// Motion is for those who have not asked for less of it.

const still = matchMedia('(prefers-reduced-motion: reduce)');

/** The duration in ms, or none. */
export function calm(millis) {
  return still.matches ? 0 : millis;
}
