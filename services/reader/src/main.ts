import { runService } from '@smer/shared/run-service';
import { loadReaderConfig } from './config.ts';
import { startReader } from './start-reader.ts';

void runService('reader', loadReaderConfig, startReader);
