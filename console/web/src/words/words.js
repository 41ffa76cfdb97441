// Plain English for figures, times and names.

export function count(number, one, many = one + 's') {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** "4 min" before `now`; both are times of the community, which may run faster than ours. */
export function ago(time, now) {
  const seconds = Math.max(0, (Date.parse(now) - Date.parse(time)) / 1000);
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
  const days = Math.floor(seconds / 86400);
  return days < 14 ? `${days} d` : new Date(time).toLocaleDateString('en', { day: 'numeric', month: 'short' });
}

export function clock(time) {
  return new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** Microseconds at the size a person reads them. */
export function duration(micros) {
  if (micros < 1000) return `${Math.round(micros)} µs`;
  return micros < 100_000 ? `${(micros / 1000).toFixed(1)} ms` : `${Math.round(micros / 1000)} ms`;
}

/** Milliseconds at the size a person reads them. */
export function millis(number) {
  return number < 1000 ? duration(number * 1000) : `${(number / 1000).toFixed(1)} s`;
}

/** Bytes at the size a person reads them: "812 B", "4.2 MB", "31 GB". */
export function bytes(number) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = number < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(number) / 3));
  const value = number / 1000 ** step;
  return `${step === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}

/** A figure a second: whole when it is large, with two digits when it is small. */
export function rate(perSecond) {
  return perSecond >= 10 ? Math.round(perSecond).toLocaleString('en') : perSecond.toFixed(perSecond === 0 ? 0 : 2);
}

/** "25 Nov, 18:40". */
export function day(time) {
  const options = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };
  return new Date(time).toLocaleString('en-GB', options);
}

/** A signed figure with at most three digits after the point. */
export function signed(value) {
  const text = Math.abs(value) >= 0.0005 ? Math.abs(value).toFixed(3) : Math.abs(value).toPrecision(1);
  return (value < 0 ? '−' : '+') + (value === 0 ? '0' : text);
}

/** A chance as people say it: "12 %", "0.4 %", "under 0.1 %". */
export function chance(probability) {
  if (probability > 0 && probability < 0.001) return 'under 0.1 %';
  return probability < 0.01 ? `${(probability * 100).toFixed(1)} %` : `${Math.round(probability * 100)} %`;
}

const languages = new Intl.DisplayNames(['en'], { type: 'language' });

export function language(code) {
  try {
    return languages.of(code.replace('_', '-'));
  } catch {
    return code;
  }
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** "1st", "22nd", "13th". */
export function ordinal(place) {
  return place + endings[ordinals.select(place)];
}

/** A figure with three digits after the point and a real minus. */
export function plain(value) {
  return value.toFixed(3).replace('-', '−');
}

/** "English and German", or nothing. */
export function languageList(codes) {
  return list((codes ?? []).map(language));
}

/** Words of a coded name: "muted-words" and "mutedWords" become "muted words". */
export function spoken(name) {
  return name.replaceAll(/[-_.]/g, ' ').replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ' ' + letter.toLowerCase());
}

export function list(words) {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(words);
}
