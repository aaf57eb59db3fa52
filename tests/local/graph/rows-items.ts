import { expect } from '@jest/globals';
import { addItem, expectError, type Row } from './rooms.ts';

const TYPED = [
  { name: 'Line', text: {} },
  { name: 'Amount', number: { minimum: 0, maximum: 10 } },
  { name: 'Tags', choice: { choices: ['a', 'b', 'c'], displayAs: 'checkBoxes' } },
  { name: 'Kind', choice: { choices: ['Ny', 'Ferdig'] } },
  { name: 'When', dateTime: {} },
  { name: 'Day', dateTime: { format: 'dateOnly' } },
  { name: 'Yes', boolean: {} },
  { name: 'Link', hyperlinkOrPicture: {} },
  { name: 'Owner', personOrGroup: {} },
  { name: 'Group', personOrGroup: { allowMultipleSelection: true } },
  { name: 'Must', text: {}, required: true },
];
const UNIQUE = 'One or more fields with unique constraints already has the provided value.';

/** Rows 15 to 24, 34 to 36 and 51: writing items, and what they look like. */
export const ITEM_ROWS: readonly Row[] = [
  [
    15,
    'a column that is not known: 400, on POST and on PATCH',
    async (world) => {
      const list = await world.freshList();
      const { id } = await addItem(world, list, {});
      const answers = [
        await world.ask('POST', `${list}/items`, { body: { fields: { Colour: 'x' } } }),
        await world.ask('PATCH', `${list}/items/${id}/fields`, { body: { Colour: 'x' } }),
        await world.ask('PATCH', `${list}/items/${id}/fields`, { body: { state: 'wrong case' } }),
      ];
      expect(answers.map((answer) => expectError(answer, 400, 'invalidRequest'))).toEqual([
        "Field 'Colour' is not recognized",
        "Field 'Colour' is not recognized",
        "Field 'state' is not recognized",
      ]);
    },
  ],
  [
    16,
    'text over 255, a wrong JSON type, a number out of range, a read-only column: 400; 255 is taken',
    async (world) => {
      const list = await world.freshList(TYPED);
      const wrong = [
        { Line: 'x'.repeat(256) },
        { Line: 7 },
        { Line: ['a'] },
        { Line: 'two\nlines' },
        { Amount: 'seven' },
        { Amount: 11 },
        { Amount: -1 },
        { Yes: 'true' },
        { When: 'i morgen' },
        { When: '2026-13-01' },
        { Kind: ['Ny'] },
        { Created: '2026-01-01' },
        { ID: 3 },
      ];
      for (const fields of wrong)
        expectError(await world.ask('POST', `${list}/items`, { body: { fields } }), 400, 'invalidRequest');
      expect((await addItem(world, list, { Line: 'å'.repeat(255), Amount: 10 })).fields.Line).toHaveLength(255);
      expect(
        expectError(
          await world.ask('POST', `${list}/items`, { body: { fields: { Author: 'x' } } }),
          400,
          'invalidRequest',
        ),
      ).toContain('read-only');
    },
  ],
  [
    17,
    'several choices or persons without the annotation: 400; with it they are kept',
    async (world) => {
      const list = await world.freshList(TYPED);
      for (const fields of [{ Tags: ['a'] }, { GroupLookupId: [2] }]) {
        expectError(await world.ask('POST', `${list}/items`, { body: { fields } }), 400, 'invalidRequest');
      }
      const { fields } = await addItem(world, list, {
        'Tags@odata.type': 'Collection(Edm.String)',
        Tags: ['a', 'c'],
        'GroupLookupId@odata.type': 'Collection(Edm.Int32)',
        GroupLookupId: [2, 3],
      });
      expect(fields).toMatchObject({ Tags: ['a', 'c'], GroupLookupId: ['2', '3'] });
    },
  ],
  [
    18,
    'a hyperlink written: 500 generalException, or 400 by a switch',
    async (world) => {
      const list = await world.freshList(TYPED);
      const body = { fields: { Link: { Url: 'https://a.example', Description: 'a' } } };
      expectError(await world.ask('POST', `${list}/items`, { body }), 500, 'generalException');
      world.graph.switches.hyperlinkStatus = 400;
      expectError(await world.ask('POST', `${list}/items`, { body }), 400, 'invalidRequest');
    },
  ],
  [
    19,
    'a person by address or by an unknown row: 500 generalException; by row id it is kept',
    async (world) => {
      const list = await world.freshList(TYPED);
      for (const fields of [{ Owner: 'ana@solvangdal.example' }, { OwnerLookupId: '999' }, { OwnerLookupId: 'ana' }]) {
        expectError(await world.ask('POST', `${list}/items`, { body: { fields } }), 500, 'generalException');
      }
      expect((await addItem(world, list, { OwnerLookupId: 2 })).fields.OwnerLookupId).toBe('2');
    },
  ],
  [
    20,
    'a unique value that is taken, in whatever case: 400, on PATCH too; empty ones do not count; a deleted one is free',
    async (world) => {
      const list = await world.freshList();
      const first = await addItem(world, list, { Key: 'Ærlig' });
      await addItem(world, list, {});
      const other = await addItem(world, list, {});
      const taken = [
        await world.ask('POST', `${list}/items`, { body: { fields: { Key: 'ÆRLIG' } } }),
        await world.ask('PATCH', `${list}/items/${other.id}/fields`, { body: { Key: 'ærlig' } }),
      ];
      for (const answer of taken) expect(expectError(answer, 400, 'invalidRequest')).toBe(UNIQUE);
      expect((await world.ask('PATCH', `${list}/items/${first.id}/fields`, { body: { Key: 'ÆRLIG' } })).status).toBe(
        200,
      );
      await world.ask('DELETE', `${list}/items/${first.id}`);
      await addItem(world, list, { Key: 'ærlig' });
      const race = await Promise.all(
        [1, 2, 3].map(() => world.ask('POST', `${list}/items`, { body: { fields: { Key: 'race' } } })),
      );
      expect(race.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    },
  ],
  [
    21,
    'a required value that is missing: 201; refused by a switch',
    async (world) => {
      const list = await world.freshList(TYPED);
      await addItem(world, list, { Title: 'x' });
      world.graph.switches.requiredEnforced = true;
      expectError(
        await world.ask('POST', `${list}/items`, { body: { fields: { Title: 'x' } } }),
        400,
        'invalidRequest',
      );
    },
  ],
  [
    22,
    'If-Match with another state: 412 on PATCH and DELETE, and nothing is changed; with this state or * it is done',
    async (world) => {
      const list = await world.freshList();
      const made = await addItem(world, list, { State: 'a' });
      const item = `${list}/items/${made.id}`;
      const { body: changed } = await world.ask('PATCH', `${item}/fields`, {
        body: { State: 'b' },
        headers: { 'If-Match': made.eTag },
      });
      const stale = { 'If-Match': made.eTag };
      const late = [
        await world.ask('PATCH', `${item}/fields`, { body: { State: 'c' }, headers: stale }),
        await world.ask('PATCH', item, { body: { fields: { State: 'c' } }, headers: stale }),
        await world.ask('DELETE', item, { headers: stale }),
      ];
      for (const answer of late) expectError(answer, 412, ['resourceModified', 'notAllowed']);
      expect((await world.ask('GET', `${item}/fields`)).body).toMatchObject({
        State: 'b',
        '@odata.etag': changed['@odata.etag'],
      });
      expect(
        (await world.ask('PATCH', `${item}/fields`, { body: { State: 'd' }, headers: { 'If-Match': '*' } })).status,
      ).toBe(200);
    },
  ],
  [
    23,
    'an item that is gone: 404 on GET, PATCH and DELETE; its id never comes back',
    async (world) => {
      const list = await world.freshList();
      const { id } = await addItem(world, list, {});
      expect((await world.ask('DELETE', `${list}/items/${id}`)).status).toBe(204);
      const gone = [
        await world.ask('GET', `${list}/items/${id}`),
        await world.ask('PATCH', `${list}/items/${id}/fields`, { body: { State: 'x' } }),
        await world.ask('DELETE', `${list}/items/${id}`),
        await world.ask('GET', `${list}/items/nei`),
      ];
      for (const answer of gone) expectError(answer, 404, 'itemNotFound');
      expect(Number((await addItem(world, list, {})).id)).toBeGreaterThan(Number(id));
    },
  ],
  [
    24,
    'PATCH fields: 200 with the fields only; ETag and version one up, even for the same values; null empties',
    async (world) => {
      const list = await world.freshList();
      const { id, eTag } = await addItem(world, list, { State: 'a', Size: 3 });
      const [guid] = eTag.replaceAll('"', '').split(',');
      const { status, body } = await world.ask('PATCH', `${list}/items/${id}/fields`, {
        body: { State: 'a', Size: null },
      });
      expect({ status, etag: body['@odata.etag'], state: body.State, size: body.Size }).toEqual({
        status: 200,
        etag: `"${guid},2"`,
        state: 'a',
        size: undefined,
      });
      expect(body).not.toHaveProperty('webUrl');
      const { body: versions } = await world.ask('GET', `${list}/items/${id}/versions?$expand=fields`);
      expect(
        versions.value.map((version: { id: string; fields: { Size?: number } }) => [version.id, version.fields.Size]),
      ).toEqual([
        ['2.0', undefined],
        ['1.0', 3],
      ]);
      expect((await world.ask('POST', `${list}/items/${id}/versions/1.0/restoreVersion`)).status).toBe(204);
      expect((await world.ask('GET', `${list}/items/${id}/fields`)).body).toMatchObject({
        Size: 3,
        _UIVersionString: '3.0',
      });
    },
  ],
  [
    34,
    'without $expand an item has no fields',
    async (world) => {
      const list = await world.freshList();
      const { id } = await addItem(world, list, { State: 'a' });
      expect((await world.ask('GET', `${list}/items/${id}`)).body).not.toHaveProperty('fields');
      expect((await world.ask('GET', `${list}/items/${id}?expand=fields(select=State)`)).body.fields).toEqual({
        '@odata.etag': expect.any(String),
        State: 'a',
      });
    },
  ],
  [
    35,
    'empty columns are absent: not written, null, and the empty text alike; other text is kept as sent',
    async (world) => {
      const list = await world.freshList();
      const { fields } = await addItem(world, list, {
        Title: '  spaces & <b>æøå</b> 🙂 ',
        State: '',
        Size: null,
        Note: 'one\ntwo',
      });
      expect(fields).toMatchObject({ Title: '  spaces & <b>æøå</b> 🙂 ', Note: 'one\ntwo' });
      for (const name of ['State', 'Size', 'Key']) expect(fields).not.toHaveProperty(name);
    },
  ],
  [
    36,
    'a person is XLookupId as text; times are UTC in whole seconds, a date alone is local midnight',
    async (world) => {
      const list = await world.freshList(TYPED);
      const { id, fields } = await addItem(world, list, {
        OwnerLookupId: 2,
        When: '2026-07-01T12:00:00.123+02:00',
        Day: '2026-03-01',
      });
      expect(fields).toMatchObject({ OwnerLookupId: '2', When: '2026-07-01T10:00:00Z', Day: '2026-02-28T23:00:00Z' });
      const { body } = await world.ask('GET', `${list}/items/${id}/fields?$select=Owner`);
      expect(body.Owner).toMatchObject({ LookupId: 2, LookupValue: 'Ana Solvik', Email: 'ana@solvangdal.example' });
    },
  ],
  [
    51,
    'two writes on one item within some milliseconds: 409 resourceModified by a switch',
    async (world) => {
      const list = await world.freshList();
      const { id } = await addItem(world, list, {});
      Object.assign(world.graph.switches, { overlapMilliseconds: 50, overlapProbability: 1 });
      const write = () => world.ask('PATCH', `${list}/items/${id}/fields`, { body: { State: 'a' } });
      expect((await write()).status).toBe(200);
      expectError(await write(), 409, 'resourceModified');
      world.clock.now += 60;
      expect((await write()).status).toBe(200);
    },
  ],
];
