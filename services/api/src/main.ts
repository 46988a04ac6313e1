import { runService } from '@smer/shared/run-service';
import { loadApiConfig } from './config.ts';
import { startApi } from './start-api.ts';

void runService('api', loadApiConfig, startApi);
