import type { LoadLine } from './compare-load.ts';
import { monthS } from './fill-history.ts';
import { bareElsewhere, original } from './references.ts';

interface Ports {
  /** Of the nginx before the bare API, and before SMER's. */
  readonly bare: number;
  readonly own: number;
}

const tenThousandS = 100_000;
const daysBack = 20;
const writtenAnew = 'bare, 10,000 readings written anew';
const requestReply = 'bare request-reply';

const range = (from: number, lengthS: number) => `/api/history?from=${from}&to=${from + lengthS}`;

/** A range of 10,000 readings: one reading further back each time, as pages do that are opened one after the other. */
const sliding = (nowS: number) => (n: number) =>
  range(nowS - daysBack * 86_400 - (n % 80_000) * 10, tenThousandS);

/** A prime step, so that the ranges lie all over the month. */
export const anywhere = (nowS: number) => (n: number) =>
  range(nowS - tenThousandS - ((n * 7919) % 250_000) * 10, tenThousandS);

const points = (nowS: number, lengthS: number) => (n: number) =>
  `/api/history?from=${nowS - lengthS + (n % 1000)}&to=${nowS}&points=600`;

/** What the API is asked, of a month that ends at an instant, and the bare services beside it. */
export function loadLines(ports: Ports, nowS: number): LoadLine[] {
  const ofTenThousand = (target: number) => ({
    against: writtenAnew,
    original: { reference: original.tenThousand, target, waitTarget: 20 },
  });
  const bareLines: LoadLine[] = [
    {
      name: requestReply,
      port: ports.bare,
      path: () => '/api/current',
      elsewhere: bareElsewhere.requestReply,
    },
    {
      name: 'bare, the value at hand',
      port: ports.bare,
      path: () => '/api/at-hand',
      elsewhere: bareElsewhere.atHand,
    },
    {
      name: writtenAnew,
      port: ports.bare,
      path: () => '/api/readings',
      elsewhere: bareElsewhere.writtenAnew,
    },
  ];
  const ownLines: Omit<LoadLine, 'port'>[] = [
    {
      name: '/api/current',
      path: () => '/api/current',
      against: requestReply,
      original: { reference: original.current, target: 6 },
    },
    {
      name: '60 s of history',
      path: () => '/api/history?res=60',
      against: requestReply,
      original: { reference: original.minute },
    },
    { name: '10,000 readings, different ranges', path: sliding(nowS), ...ofTenThousand(10) },
    { name: '10,000 readings, anywhere in a month', path: anywhere(nowS), ...ofTenThousand(10) },
    { name: '10,000 readings, the same', path: () => sliding(nowS)(0), ...ofTenThousand(25) },
    { name: '600 points of a day', path: points(nowS, 86_400), against: requestReply },
    {
      name: '600 points of a month',
      path: points(nowS, monthS),
      within: { line: '600 points of a day', times: 2 },
    },
  ];
  return [...bareLines, ...ownLines.map((line) => ({ ...line, port: ports.own }))];
}
