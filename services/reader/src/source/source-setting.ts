/** Where the bytes come from, as P1_SOURCE tells. */
export type SourceSetting =
  | { readonly kind: 'auto' }
  | { readonly kind: 'device'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'file'; readonly path: string };

const expected = 'expected auto, a device path, tcp://host:port or file:PATH';

/** Reads `auto`, `/dev/ttyUSB0`, `tcp://meter:2323` or `file:telegrams.txt`. Throws on anything else. */
export function parseSource(text: string): SourceSetting {
  if (text === 'auto') return { kind: 'auto' };
  if (text.startsWith('/')) return { kind: 'device', path: text };
  if (text.startsWith('file:') && text.length > 5) return { kind: 'file', path: text.slice(5) };
  const address = /^tcp:\/\/(?:\[([0-9A-Fa-f:]+)\]|([^:/\s]+)):(\d{1,5})\/?$/.exec(text);
  const host = address?.[1] ?? address?.[2];
  const port = Number(address?.[3]);
  if (host === undefined || port < 1 || port > 65_535) throw new Error(expected);
  return { kind: 'tcp', host, port };
}

/** The setting as a user would write it. */
export function describeSource(source: SourceSetting): string {
  switch (source.kind) {
    case 'auto':
      return 'auto';
    case 'device':
      return source.path;
    case 'tcp':
      return `tcp://${source.host.includes(':') ? `[${source.host}]` : source.host}:${source.port}`;
    case 'file':
      return `file:${source.path}`;
  }
}
