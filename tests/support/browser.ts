import { existsSync } from 'node:fs';

/** Where Chromium, Chrome or Edge are found on Linux, macOS and Windows. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The browser for the tests; `CHROME_PATH` wins. Undefined when there is none. */
export const findBrowser = (): string | undefined =>
  [process.env.CHROME_PATH ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));

/** How a browser is started for tests: no window, no sandbox where we are root, no calls home. */
export const BROWSER_OPTIONS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
