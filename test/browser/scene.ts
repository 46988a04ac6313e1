import { dutchHouse, type House } from './simulated-house.ts';

/** What the stand-in plays; may be changed while a page looks on. */
export interface Scene {
  house: House;
  /** One of the health page's problem codes, or `api-missing`. */
  trouble?: string | undefined;
  /** The house's present moment, epoch seconds. */
  nowS: number;
  /** The problem with which store and load end. */
  taskProblem?: { status: number; errorCode: string } | undefined;
  /** Without events the page has to ask. */
  hasEvents: boolean;
  isHistoryEmpty: boolean;
  /** The history refuses to answer, though health says that all is well. */
  isHistoryRefusing: boolean;
  /** How long the history takes to answer. */
  historyDelayMs: number;
}

export const createScene = (changes: Partial<Scene>): Scene => ({
  house: dutchHouse,
  nowS: Date.parse('2026-06-17T14:32:10+02:00') / 1000,
  hasEvents: true,
  isHistoryEmpty: false,
  isHistoryRefusing: false,
  historyDelayMs: 0,
  ...changes,
});

/** Is it a trouble in which no telegram comes? */
export const isSilent = ({ trouble }: Scene): boolean =>
  trouble !== undefined && trouble !== 'history-missing';
