import { randomUUID } from 'node:crypto';
import { type Column, readColumn } from './column.ts';

type Sketch = { readonly name: string; readonly displayName: string } & Readonly<Record<string, unknown>>;

const TEXT = { allowMultipleLines: false, appendChangesToExistingText: false, linesForEditing: 0, maxLength: 255 };
const MOMENT = { displayAs: 'default', format: 'dateTime' };
const PERSON = { allowMultipleSelection: false, chooseFromType: 'peopleAndGroups', displayAs: 'nameWithPresence' };

/** What a generic list has before anybody adds a column. Hidden ones only take their names. */
const SKETCHES: readonly Sketch[] = [
  { name: 'Title', displayName: 'Tittel', required: true, text: TEXT },
  { name: 'ContentType', displayName: 'Innholdstype', readOnly: true },
  { name: 'ID', displayName: 'ID', readOnly: true, indexed: true },
  { name: 'Modified', displayName: 'Endret', readOnly: true, dateTime: MOMENT },
  { name: 'Created', displayName: 'Opprettet', readOnly: true, dateTime: MOMENT },
  { name: 'Author', displayName: 'Opprettet av', readOnly: true, personOrGroup: PERSON },
  { name: 'Editor', displayName: 'Endret av', readOnly: true, personOrGroup: PERSON },
  { name: '_UIVersionString', displayName: 'Versjon', readOnly: true, text: TEXT },
  { name: 'Attachments', displayName: 'Vedlegg', readOnly: true },
  { name: 'Edit', displayName: 'Rediger', readOnly: true },
  { name: 'LinkTitle', displayName: 'Tittel', readOnly: true },
  { name: 'LinkTitleNoMenu', displayName: 'Tittel', readOnly: true },
  { name: 'ItemChildCount', displayName: 'Antall underordnede elementer', readOnly: true },
  { name: 'FolderChildCount', displayName: 'Antall undermapper', readOnly: true },
  { name: 'AppAuthor', displayName: 'App opprettet av', readOnly: true },
  { name: 'AppEditor', displayName: 'App endret av', readOnly: true },
  { name: '_ComplianceFlags', displayName: 'Etikettinnstilling', readOnly: true },
  { name: '_ComplianceTag', displayName: 'Oppbevaringsetikett', readOnly: true },
  { name: '_ComplianceTagWrittenTime', displayName: 'Oppbevaringsetikett brukt', readOnly: true },
  { name: '_ComplianceTagUserId', displayName: 'Etikett brukt av', readOnly: true },
  { name: 'GUID', displayName: 'GUID', readOnly: true, hidden: true },
  { name: 'Order', displayName: 'Rekkefølge', readOnly: true, hidden: true },
];

export const BUILT_IN_NAMES: ReadonlySet<string> = new Set(SKETCHES.map(({ name }) => name));

export const builtInColumns = (): Column[] =>
  SKETCHES.map((sketch) =>
    readColumn({
      columnGroup: '_Hidden',
      description: '',
      enforceUniqueValues: false,
      hidden: false,
      indexed: false,
      readOnly: false,
      required: false,
      isDeletable: false,
      isReorderable: true,
      isSealed: false,
      propagateChanges: false,
      ...sketch,
      id: randomUUID(),
    }),
  );
