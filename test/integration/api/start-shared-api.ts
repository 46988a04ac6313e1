import { after } from 'node:test';
import { type StartedApi, startApi } from './start-api.ts';

/** An API for all cases of a file, which ends with them; it soon says that no answer comes. */
export async function startSharedApi(): Promise<StartedApi> {
  const api = await startApi({ TZ: 'Europe/Amsterdam', ANSWER_TIMEOUT_MS: '300' });
  after(() => api[Symbol.asyncDispose]());
  return api;
}
