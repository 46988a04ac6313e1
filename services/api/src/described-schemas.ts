import { instanceStatus } from '@smer/shared/contract';
import { healthReport } from '@smer/shared/health-report';
import { demandAnswer, energyBucket } from '@smer/shared/history-page';
import { linkStatus } from '@smer/shared/link';
import { problemDocument } from '@smer/shared/problem-document';
import { cosemObject, mbusDevice } from '@smer/shared/reading';
import * as z from 'zod';
import { currentReading } from './current-reading.ts';
import { energyAnswer } from './energy-answer.ts';
import { historyAnswer } from './history-answer.ts';
import { loadAnswer, loadLine, storeAnswer, storeLine } from './task-answer.ts';

/** The schemas that the description calls by name. */
const named = {
  CurrentReading: currentReading,
  MbusDevice: mbusDevice,
  CosemObject: cosemObject,
  History: historyAnswer,
  Energy: energyAnswer,
  EnergyBucket: energyBucket,
  Demand: demandAnswer,
  StoreResult: storeAnswer,
  StoreLine: storeLine,
  LoadResult: loadAnswer,
  LoadLine: loadLine,
  Health: healthReport,
  InstanceStatus: instanceStatus,
  LinkStatus: linkStatus,
  Problem: problemDocument,
};

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });

const uri = (id: string) => `#/components/schemas/${id}`;

/** All named schemas as JSON Schema (2020-12), referring to each other. */
export function schemas(): Record<string, unknown> {
  const described = z.toJSONSchema(registry, { uri, override: dropSafeIntegerBounds });
  return Object.fromEntries(
    Object.entries(described.schemas).map(([id, { $schema, $id, ...schema }]) => [id, schema]),
  );
}

/** A reference to a named schema; any other is written out. */
export function schemaReference(schema: z.ZodType): Record<string, unknown> {
  const id = registry.get(schema)?.id;
  if (id !== undefined) return { $ref: uri(id) };
  const { $schema, ...described } = z.toJSONSchema(schema);
  return described;
}

/** Bounds that only say "a JavaScript integer" say nothing to the reader. */
function dropSafeIntegerBounds({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
