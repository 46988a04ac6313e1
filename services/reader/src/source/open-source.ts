import { findDevice } from './find-device.ts';
import type { OpenLine } from './line.ts';
import { openFile } from './open-file.ts';
import { openSerial } from './open-serial.ts';
import { openTcp } from './open-tcp.ts';
import type { SourceSetting } from './source-setting.ts';

/** How to open what P1_SOURCE names, each time anew. */
export function openSource(source: SourceSetting, pace: 'meter' | 'fast'): OpenLine {
  switch (source.kind) {
    case 'auto':
      return async (settings) => openSerial(await findDevice(), settings);
    case 'device':
      return (settings) => openSerial(source.path, settings);
    case 'tcp':
      return (_settings, signal) => openTcp(source.host, source.port, signal);
    case 'file':
      return (_settings, signal) => openFile(source.path, { pace, signal });
  }
}
