import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A fixed date inside, so that the same content gives the same bytes. */
const MADE = new Date('2026-01-01T00:00:00Z');

/** Files by name to the bytes of a zip. */
export const zipped = async (files: ReadonlyMap<string, Buffer>): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [name, content] of files) zip.addBuffer(content, name, { mtime: MADE, mode: 0o100644 });
  zip.end();
  return buffer(zip.outputStream);
};
