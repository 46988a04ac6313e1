export { followEvents } from '../../support/follow-events.ts';
