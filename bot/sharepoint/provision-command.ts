/** `npm run provision [-- --check | --plan]`: makes the site's lists as declared, says what differs, or what it would do. */
import { readConfig } from '../config.ts';
import { createCredential } from './credential.ts';
import { openGraph } from './graph.ts';
import { type Mode, provision } from './provision.ts';

const modeOf = (words: readonly string[]): Mode => {
  const unknown = words.find((word) => word !== '--check' && word !== '--plan');
  if (unknown !== undefined) throw new Error(`${unknown} is not known here; use --check, --plan or nothing`);
  return words.includes('--check') ? 'check' : words.includes('--plan') ? 'plan' : 'make';
};

const closing = (mode: Mode, left: number): string => {
  if (left === 0) return 'The lists are as declared.';
  return mode === 'plan' ? `${left} thing(s) would be changed.` : `${left} thing(s) are not as declared.`;
};

const run = async (): Promise<number> => {
  const mode = modeOf(process.argv.slice(2));
  const config = readConfig(process.env);
  const credential = createCredential({
    tenantId: config.TENANT_ID,
    appId: config.APP_ID,
    authority: config.AUTHORITY,
    managedIdentity: config.APP_MANAGED_IDENTITY,
    certificateFile: config.APP_CERTIFICATE_FILE,
    secret: config.APP_SECRET,
  });
  const graph = openGraph({ address: config.GRAPH_ADDRESS, credential });
  const { lines, left } = await provision(graph, config.SHAREPOINT_SITE, { mode });
  for (const line of [...lines, closing(mode, left)]) console.log(line);
  return left > 0 && mode !== 'plan' ? 1 : 0;
};

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
