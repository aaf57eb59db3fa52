import { useEffect, useMemo, useState } from 'react';
import { ENDPOINTS } from '../bot/contract/endpoints.ts';
import type { Me } from '../bot/domain/board/board.ts';
import { may } from '../bot/domain/people/may.ts';
import type { Session } from './api/session.ts';
import { useAsk } from './api/use-ask.ts';
import { personOf, unitOf } from './api/viewer.ts';
import { ConfigureView } from './configure/configure-view.tsx';
import type { Host, TabSettings } from './host/host.ts';
import { boardAddress } from './route.ts';
import { Skeleton } from './ui/skeleton.tsx';
import { TroublePage } from './ui/trouble.tsx';
import { troubleWords } from './ui/trouble-words.ts';
import { useWords } from './words.tsx';

type Props = { readonly host: Host; readonly session: Session; readonly onMe: (me: Me) => void };

/** The unit to propose: the one that this tab has, the one named like the team or channel, or the only one there is. */
const firstChoice = ({ entity, team, channel }: Host['context'], units: Me['units']): string => {
  const mine = units.filter(({ member }) => member);
  const found =
    units.find(({ key }) => key === entity) ??
    units.find(({ name }) => name === team?.name || name === channel?.name) ??
    (mine.length === 1 ? mine[0] : undefined);
  return found?.key ?? '';
};

const mayBind = (me: Me, key: string): boolean => {
  const unit = me.units.find((one) => one.key === key);
  if (unit === undefined) return false;
  const { member: _, ...known } = unit;
  return may(personOf(me), 'board.bind', unitOf({ ...known, language: me.language, startYear: null }));
};

export const ConfigurePage = ({ host, session, onMe }: Props) => {
  const { asked, again } = useAsk(session, 'me', ENDPOINTS.me);
  const me = asked.kind === 'ready' ? asked.value : null;
  useEffect(() => {
    if (me !== null) onMe(me);
  }, [me, onMe]);
  if (asked.kind === 'failed') return <TroublePage why={asked.why} onRetry={again} />;
  return me === null ? <Skeleton /> : <Choice host={host} session={session} me={me} />;
};

const Choice = ({ host, session, me }: Omit<Props, 'onMe'> & { readonly me: Me }) => {
  const words = useWords();
  const [chosen, choose] = useState(() => firstChoice(host.context, me.units));
  const [problem, setProblem] = useState<string | null>(null);
  const apart = host.context.channel?.apart === true;
  const allowed = useMemo(() => !apart && mayBind(me, chosen), [apart, me, chosen]);
  useEffect(() => host.maySave(allowed), [host, allowed]);
  useEffect(() => {
    host.onSave(async (): Promise<TabSettings | undefined> => {
      const { team, channel } = host.context;
      if (team !== undefined && channel !== undefined) {
        const place = { teamId: team.groupId, channelId: channel.id };
        const answer = await session.client.call(ENDPOINTS.bind, { unit: chosen }, place);
        if (answer.kind !== 'ok' && answer.kind !== 'unchanged') {
          setProblem(troubleWords(answer, words));
          return undefined;
        }
      }
      const contentUrl = location.origin + boardAddress(chosen);
      const suggestedDisplayName = words.screen.configure.tabName;
      return { entityId: chosen, contentUrl, websiteUrl: contentUrl, suggestedDisplayName };
    });
  }, [host, session, chosen, words]);
  return (
    <ConfigureView
      units={me.units}
      chosen={chosen}
      mayBind={allowed}
      problem={apart ? words.screen.configure.apart : problem}
      onChoose={(unit) => {
        setProblem(null);
        choose(unit);
      }}
    />
  );
};
