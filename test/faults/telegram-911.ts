import { renderTelegram } from '../meter/render-telegram.ts';
import { renderOctets, renderW } from '../meter/render-values.ts';

export const telegramBytes = 911;

/** A DSMR 5 telegram of 911 bytes, valid CRC included; only the power imported differs. */
export function telegram911(powerImportedW: number): Buffer {
  const telegram = renderTelegram('SMR5\\2ONFIRE', linesFor(powerImportedW));
  if (telegram.length !== telegramBytes) throw new Error(`it has ${telegram.length} bytes`);
  return telegram;
}

const linesFor = (powerImportedW: number): string[] => [
  '1-3:0.2.8(50)',
  '0-0:1.0.0(260714183000S)',
  `0-0:96.1.1(${renderOctets('E0911000000042')})`,
  '1-0:1.8.1(004321.987*kWh)',
  '1-0:1.8.2(003210.876*kWh)',
  '1-0:2.8.1(001234.567*kWh)',
  '1-0:2.8.2(002345.678*kWh)',
  '0-0:96.14.0(0002)',
  `1-0:1.7.0(${renderW(powerImportedW)})`,
  '1-0:2.7.0(00.000*kW)',
  '0-0:96.7.21(00006)',
  '0-0:96.7.9(00002)',
  '1-0:99.97.0(2)(0-0:96.7.19)(251104061512W)(0000004210*s)(240731152748S)(0000000347*s)',
  '1-0:32.32.0(00003)',
  '1-0:52.32.0(00001)',
  '1-0:72.32.0(00002)',
  '1-0:32.36.0(00000)',
  '1-0:52.36.0(00000)',
  '1-0:72.36.0(00001)',
  `0-0:96.13.0(${renderOctets('One bit')})`,
  '1-0:32.7.0(230.1*V)',
  '1-0:52.7.0(231.2*V)',
  '1-0:72.7.0(229.8*V)',
  '1-0:31.7.0(002*A)',
  '1-0:51.7.0(001*A)',
  '1-0:71.7.0(003*A)',
  '1-0:21.7.0(00.400*kW)',
  '1-0:41.7.0(00.300*kW)',
  '1-0:61.7.0(00.500*kW)',
  '1-0:22.7.0(00.000*kW)',
  '1-0:42.7.0(00.000*kW)',
  '1-0:62.7.0(00.000*kW)',
  '0-1:24.1.0(003)',
  `0-1:96.1.0(${renderOctets('G0911000000042')})`,
  '0-1:24.2.1(260714183000S)(01234.567*m3)',
];
