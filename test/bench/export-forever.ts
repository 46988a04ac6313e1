import { get } from 'node:http';

/** Reads an address over and over on so many connections: `export-forever.ts URL CLIENTS`. */
const [url = '', clients = '1'] = process.argv.slice(2);

const readAll = () =>
  new Promise<void>((resolve, reject) => {
    get(url, (response) => response.resume().on('end', resolve)).on('error', reject);
  });

await Promise.all(
  Array.from({ length: Number(clients) }, async () => {
    for (;;) await readAll();
  }),
);
