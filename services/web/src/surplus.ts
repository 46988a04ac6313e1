/** Net use, smoothed so that a kettle or a cloud of seconds changes no answer. Negative is surplus. */
export interface SmoothedUse {
  readonly timestampS: number;
  readonly usageW: number;
}

export type FreeAnswer = 'yes' | 'partly' | 'no';

/** An answer, and how much of the appliance the surplus covers, 0 to 1. */
export interface FreeVerdict {
  readonly answer: FreeAnswer;
  readonly coveredShare: number;
}

const timeConstantS = 45;
const forgetAfterS = 300;
/** What must be covered to reach an answer, and the lower share at which it is given up. */
const yesFrom = 1;
const yesUntil = 0.9;
const partlyFrom = 0.15;
const partlyUntil = 0.08;
/** The most that is shown of what does not suffice. */
const nearlyAll = 0.95;
/** The share shown stays while the true one is within this. */
const shareTolerance = 0.04;

/** Follows net use as an exponential mean over 45 s; after 5 minutes of silence it starts anew. */
export function smoothUse(previous: SmoothedUse | undefined, now: SmoothedUse): SmoothedUse {
  const elapsedS = previous ? now.timestampS - previous.timestampS : forgetAfterS;
  if (!previous || elapsedS >= forgetAfterS || elapsedS < 0) return now;
  const weight = 1 - Math.exp(-elapsedS / timeConstantS);
  return { ...now, usageW: previous.usageW + (now.usageW - previous.usageW) * weight };
}

/** Can an appliance run on the surplus? With hysteresis: an answer is given up later than it is reached. */
export function judgeFree(
  previous: FreeVerdict | undefined,
  surplusW: number,
  applianceW: number,
): FreeVerdict {
  const share = Math.min(1, Math.max(0, surplusW / applianceW));
  const answer = answerOf(share, previous?.answer);
  const steady =
    previous !== undefined && Math.abs(previous.coveredShare - share) <= shareTolerance;
  const shown = steady ? previous.coveredShare : roundToStep(share);
  return { answer, coveredShare: answer === 'yes' ? shown : Math.min(shown, nearlyAll) };
}

function answerOf(share: number, previous: FreeAnswer | undefined): FreeAnswer {
  if (share >= (previous === 'yes' ? yesUntil : yesFrom)) return 'yes';
  if (share >= (previous === 'no' || previous === undefined ? partlyFrom : partlyUntil)) {
    return 'partly';
  }
  return 'no';
}

const roundToStep = (share: number) => Math.round(share * 20) / 20;
