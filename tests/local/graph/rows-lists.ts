import { expect } from '@jest/globals';
import { ADMIN, STRANGER } from '../support.ts';
import { expectError, type Row } from './rooms.ts';

const OTHER = { host: 'solvangdal.sharepoint.com', path: '/sites/personal', displayName: 'Personal' };

/** Rows 1 to 14: who is let in, sites, lists and columns. */
export const LIST_ROWS: readonly Row[] = [
  [
    1,
    'without a bearer: 401 InvalidAuthenticationToken',
    async ({ ask, site, entra, graph }) => {
      for (const Authorization of ['', 'Basic abc', 'Bearer rubbish']) {
        expectError(await ask('GET', site, { headers: { Authorization } }), 401, 'InvalidAuthenticationToken');
      }
      const wrong = [
        { expired: true },
        { wrongSignature: true },
        { otherIssuersKey: true },
        { issuer: 'https://sts.windows.net/other/' },
        { audience: 'https://vault.azure.net' },
      ];
      for (const forgery of wrong) {
        const token = await entra.appToken({ appId: ADMIN, audience: graph.address, ...forgery });
        expectError(
          await ask('GET', site, { headers: { Authorization: `Bearer ${token}` } }),
          401,
          'InvalidAuthenticationToken',
        );
      }
    },
  ],
  [
    2,
    'a site that is not known: 404 itemNotFound, by id and by path',
    async ({ ask }) => {
      const unknown = [
        '/sites/solvangdal.sharepoint.com,0f0f0f0f-0000-4000-8000-000000000000,0f0f0f0f-0000-4000-8000-000000000001',
        '/sites/solvangdal.sharepoint.com:/sites/none',
      ];
      for (const path of unknown)
        expect(expectError(await ask('GET', path), 404, 'itemNotFound')).toBe('Requested site could not be found');
    },
  ],
  [
    3,
    'a site without a grant: 403 accessDenied',
    async ({ ask, site, graph }) => {
      expectError(await ask('GET', site, { app: STRANGER }), 403, 'accessDenied');
      expectError(await ask('GET', `/sites/${graph.addSite(OTHER)}`), 403, 'accessDenied');
      expect((await ask('GET', site)).status).toBe(200);
    },
  ],
  [
    4,
    'the role read: reads are answered, writes are 403',
    async ({ ask, freshList, graph }) => {
      const list = await freshList();
      graph.grant(STRANGER, 'read');
      expect((await ask('GET', `${list}/items`, { app: STRANGER })).status).toBe(200);
      expectError(
        await ask('POST', `${list}/items`, { app: STRANGER, body: { fields: { Key: 'A' } } }),
        403,
        'accessDenied',
      );
    },
  ],
  [
    5,
    'the role write: items, but neither lists nor columns; a switch lets it',
    async ({ ask, site, freshList, graph }) => {
      const list = await freshList();
      graph.grant(STRANGER, 'write');
      const app = STRANGER;
      expect((await ask('POST', `${list}/items`, { app, body: { fields: { Key: 'A' } } })).status).toBe(201);
      const column = { name: 'Extra', text: {} };
      expectError(await ask('POST', `${site}/lists`, { app, body: { displayName: 'Nei' } }), 403, 'accessDenied');
      expectError(await ask('POST', `${list}/columns`, { app, body: column }), 403, 'accessDenied');
      expectError(await ask('DELETE', list, { app }), 403, 'accessDenied');
      graph.switches.provisioningNeeds = 'write';
      expect((await ask('POST', `${list}/columns`, { app, body: column })).status).toBe(201);
    },
  ],
  [
    6,
    'GET /sites with Sites.Selected is empty, a search is 403; an administrator sees them',
    async ({ ask }) => {
      expect((await ask('GET', '/sites')).body.value).toEqual([]);
      expectError(await ask('GET', '/sites?search=forbedring'), 403, 'accessDenied');
      expect((await ask('GET', '/sites', { app: ADMIN })).body.value.length).toBeGreaterThan(0);
    },
  ],
  [
    7,
    'a list with a name: 400',
    async ({ ask, site }) => {
      const message = expectError(
        await ask('POST', `${site}/lists`, { body: { name: 'Books', displayName: 'Books' } }),
        400,
        'invalidRequest',
      );
      expect(message).toContain("Cannot define a 'name' for a list");
    },
  ],
  [
    8,
    'a title that is taken: 409 nameAlreadyExists, whatever the case',
    async ({ ask, site }) => {
      expect((await ask('POST', `${site}/lists`, { body: { displayName: 'Bøker' } })).status).toBe(201);
      expectError(await ask('POST', `${site}/lists`, { body: { displayName: 'BØKER' } }), 409, 'nameAlreadyExists');
    },
  ],
  [
    9,
    'a template that is not known: 400',
    async ({ ask, site }) => {
      expectError(
        await ask('POST', `${site}/lists`, { body: { displayName: 'Mal', list: { template: 'generic' } } }),
        400,
        'invalidRequest',
      );
    },
  ],
  [
    10,
    'a column with no facet or two: 400; the whole list fails with it; an explicit null is a 500',
    async ({ ask, site, freshList }) => {
      const list = await freshList();
      for (const body of [{ name: 'A' }, { name: 'A', text: {}, number: {} }, { name: 'A', wrong: {} }]) {
        expect(expectError(await ask('POST', `${list}/columns`, { body }), 400, 'invalidRequest')).toBe(
          'Unable to determine type of provided column definition',
        );
      }
      expectError(
        await ask('POST', `${site}/lists`, { body: { displayName: 'Halv', columns: [{ name: 'A' }] } }),
        400,
        'invalidRequest',
      );
      expectError(await ask('GET', `${site}/lists/Halv`), 404, 'itemNotFound');
      expectError(
        await ask('POST', `${list}/columns`, { body: { name: 'A', text: {}, defaultValue: null } }),
        500,
        'generalException',
      );
    },
  ],
  [
    11,
    'unique without an index, or on a type that cannot be: 400',
    async ({ ask, freshList }) => {
      const list = await freshList();
      const wrong = [
        { name: 'A', text: {}, enforceUniqueValues: true },
        { name: 'A', boolean: {}, indexed: true, enforceUniqueValues: true },
        { name: 'A', text: { allowMultipleLines: true }, indexed: true },
        { name: 'A', choice: { choices: ['x'], displayAs: 'checkBoxes' }, indexed: true },
      ];
      for (const body of wrong) expectError(await ask('POST', `${list}/columns`, { body }), 400, 'invalidRequest');
      await ask('POST', `${list}/items`, { body: { fields: { State: 'x' } } });
      await ask('POST', `${list}/items`, { body: { fields: { State: 'X' } } });
      // Not to be switched on while there are doubles.
      expectError(
        await ask('PATCH', `${list}/columns/State`, { body: { enforceUniqueValues: true } }),
        400,
        'invalidRequest',
      );
    },
  ],
  [
    12,
    'twenty indexes are taken, the 21st is 400',
    async ({ ask, freshList }) => {
      const list = await freshList(
        Array.from({ length: 20 }, (_, at) => ({ name: `C${at}`, text: {}, indexed: true })),
      );
      expectError(
        await ask('POST', `${list}/columns`, { body: { name: 'C20', text: {}, indexed: true } }),
        400,
        'invalidRequest',
      );
      expect((await ask('POST', `${list}/columns`, { body: { name: 'C20', text: {} } })).status).toBe(201);
    },
  ],
  [
    13,
    'a name is encoded and cut to 32 characters without a word',
    async ({ ask, freshList }) => {
      const list = await freshList();
      const given = async (name: string) =>
        (await ask('POST', `${list}/columns`, { body: { name, text: {} } })).body.name;
      expect(await given('ThisInternalNameIsLongerThanThirtyTwo')).toBe('ThisInternalNameIsLongerThanThir');
      expect(await given('Når-på')).toBe('N_x00e5_r_x002d_p_x00e5_');
      expect(await given('1st')).toBe('_x0031_st');
    },
  ],
  [
    14,
    'a name that is taken gets a digit, built-in names too; Scope is refused',
    async ({ ask, freshList }) => {
      const list = await freshList();
      const given = async (name: string) =>
        (await ask('POST', `${list}/columns`, { body: { name, text: {} } })).body.name;
      expect([await given('Author'), await given('key'), await given('KEY')]).toEqual(['Author0', 'key0', 'KEY1']);
      expectError(await ask('POST', `${list}/columns`, { body: { name: 'Scope', text: {} } }), 400, 'invalidRequest');
    },
  ],
];
