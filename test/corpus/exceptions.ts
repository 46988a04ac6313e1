/** A value that a peer asserts and SMER does not give, with the reason. */
interface Exception {
  readonly peer?: string;
  readonly file?: RegExp;
  readonly name: RegExp;
  readonly reason: string;
}

const exceptions: readonly Exception[] = [
  {
    name: /^(dsmr\.|crcValid$|cosem\.|crc$|Crc$|isValid$|error$|telegrams yielded|bytes left|plaintext equals|len\(result\)|first telegram)/,
    reason: 'about the check of the whole file: asserted by its outcome, its objects and its text',
  },
  {
    name: /^(RawIdent|EquipmentBrandTag|Ident|header)$/,
    reason: 'the identification line, asserted whole',
  },
  {
    name: /(\.unit$|[dD]escription$|reportedPeriod$|recordingPeriodMinutes$|CHANNEL_ID\.unit)/,
    reason: 'readings are in base units, and name no units or periods',
  },
  {
    name: /^(metadata\.dsmrVersion|dsmrVersion|P1Version|MessageVersion|version)$/,
    reason: 'the peer derives a number of its own from the version; SMER keeps what was sent',
  },
  {
    peer: 'athombv/node-dsmr-parser',
    name: /imestamp$/,
    reason: 'the peer stamps local time as UTC and ignores the letter (p1.md, 9.1)',
  },
  {
    peer: 'ruudverheijden/node-p1-reader',
    name: /(imestamp$|OfFailure$|\.month$)/,
    reason: 'the peer stamps local time as UTC, or the time of its test run for none',
  },
  {
    peer: 'ruudverheijden/node-p1-reader',
    name: /voltage\.L\d\.reading$/,
    reason: 'the peer cuts the decimals off voltages',
  },
  {
    peer: 'athombv/node-dsmr-parser',
    name: /^metadata\.numericMessage$/,
    reason: 'the peer gives 0 for a message that is not there (p1.md: absent is absent)',
  },
  {
    name: /^(electricity\.thresholdkW|electricity\.threshold\.value|electricity\.fuseThreshold|ACTUAL_TRESHOLD_ELECTRICITY\.value|FUSE_THRESHOLD_L1\.value)$/,
    reason:
      'all nines stand for a limit that is switched off (p1.md, 6.1), other thresholds are in base units by their unit',
  },
  {
    name: /(13_MONTHS\[\d\]\.datetime|history\[\d\]\.end|maximumDemandLastMonths\.count)$/,
    reason: 'a closing instant stands for the month before it; SMER names the month (p1.md, 4.5)',
  },
  {
    peer: 'ruudverheijden/node-p1-reader',
    name: /longPowerFailureLog\.log\[\d\]/,
    reason: 'the peer counts a failure from before the clock was set, and adds starts',
  },
  {
    peer: 'ruudverheijden/node-p1-reader',
    name: /^electricity\.(threshold|longPowerFailureLog|demand\.negativeActiveDemand\..*|demand\.maximumDemandLastMonths\.months)$/,
    reason: 'the peer gives null for what the meter does not send (p1.md: absent is absent)',
  },
  {
    peer: 'mijnverbruik/dsmr',
    name: /^(equipment_id|device_type|dst|measured_at|last_reading_measured_at|actual_threshold_electricity)$/,
    reason:
      'the name stands for several objects, which other peers assert apart, or for local time without its letter',
  },
  {
    peer: 'ndokter/dsmr_parser',
    file: /FLUVIUS_V171\.txt$/,
    name: /13_MONTHS\[\d\]\.(value|occurred)$/,
    reason:
      'the peer keeps the order of the meter, SMER sorts; the letter S in March is UTC+2 (p1.md, 12)',
  },
  {
    peer: 'reneklootwijk/node-dsmr',
    name: /history\[1\]\.start$/,
    reason: 'the peer goes by the zone, not by the letter S in March (p1.md, 12)',
  },
  {
    file: /ISKRA_IE\.txt$/,
    name: /^EQUIPMENT_IDENTIFIER_GAS\.value$/,
    reason: 'the peer takes the serial number of the electricity meter for that of a gas meter',
  },
  {
    file: /node-dsmr-parser-emucs171/,
    name: /^electricity\.actualConsumed$/,
    reason: 'the telegram has no 1-0:1.7.0, and its CRC is no number',
  },
  {
    file: /sagemcom-xt211/,
    name: /^metadata\.serialNumber$/,
    reason: 'an EAN of nothing but blanks is absent',
  },
  {
    peer: 'nielsbasjes/dsmr-tools',
    name: /^PowerFailureEventLog/,
    reason: 'the peer gives an empty log where the meter sends none',
  },
];

/** Why a value is not compared; undefined where it is to be. */
export function reasonToSkip(file: string, peer: string, name: string): string | undefined {
  return exceptions.find(
    (exception) =>
      (exception.peer === undefined || exception.peer === peer) &&
      (exception.file === undefined || exception.file.test(file)) &&
      exception.name.test(name),
  )?.reason;
}
