import type { Reading } from '@smer/shared/reading';
import { elementOf, make, setText } from './elements.ts';
import { phaseNames, phasePowersW } from './history-series.ts';
import type { PageContext } from './page-context.ts';

export interface PhasesTable {
  show(reading: Reading): void;
}

/** Power, voltage and current of each phase; phases and figures the meter does not send are left out. */
export function createPhasesTable({ format }: PageContext): PhasesTable {
  const table = elementOf('phases', HTMLTableElement);
  const body = elementOf('phase-rows', HTMLTableSectionElement);
  const rows = phaseNames.map((name) => phaseRow(name));
  body.replaceChildren(...rows.map(({ row }) => row));
  return {
    show: (reading) => {
      const figures = phaseFigures(reading, format);
      for (const [index, { row, cells }] of rows.entries()) {
        const texts = figures[index] ?? [];
        row.hidden = texts.every((text) => text === undefined);
        for (const [column, cell] of cells.entries()) setText(cell, texts[column] ?? '–');
      }
      table.hidden = rows.every(({ row }) => row.hidden);
    },
  };
}

function phaseRow(name: string) {
  const cells = [make('td'), make('td'), make('td')];
  const row = make('tr', {}, [make('th', { text: name, attributes: { scope: 'row' } }), ...cells]);
  return { row, cells };
}

function phaseFigures(reading: Reading, format: PageContext['format']) {
  const powers = phasePowersW(reading);
  const voltages = [reading.voltageL1V, reading.voltageL2V, reading.voltageL3V];
  const currents = [reading.currentL1A, reading.currentL2A, reading.currentL3A];
  return phaseNames.map((_, index) => [
    written(powers[index], format.watts),
    written(voltages[index], format.volts),
    written(currents[index], format.amperes),
  ]);
}

const written = (value: number | undefined, format: (value: number) => string) =>
  value === undefined ? undefined : format(value);
