/** Something one could switch on. The original's three have a kind instead of a name, so that they speak the page's language. */
export interface Appliance {
  readonly id: string;
  readonly kind?: OriginalKind;
  readonly name?: string;
  readonly powerW: number;
}

export type OriginalKind = 'washingMachine' | 'dishwasher' | 'television';

export const maxAppliances = 20;
export const maxNameLength = 40;
export const maxPowerW = 50_000;

export const originalAppliances: readonly Appliance[] = [
  { id: 'washing-machine', kind: 'washingMachine', powerW: 2000 },
  { id: 'dishwasher', kind: 'dishwasher', powerW: 1500 },
  { id: 'television', kind: 'television', powerW: 300 },
];

/** Reads what the browser kept; anything that is not a list of appliances gives the original three. */
export function parseAppliances(kept: string | null): readonly Appliance[] {
  if (kept === null) return originalAppliances;
  try {
    const list: unknown = JSON.parse(kept);
    return Array.isArray(list) && list.length <= maxAppliances && list.every(isAppliance)
      ? list
      : originalAppliances;
  } catch {
    return originalAppliances;
  }
}

/** Replaces the appliance of the same id, or adds it at the end. */
export function putAppliance(
  list: readonly Appliance[],
  appliance: Appliance,
): readonly Appliance[] {
  const known = list.some(({ id }) => id === appliance.id);
  if (!known) return [...list, appliance].slice(0, maxAppliances);
  return list.map((other) => (other.id === appliance.id ? appliance : other));
}

export const removeAppliance = (list: readonly Appliance[], id: string): readonly Appliance[] =>
  list.filter((appliance) => appliance.id !== id);

function isAppliance(value: unknown): value is Appliance {
  if (typeof value !== 'object' || value === null) return false;
  const { id, kind, name, powerW } = value as Record<string, unknown>;
  const named = typeof name === 'string' && name.length > 0 && name.length <= maxNameLength;
  const original = originalAppliances.some((appliance) => appliance.kind === kind);
  return typeof id === 'string' && (named || original) && isPower(powerW);
}

const isPower = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maxPowerW;
