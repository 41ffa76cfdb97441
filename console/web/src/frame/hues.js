// The colour of each act is the same in every room; acts a network adds take a colour by their name.

const known = ['like', 'reply', 'repost', 'share', 'save', 'hide', 'open', 'report'];

export function actHue(act) {
  const place = known.indexOf(act);
  return place >= 0 ? place : [...act].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % known.length;
}
