import { z } from 'zod';
import type { Place } from '../domain/board/board.ts';
import { LANGUAGES } from '../domain/people/unit.ts';
import { NEEDS, STATES } from '../domain/suggestion/states.ts';
import type { CommentBody, EditBody, MoveBody, SubmitBody } from './endpoints.ts';

/** Longest text that is read at all, in characters; the domain's limits give the kind refusal below it. */
const text = z.string().max(10_000);
const assurance = { confirmed: z.boolean(), numberReason: text.optional() };

/** What the server reads of a request's body; everything else in it is dropped. The browser never loads this file. */
export const BODIES = {
  submit: z.object({ once: z.string().max(40), unit: z.string().max(40), text, showName: z.boolean(), ...assurance }),
  edit: z.object({ text, showName: z.boolean(), ...assurance }),
  comment: z.object({ once: z.string().max(40), text, ...assurance }),
  move: z.object({ from: z.enum(STATES), to: z.enum(STATES), answers: z.partialRecord(z.enum(NEEDS), text) }),
  preferLanguage: z.object({ language: z.enum(LANGUAGES) }),
  bind: z.object({ teamId: z.guid(), channelId: z.string().max(200).startsWith('19:') }),
  retry: z.object({ list: z.string().max(40), key: z.string().max(40) }),
} satisfies {
  submit: z.ZodType<SubmitBody>;
  edit: z.ZodType<EditBody>;
  comment: z.ZodType<CommentBody>;
  move: z.ZodType<MoveBody>;
  bind: z.ZodType<Place>;
  [name: string]: z.ZodType;
};
