import { createHash } from 'node:crypto';

/** The tenant itself. Its domain is reserved for examples (RFC 2606): mail to it can reach nobody. */
export const TENANT = {
  id: '0c0ffee0-7a11-4a00-8000-0000000000aa',
  name: 'Solvangdal kommune',
  domain: 'solvangdal.example',
} as const;

/** The same text always gives the same GUID, in the form of a name-based one (RFC 9562, version 5). */
const guidOf = (text: string): string => {
  const hex = createHash('sha1').update(`solvangdal ${text}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `${variant}${hex.slice(18, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
};

/** The person on a seat of a unit; seat 0 is the leader's, unless nobody has the post. */
export const personId = (unit: string, seat: number): string => guidOf(`person ${unit} ${seat}`);

export const teamId = (unit: string): string => guidOf(`team ${unit}`);

/** A Teams conversation id of a channel; the General channel's is the team's own. */
export const channelId = (unit: string, channel: 'general' | 'board'): string =>
  `19:${guidOf(`channel ${unit} ${channel}`).replaceAll('-', '')}@thread.tacv2`;
