import { readFileSync } from 'node:fs';

/** Loaded before a service: makes its Date tell the time as far off as OFFSET_FILE says, within a tenth of a second. */
const TrueDate = Date;
const readOffsetMs = () => Number(readFileSync(process.env.OFFSET_FILE, 'utf8')) || 0;
let offsetMs = readOffsetMs();
setInterval(() => {
  offsetMs = readOffsetMs();
}, 100).unref();

globalThis.Date = class extends TrueDate {
  constructor(...args) {
    if (args.length === 0) super(TrueDate.now() + offsetMs);
    else super(...args);
  }

  static now() {
    return TrueDate.now() + offsetMs;
  }
};
