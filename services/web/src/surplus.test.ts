import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type FreeVerdict, judgeFree, smoothUse } from './surplus.ts';

const afterSurpluses = (surplusesW: readonly number[], applianceW: number) =>
  surplusesW.reduce<FreeVerdict | undefined>(
    (verdict, surplusW) => judgeFree(verdict, surplusW, applianceW),
    undefined,
  );

describe('smoothUse', () => {
  it('takes the first reading as it is', () => {
    assert.equal(smoothUse(undefined, { timestampS: 10, usageW: -900 }).usageW, -900);
  });

  it('lets a kettle of 20 seconds change little', () => {
    const before = { timestampS: 0, usageW: -1000 };
    const during = smoothUse(before, { timestampS: 20, usageW: 1000 });
    assert.ok(during.usageW < -250, `${during.usageW}`);
  });

  it('starts anew after 5 minutes without readings', () => {
    const before = { timestampS: 0, usageW: -1000 };
    assert.equal(smoothUse(before, { timestampS: 300, usageW: 500 }).usageW, 500);
  });

  it('starts anew when the clock goes back', () => {
    const before = { timestampS: 1000, usageW: -1000 };
    assert.equal(smoothUse(before, { timestampS: 10, usageW: 500 }).usageW, 500);
  });

  it('stays between the readings it has seen', () => {
    const use = fc.record({ stepS: fc.integer({ min: 1, max: 60 }), usageW: fc.integer() });
    fc.assert(
      fc.property(fc.array(use, { minLength: 1 }), (uses) => {
        let timestampS = 0;
        let smoothed: ReturnType<typeof smoothUse> | undefined;
        for (const { stepS, usageW } of uses) {
          timestampS += stepS;
          smoothed = smoothUse(smoothed, { timestampS, usageW });
        }
        const seenW = uses.map(({ usageW }) => usageW);
        const toleranceW = 1e-3;
        assert.ok((smoothed?.usageW ?? 0) <= Math.max(...seenW) + toleranceW);
        assert.ok((smoothed?.usageW ?? 0) >= Math.min(...seenW) - toleranceW);
      }),
    );
  });

  it('arrives at steady use within 5 minutes, for meters of 1 and of 10 seconds', () => {
    for (const stepS of [1, 10]) {
      let smoothed = { timestampS: 0, usageW: 0 };
      for (let timestampS = stepS; timestampS <= 300; timestampS += stepS) {
        smoothed = smoothUse(smoothed, { timestampS, usageW: -2000 });
      }
      assert.ok(smoothed.usageW < -1990, `${smoothed.usageW}`);
    }
  });
});

describe('judgeFree', () => {
  const cases = [
    { surplusW: 2000, answer: 'yes', coveredShare: 1 },
    { surplusW: 9000, answer: 'yes', coveredShare: 1 },
    { surplusW: 1000, answer: 'partly', coveredShare: 0.5 },
    { surplusW: 100, answer: 'no', coveredShare: 0.05 },
    { surplusW: 0, answer: 'no', coveredShare: 0 },
  ];
  for (const { surplusW, answer, coveredShare } of cases) {
    it(`answers ${answer} for 2000 W with ${surplusW} W to spare`, () => {
      assert.deepEqual(judgeFree(undefined, surplusW, 2000), { answer, coveredShare });
    });
  }

  it('keeps yes while the surplus dips a little below', () => {
    assert.equal(afterSurpluses([2000, 1850], 2000)?.answer, 'yes');
  });

  it('gives yes up when the surplus falls clearly below', () => {
    assert.equal(afterSurpluses([2000, 1750], 2000)?.answer, 'partly');
  });

  it('does not say yes to a surplus that only nearly suffices', () => {
    assert.equal(afterSurpluses([1750, 1950], 2000)?.answer, 'partly');
  });

  it('changes its answer at most once while the surplus wavers by 5 % around any level', () => {
    const wavering = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), wavering, (levelW, waves) => {
        const answers: string[] = [];
        let verdict: FreeVerdict | undefined;
        for (const wave of waves) {
          verdict = judgeFree(verdict, levelW + wave * 0.025 * 2000, 2000);
          if (answers.at(-1) !== verdict.answer) answers.push(verdict.answer);
        }
        assert.ok(answers.length <= 2, answers.join());
      }),
    );
  });

  it('covers all of an appliance only where it says yes', () => {
    const anySurplusW = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(fc.array(anySurplusW, { minLength: 1 }), (surplusesW) => {
        const verdict = afterSurpluses(surplusesW, 2000);
        assert.ok(verdict?.coveredShare !== 1 || verdict.answer === 'yes', verdict?.answer);
      }),
    );
  });

  it('shows the same share while the surplus wavers by 4 %', () => {
    const first = judgeFree(undefined, 1000, 2000);
    assert.equal(judgeFree(first, 1070, 2000).coveredShare, first.coveredShare);
  });
});
