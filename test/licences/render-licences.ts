/** The part of package-lock.json (version 3) that tells licences. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly isShipped: boolean;
}

/** Packages that tell their licence in a way the lock file does not repeat. */
const toldElsewhere: Readonly<Record<string, string>> = {
  buildcheck: 'MIT',
  'cpu-features': 'MIT',
  ssh2: 'MIT',
};

const head = `# Licences of what SMER depends on

Made by \`npm run licences\` from the lock file; a test compares the two. Beside these packages the images hold Node (MIT), nginx (BSD-2-Clause) or
nats-server (Apache-2.0), and what their base images bring.`;

/** A page that lists every dependency with its licence: those in the images first. */
export function renderLicences(lock: LockFile): string {
  const all = dependenciesOf(lock);
  const shipped = all.filter(({ isShipped }) => isShipped);
  const tools = all.filter(({ isShipped }) => !isShipped);
  const sections = [
    head,
    section('In the images', shipped),
    section('Only to build and test', tools),
  ];
  return `${sections.join('\n\n')}\n`;
}

function dependenciesOf({ packages }: LockFile): Dependency[] {
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && !link)
    .map(([path, locked]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const licence = locked.license ?? toldElsewhere[name] ?? 'unknown';
      const isShipped = !locked.dev && !locked.devOptional;
      return { name, version: locked.version ?? '', licence, isShipped };
    });
}

function section(title: string, dependencies: readonly Dependency[]): string {
  const licences = [...new Set(dependencies.map(({ licence }) => licence))].sort();
  const rows = licences.map((licence) => {
    const named = dependencies
      .filter((dependency) => dependency.licence === licence)
      .map(({ name, version }) => `${name} ${version}`);
    return `| ${licence} | ${[...new Set(named)].sort().join(', ')} |`;
  });
  return [`## ${title}`, '', '| licence | packages |', '|---|---|', ...rows].join('\n');
}
