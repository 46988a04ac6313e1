import { getCounter } from '../../containers/read-api.ts';
import type { Twins } from './start-twins.ts';

/** How much history has written of its checkpoint since it was started. */
export const checkpointBytes = async ({ disturbed }: Pick<Twins, 'disturbed'>): Promise<number> =>
  (await getCounter(disturbed, 'history', 'checkpointBytes')) ?? 0;
