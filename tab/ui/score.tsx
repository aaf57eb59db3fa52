const STEPS = [1, 2, 3, 4, 5];

/** A score of 1 to 5, drawn as five marks; `label` says it in words. */
export const ScoreMarks = ({ score, label }: { readonly score: number; readonly label: string }) => (
  <span className="score" role="img" aria-label={label}>
    {STEPS.map((step) => (
      <i key={step} data-done={step <= score || undefined} />
    ))}
  </span>
);
