import { getHealth } from '../../containers/read-api.ts';
import type { Twins } from './start-twins.ts';

/** How much history has written of its checkpoint since it was started. */
export async function checkpointBytes({ disturbed }: Pick<Twins, 'disturbed'>): Promise<number> {
  const { parts } = await getHealth(disturbed);
  const history = parts.find(({ service }) => service === 'history');
  return history?.instances[0]?.counters['checkpointBytes'] ?? 0;
}
