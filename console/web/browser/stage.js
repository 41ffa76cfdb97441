import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

// What the checks stand on: a bounded node with a seeded town, and a browser that may reach nothing else.

const root = join(import.meta.dirname, '..', '..', '..');
export const pictures = join(root, 'target', 'browser');
// Long enough to build first.
const START_MILLIS = 240_000;

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a node and resolves with the address it prints, or uses the one in ATTUNE_CONSOLE. */
export async function startNode() {
  if (process.env.ATTUNE_CONSOLE) return { address: process.env.ATTUNE_CONSOLE, stop() {} };
  const launcher = process.env.ATTUNE ?? join(root, 'attune');
  const command = ['demo', '--headless', '--members', '300', '--seed', '7', '--for', '10m', '--port', '0'];
  const child = spawn(launcher, command, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const stop = () => {
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended by itself.
    }
  };
  return { address: await printedAddress(child, stop), stop };
}

function printedAddress(child, stop) {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why) => (stop(), reject(new Error(`${why}\n${said}`)));
    const timer = setTimeout(() => fail('The node printed no address in time.'), START_MILLIS);
    const listen = (bytes) => {
      said += bytes;
      const found = said.match(/https?:\/\/\S+\/signin\S+/);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => fail(`The node ended with ${code} before it printed its address.`));
  });
}

export async function openBrowser() {
  mkdirSync(pictures, { recursive: true });
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: flags });
}
