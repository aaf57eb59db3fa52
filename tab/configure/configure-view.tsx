/**
 * The page that Teams shows when the tab is added to a channel.
 * Lives here: the choice of the unit.
 * The one rule: it never saves without the person having seen which unit it is.
 */

import type { Me } from '../../bot/domain/board/board.ts';
import { useWords } from '../words.tsx';

type Props = {
  readonly units: Me['units'];
  readonly chosen: string;
  readonly mayBind: boolean;
  readonly problem: string | null;
  readonly onChoose: (unit: string) => void;
};

export const ConfigureView = ({ units, chosen, mayBind, problem, onChoose }: Props) => {
  const { configure, choose } = useWords().screen;
  const name = units.find(({ key }) => key === chosen)?.name;
  return (
    <main className="configure">
      <h1>{configure.title}</h1>
      {units.length === 0 ? (
        <p>{configure.noUnits}</p>
      ) : (
        <>
          <p>{configure.lead}</p>
          <label className="field">
            {configure.unit}
            <select value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
              <option value="">{choose}</option>
              {units.map(({ key, name: unit }) => (
                <option key={key} value={key}>
                  {unit}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <div role="status">
        {problem !== null && <p className="problem">{problem}</p>}
        {problem === null && name !== undefined && <p>{mayBind ? configure.ready(name) : configure.mayNot}</p>}
      </div>
    </main>
  );
};
