// Where the reader is: "#/trace/t1" is the room "trace" and the rest ["t1"]. The address says it all, so every view can
// be shared, reloaded and left with the back button.

function parse() {
  const [room, ...rest] = location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  return { room: room ?? 'home', rest };
}

export const route = $state(parse());

addEventListener('hashchange', () => Object.assign(route, parse()));

export function address(room, ...rest) {
  return '#/' + [room, ...rest].map(encodeURIComponent).join('/');
}

export function go(room, ...rest) {
  location.hash = address(room, ...rest);
}
