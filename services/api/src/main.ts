import { runService } from '@smer/shared/run-service';
import { loadApiConfig } from './config.ts';
import { startApi } from './start-api.ts';

await runService('api', loadApiConfig, startApi);
