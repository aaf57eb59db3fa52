import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openRecordRig, type RecordRig } from './record-rig.ts';

let rig: RecordRig;

beforeEach(async () => {
  rig = await openRecordRig();
});

afterEach(async () => {
  await rig.close();
});

describe('a suggestion that was handed in', () => {
  test('is in SharePoint with one write, and saved', async () => {
    const { key, text } = await rig.submit();
    await rig.carry();
    expect(rig.itemOf('Suggestions', key).fields).toMatchObject({ Text: text, Title: text, State: 'new', ShowName: true });
    expect(rig.spent()).toEqual({ units: 2, byKind: { 'items.create': 1 } });
    expect(await rig.suggestions.find(key)).toMatchObject({ sync: 'saved' });
  });
});
