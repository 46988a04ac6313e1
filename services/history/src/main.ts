import { runService } from '@smer/shared/run-service';
import { loadHistoryConfig } from './config.ts';
import { startHistory } from './start-history.ts';

void runService('history', loadHistoryConfig, startHistory);
