import { runService } from '@smer/shared/run-service';
import { loadReaderConfig } from './config.ts';
import { startReader } from './start-reader.ts';

await runService('reader', loadReaderConfig, startReader);
