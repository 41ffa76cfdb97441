import { access } from './access.js';
import { home } from './home.js';
import { looks } from './looks.js';
import { node as nodeRoom } from './node.js';
import { quarantine } from './quarantine.js';
import { rights } from './rights.js';
import { signin } from './signin.js';
import { openBrowser, startNode } from './stage.js';
import { trace } from './trace.js';
import { Visit } from './visit.js';

// The browser lane: each check is a sentence and a function. All run, each prints a line, one failure fails the lane.
// Words given on the command line choose the checks whose sentence has one of them.

const READERS = 12;

const chosen = process.argv.slice(2);
const rooms = { ...home, ...trace, ...nodeRoom, ...access, ...quarantine, ...rights, ...signin };
const checks = Object.entries({ ...looks, ...rooms }).filter(
  ([sentence]) => chosen.length === 0 || chosen.some((word) => sentence.includes(word)),
);

async function signIn(browser, address) {
  const visit = await Visit.open(browser, address);
  await visit.page.goto(address);
  await visit.page.getByRole('heading', { name: 'Whose home' }).waitFor();
  const state = await visit.context.storageState();
  const readers = await visit.page.evaluate(findReaders, READERS);
  await visit.close();
  if (readers.length < READERS) throw new Error(`Only ${readers.length} members have something to read.`);
  return { state, members: readers.map(({ member }) => member), names: readers.map(({ name }) => name) };
}

/** Runs in the page: members whose newest-first column has posts, so that there is something to act on. */
async function findReaders(enough) {
  const read = (address) => fetch(address).then((response) => response.json());
  const readers = [];
  for (const each of (await read('/v1/members')).items) {
    const slate = await read(`/v1/members/${encodeURIComponent(each.member)}/slates/following?count=5`);
    if (slate.entries.length >= 5) readers.push(each);
    if (readers.length === enough) break;
  }
  return readers;
}

async function run([sentence, check], place) {
  const started = performance.now();
  let fault = null;
  try {
    await check(place);
  } catch (error) {
    fault = error;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${fault ? 'FAILED' : 'ok    '} ${sentence} (${seconds} s)`);
  if (fault) console.log('       ' + String(fault.stack ?? fault).replaceAll('\n', '\n       '));
  return fault === null;
}

async function main() {
  const node = await startNode();
  process.on('exit', node.stop);
  const browser = await openBrowser();
  let passed = 0;
  try {
    const town = await signIn(browser, node.address);
    const open = (options) => Visit.open(browser, node.address, { state: town.state, ...options });
    for (const check of checks) passed += (await run(check, { open, town })) ? 1 : 0;
  } finally {
    await browser.close();
    node.stop();
  }
  console.log(`${passed} passed, ${checks.length - passed} failed`);
  process.exit(passed === checks.length && passed > 0 ? 0 : 1);
}

await main();
