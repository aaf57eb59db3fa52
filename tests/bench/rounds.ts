/** Rounds of every comparison; each measures us and the floor, in turns who comes first. */
export const ROUNDS = 5;

/**
 * Measures both in each of the rounds after one that does not count. What each gives is handed back by round.
 */
export const inRounds = async <T>(
  ours: (round: number) => Promise<T>,
  floor: (round: number) => Promise<T>,
  rounds: number = ROUNDS,
): Promise<readonly { readonly ours: T; readonly floor: T }[]> => {
  await ours(-1);
  await floor(-1);
  const measured: { ours: T; floor: T }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await ours(round);
      measured.push({ ours: first, floor: await floor(round) });
    } else {
      const first = await floor(round);
      measured.push({ ours: await ours(round), floor: first });
    }
  }
  return measured;
};
