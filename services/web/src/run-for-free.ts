import type { Reading } from '@smer/shared/reading';
import { type ApplianceDialog, createApplianceDialog } from './appliance-dialog.ts';
import {
  type Appliance,
  maxAppliances,
  parseAppliances,
  putAppliance,
  removeAppliance,
} from './appliances.ts';
import { elementOf, setText } from './elements.ts';
import { type ApplianceRow, createApplianceRow } from './free-row.ts';
import type { PageContext } from './page-context.ts';
import { storedChoice } from './stored-choice.ts';
import { type FreeVerdict, judgeFree, type SmoothedUse, smoothUse } from './surplus.ts';

const roundToW = 10;

/** "Can we run it for free?": each appliance of the browser's own list against the surplus. */
export class RunForFree {
  readonly #context: PageContext;
  readonly #dialog: ApplianceDialog;
  readonly #kept = storedChoice('smer.appliances');
  readonly #verdicts = new Map<string, FreeVerdict>();
  readonly #addButton = elementOf('add-appliance', HTMLButtonElement);
  #appliances = parseAppliances(this.#kept.read());
  #rows: ApplianceRow[] = [];
  #use: SmoothedUse | undefined;
  #isStale = false;

  constructor(context: PageContext) {
    this.#context = context;
    this.#dialog = createApplianceDialog(context.words, {
      onSave: (appliance) => this.#change(putAppliance(this.#appliances, appliance), appliance.id),
      onRemove: (id) => this.#change(removeAppliance(this.#appliances, id), id),
    });
    this.#addButton.addEventListener('click', this.#dialog.add);
    this.#draw();
  }

  show({ timestamp, usageWatts }: Reading): void {
    if (usageWatts === undefined) return;
    this.#use = smoothUse(this.#use, { timestampS: timestamp, usageW: usageWatts });
    this.#answer();
  }

  /** Old readings answer nothing about now. */
  showStale(isStale: boolean): void {
    if (isStale === this.#isStale) return;
    this.#isStale = isStale;
    this.#answer();
  }

  #change(list: readonly Appliance[], id: string): void {
    this.#appliances = list;
    this.#kept.write(JSON.stringify(list));
    this.#verdicts.delete(id);
    this.#draw();
    // The rows are new ones: who came by keyboard would find themselves at the top of the page.
    (this.#rows.find(({ appliance }) => appliance.id === id) ?? this.#addButton).focus();
  }

  #draw(): void {
    this.#rows = this.#appliances.map((appliance) =>
      createApplianceRow(appliance, this.#context, () => this.#dialog.edit(appliance)),
    );
    const rows = this.#rows.map(({ element }) => element);
    elementOf('free-rows', HTMLTableSectionElement).replaceChildren(...rows);
    this.#addButton.disabled = this.#appliances.length >= maxAppliances;
    this.#answer();
  }

  #answer(): void {
    const surplusW = this.#surplusW();
    setText(elementOf('surplus', HTMLElement), this.#summary(surplusW));
    for (const { appliance, show } of this.#rows) show(this.#judge(appliance, surplusW));
  }

  #judge({ id, powerW }: Appliance, surplusW: number | undefined): FreeVerdict | undefined {
    if (surplusW === undefined) return undefined;
    const verdict = judgeFree(this.#verdicts.get(id), surplusW, powerW);
    this.#verdicts.set(id, verdict);
    return verdict;
  }

  #surplusW(): number | undefined {
    return this.#use && !this.#isStale ? Math.max(0, -this.#use.usageW) : undefined;
  }

  #summary(surplusW: number | undefined): string {
    const { words, format } = this.#context;
    if (surplusW === undefined) return words.surplusUnknown;
    const rounded = Math.round(surplusW / roundToW) * roundToW;
    return rounded === 0 ? words.noSurplus : words.surplus(format.watts(rounded));
  }
}
