/** What SMER counts in. */
export type BaseUnit =
  | 'Wh'
  | 'W'
  | 'varh'
  | 'var'
  | 'VA'
  | 'dm3'
  | 'J'
  | 's'
  | 'V'
  | 'A'
  | 'Hz'
  | '';

/** A unit as it is sent, and the power of ten that makes it the base unit. */
export interface Unit {
  readonly symbol: string;
  readonly symbolBytes: Buffer;
  readonly base: BaseUnit;
  readonly exponent: number;
  /** Whether SMER counts the base unit in whole numbers, or as sent. */
  readonly whole: boolean;
  /** Whether the symbol may be missing; Lithuanian meters leave that of the frequency out. */
  readonly optional: boolean;
}

const fractionalBases: readonly BaseUnit[] = ['V', 'A', 'Hz', ''];
const optionalBases: readonly BaseUnit[] = ['Hz', ''];

const unit = (symbol: string, base: BaseUnit, exponent: number): Unit => ({
  symbol,
  symbolBytes: Buffer.from(symbol),
  base,
  exponent,
  whole: !fractionalBases.includes(base),
  optional: optionalBases.includes(base),
});

const units = [
  unit('kWh', 'Wh', 3),
  unit('Wh', 'Wh', 0),
  unit('MWh', 'Wh', 6),
  unit('kW', 'W', 3),
  unit('W', 'W', 0),
  unit('kvarh', 'varh', 3),
  unit('varh', 'varh', 0),
  unit('kvar', 'var', 3),
  unit('var', 'var', 0),
  unit('kVA', 'VA', 3),
  unit('VA', 'VA', 0),
  unit('m3', 'dm3', 3),
  unit('dm3', 'dm3', 0),
  unit('GJ', 'J', 9),
  unit('MJ', 'J', 6),
  unit('kJ', 'J', 3),
  unit('s', 's', 0),
  unit('V', 'V', 0),
  unit('A', 'A', 0),
  unit('Hz', 'Hz', 0),
  unit('', '', 0),
];

const bySymbol = new Map(units.map((each) => [each.symbol, each]));
const byLowerCase = new Map(units.map((each) => [each.symbol.toLowerCase(), each]));

/** The unit of that symbol, in any case where the exact one is unknown: `kVArh`, `kw`. */
export function unitOf(symbol: string): Unit | undefined {
  return bySymbol.get(symbol) ?? byLowerCase.get(symbol.toLowerCase());
}
