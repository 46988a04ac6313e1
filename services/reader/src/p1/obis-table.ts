/**
 * Every OBIS reference that SMER knows: what it means, how it is written and which of the
 * reading's fields it becomes. `n` is an M-Bus channel, 1 to 4. Objects that no row names, those of
 * kind `other`, and tariffs without a field are kept as they were sent.
 *
 * Kinds: `quantity` a number with its unit, never negative; `tariff` the same, of energy at a tariff
 * beyond 2, which the totals are made of where the meter sends none; `count` digits; `octets`
 * hexadecimal text; `message` the same, for people; `identifier` the equipment identifier, of which
 * the topmost row wins; the rest are named for what they are.
 *
 * Sources: 2p DSMR 2.x paper; 2 DSMR 2.2 as fielded; 3 DSMR 3.0; 40 DSMR 4.0.4; 4 DSMR 4.0.7 to
 * 4.2.2; 5 DSMR 5.0.2; BE eMUCS; LU Luxembourg E-Meter P1; SE Sweden and Finland, HAN; HU E.ON
 * Hungary; LT ESO Lithuania; CH Groupe E; AT Energienetze Steiermark; IL Israel; DE EasyMeter D0.
 */
export const obisTable = `
reference    | kind       | field                      | unit  | format     | source            | meaning
1-3:0.2.8    | version    | version                    |       | S2         | 40 4 5 LU AT      | version of P1
0-0:96.1.4   | version    | version                    |       | S5         | BE CH             | version of eMUCS-P1
0-0:1.0.0    | clock      |                            |       | TST        | 40 4 5 BE LU SE HU LT CH AT | time of the telegram
0-0:96.1.1   | identifier |                            |       | S0-96      | 2 3 40 4 5 BE LT  | equipment identifier
0-0:42.0.0   | identifier |                            |       | S32        | 2p LU HU          | COSEM logical device name
0-0:96.1.0   | identifier |                            |       | S          | HU DE             | serial number
0-0:96.1.255 | identifier |                            |       | S          | DE                | serial number
0-0:0.0.0    | identifier |                            |       | S          | CH                | device address
1-0:0.0.0    | identifier |                            |       | S          | BE DE             | device address
0-0:96.1.2   | octets     | connectionIdentifier       |       | S          | BE CH             | EAN of the connection
0-0:96.14.0  | count      | tariffIndicator            |       | S4         | 2 3 40 4 5 BE HU CH | tariff in force
0-0:96.14.1  | count      | tariffIndicator            |       | S2         | IL                | tariff in force
0-0:96.3.10  | breaker    | breaker                    |       | I1         | 2 3 40 BE LU HU   | state of the breaker
0-0:24.4.0   | breaker    | breaker                    |       | I1         | 2p                | switch position
0-n:96.3.10  | other      |                            |       | I1         | LU BE             | state of relay n
0-0:17.0.0   | limiter    |                            |       | F4(1,1)    | 2 3 40 BE LU HU   | threshold of the limiter: A, kW or kVA
1-0:31.4.0   | threshold  |                            | A     | F3(0,0)    | BE HU             | threshold of the fuse supervision, L1
1-0:51.4.0   | other      |                            | A     | F5(2,2)    | HU                | threshold of the fuse supervision, L2
1-0:71.4.0   | other      |                            | A     | F5(2,2)    | HU                | threshold of the fuse supervision, L3
1-1:31.4.0   | other      |                            | A     | 2 F3(0,0)  | LU                | current thresholds, import and export
1-1:34.4.0   | other      |                            | A     | 2 F3(0,0)  | LU                | current thresholds, import and export
1-0:94.32.1  | other      |                            | V     | I          | BE                | nominal voltage of the grid
0-0:96.13.0  | message    | textMessage                |       | S0-2048    | 2 3 40 4 5 BE LU SE HU CH | text message
0-0:96.13.1  | message    | numericMessage             |       | S0-16      | 2 3 40 4 BE CH    | code of a message
0-0:96.13.2  | other      |                            |       | S0-2048    | LU                | text message of M-Bus channel 1
0-0:96.13.3  | other      |                            |       | S0-2048    | LU                | text message of M-Bus channel 2
0-0:96.13.4  | other      |                            |       | S0-2048    | LU                | text message of M-Bus channel 3
0-0:96.13.5  | other      |                            |       | S0-2048    | LU                | text message of M-Bus channel 4
1-0:0.2.0    | other      |                            |       | version    | LT                | firmware identifier, core
1-1:0.2.0    | other      |                            |       | version    | LT                | firmware identifier, module
1-0:0.2.8    | other      |                            |       | version    | LT                | firmware signature, core
1-1:0.2.8    | other      |                            |       | version    | LT                | firmware signature, module
1-0:0.4.2    | other      |                            |       | number     | SE                | ratio of the current transformer
1-0:0.4.3    | other      |                            |       | number     | SE                | ratio of the voltage transformer
1-0:1.4.2    | other      |                            |       | number     | SE                | ratio of the current transformer
1-0:1.4.3    | other      |                            |       | number     | SE                | ratio of the voltage transformer
1-0:96.5.5   | other      |                            |       | S2         | DE                | status of the meter
1-0:1.8.0    | quantity   | energyImportedWh           | kWh   | F9(3,3)    | LU SE HU LT AT DE | energy imported
1-0:1.8.1    | quantity   | energyImportedT1Wh         | kWh   | F9(3,3)    | 2 3 40 4 5 BE HU LT AT | energy imported, tariff 1
1-0:1.8.2    | quantity   | energyImportedT2Wh         | kWh   | F9(3,3)    | 2 3 40 4 5 BE HU LT AT | energy imported, tariff 2
1-0:1.8.3    | tariff     | energyImportedT3Wh         | kWh   | F9(3,3)    | BE HU LT          | energy imported, tariff 3
1-0:1.8.4    | tariff     | energyImportedT4Wh         | kWh   | F9(3,3)    | BE HU LT          | energy imported, tariff 4
1-0:1.8.5    | tariff     |                            | kWh   | F9(3,3)    | BE                | energy imported, tariff 5
1-0:1.8.6    | tariff     |                            | kWh   | F9(3,3)    | BE                | energy imported, tariff 6
1-0:1.8.7    | tariff     |                            | kWh   | F9(3,3)    | BE                | energy imported, tariff 7
1-0:1.8.8    | tariff     |                            | kWh   | F9(3,3)    | BE                | energy imported, tariff 8
1-0:1.8.9    | tariff     |                            | kWh   | F9(3,3)    | BE                | energy imported, tariff 9
1-0:1.8.10   | tariff     |                            | kWh   | F9(3,3)    | BE                | energy imported, tariff 10
1-0:1.8.14   | tariff     |                            | kWh   | F9(3,3)    | BE                | energy imported, tariff 14
1-0:1.8.15   | tariff     |                            | kWh   | F9(3,3)    | BE                | energy imported, tariff 15
1-0:1.8.16   | tariff     |                            | kWh   | F9(3,3)    | BE                | energy imported, tariff 16
1-0:1.8.11   | quantity   | energyImportedT1Wh         | kWh   | F9(3,3)    | IL                | energy imported, tariff 1
1-0:1.8.12   | quantity   | energyImportedT2Wh         | kWh   | F9(3,3)    | IL                | energy imported, tariff 2
1-0:1.8.13   | tariff     | energyImportedT3Wh         | kWh   | F9(3,3)    | IL                | energy imported, tariff 3
1-0:2.8.0    | quantity   | energyExportedWh           | kWh   | F9(3,3)    | LU SE HU LT AT DE | energy exported
1-0:2.8.1    | quantity   | energyExportedT1Wh         | kWh   | F9(3,3)    | 2 3 40 4 5 BE HU LT AT | energy exported, tariff 1
1-0:2.8.2    | quantity   | energyExportedT2Wh         | kWh   | F9(3,3)    | 2 3 40 4 5 BE HU LT AT | energy exported, tariff 2
1-0:2.8.3    | tariff     | energyExportedT3Wh         | kWh   | F9(3,3)    | BE HU LT          | energy exported, tariff 3
1-0:2.8.4    | tariff     | energyExportedT4Wh         | kWh   | F9(3,3)    | BE HU LT          | energy exported, tariff 4
1-0:2.8.5    | tariff     |                            | kWh   | F9(3,3)    | BE                | energy exported, tariff 5
1-0:2.8.6    | tariff     |                            | kWh   | F9(3,3)    | BE                | energy exported, tariff 6
1-0:2.8.7    | tariff     |                            | kWh   | F9(3,3)    | BE                | energy exported, tariff 7
1-0:2.8.8    | tariff     |                            | kWh   | F9(3,3)    | BE                | energy exported, tariff 8
1-0:2.8.9    | tariff     |                            | kWh   | F9(3,3)    | BE                | energy exported, tariff 9
1-0:2.8.10   | tariff     |                            | kWh   | F9(3,3)    | BE                | energy exported, tariff 10
1-0:2.8.14   | tariff     |                            | kWh   | F9(3,3)    | BE                | energy exported, tariff 14
1-0:2.8.15   | tariff     |                            | kWh   | F9(3,3)    | BE                | energy exported, tariff 15
1-0:2.8.16   | tariff     |                            | kWh   | F9(3,3)    | BE                | energy exported, tariff 16
1-0:2.8.11   | quantity   | energyExportedT1Wh         | kWh   | F9(3,3)    | IL                | energy exported, tariff 1
1-0:2.8.12   | quantity   | energyExportedT2Wh         | kWh   | F9(3,3)    | IL                | energy exported, tariff 2
1-0:2.8.13   | tariff     | energyExportedT3Wh         | kWh   | F9(3,3)    | IL                | energy exported, tariff 3
1-1:1.8.1    | quantity   | energyImportedT1Wh         | kWh   | F9(3,3)    | CH                | energy imported, tariff 1
1-1:1.8.2    | quantity   | energyImportedT2Wh         | kWh   | F9(3,3)    | CH                | energy imported, tariff 2
1-1:2.8.1    | quantity   | energyExportedT1Wh         | kWh   | F9(3,3)    | CH                | energy exported, tariff 1
1-1:2.8.2    | quantity   | energyExportedT2Wh         | kWh   | F9(3,3)    | CH                | energy exported, tariff 2
1-0:3.8.0    | quantity   | reactiveEnergyImportedVarh | kvarh | F9(3,3)    | LU SE HU LT AT    | reactive energy imported
1-0:4.8.0    | quantity   | reactiveEnergyExportedVarh | kvarh | F9(3,3)    | LU SE HU LT AT    | reactive energy exported
1-0:3.8.1    | other      |                            | kvarh | F9(3,3)    | LT AT             | reactive energy imported, tariff 1
1-0:3.8.2    | other      |                            | kvarh | F9(3,3)    | LT AT             | reactive energy imported, tariff 2
1-0:3.8.3    | other      |                            | kvarh | F9(3,3)    | LT                | reactive energy imported, tariff 3
1-0:3.8.4    | other      |                            | kvarh | F9(3,3)    | LT                | reactive energy imported, tariff 4
1-0:4.8.1    | other      |                            | kvarh | F9(3,3)    | LT AT             | reactive energy exported, tariff 1
1-0:4.8.2    | other      |                            | kvarh | F9(3,3)    | LT AT             | reactive energy exported, tariff 2
1-0:4.8.3    | other      |                            | kvarh | F9(3,3)    | LT                | reactive energy exported, tariff 3
1-0:4.8.4    | other      |                            | kvarh | F9(3,3)    | LT                | reactive energy exported, tariff 4
1-0:5.8.0    | other      |                            | kvarh | F9(3,3)    | HU                | reactive energy, quadrant 1
1-0:6.8.0    | other      |                            | kvarh | F9(3,3)    | HU                | reactive energy, quadrant 2
1-0:7.8.0    | other      |                            | kvarh | F9(3,3)    | HU                | reactive energy, quadrant 3
1-0:8.8.0    | other      |                            | kvarh | F9(3,3)    | HU                | reactive energy, quadrant 4
1-0:15.8.0   | other      |                            | kWh   | F9(3,3)    | HU                | energy imported and exported together
1-0:1.29.0   | other      |                            | kWh   |            | IL                | energy imported in an interval
1-0:2.29.0   | other      |                            | kWh   |            | IL                | energy exported in an interval
1-0:1.7.0    | quantity   | powerImportedW             | kW    | F5(3,3)    | all               | power imported
1-0:2.7.0    | quantity   | powerExportedW             | kW    | F5(3,3)    | all but 2p        | power exported
1-1:1.7.0    | quantity   | powerImportedW             | kW    | F5(3,3)    | CH                | power imported
1-1:2.7.0    | quantity   | powerExportedW             | kW    | F5(3,3)    | CH                | power exported
1-0:21.7.0   | quantity   | powerImportedL1W           | kW    | F5(3,3)    | 40 4 5 BE LU SE LT CH DE | power imported, L1
1-0:41.7.0   | quantity   | powerImportedL2W           | kW    | F5(3,3)    | 40 4 5 BE LU SE LT CH DE | power imported, L2
1-0:61.7.0   | quantity   | powerImportedL3W           | kW    | F5(3,3)    | 40 4 5 BE LU SE LT CH DE | power imported, L3
1-0:22.7.0   | quantity   | powerExportedL1W           | kW    | F5(3,3)    | 40 4 5 BE LU SE LT CH | power exported, L1
1-0:42.7.0   | quantity   | powerExportedL2W           | kW    | F5(3,3)    | 40 4 5 BE LU SE LT CH | power exported, L2
1-0:62.7.0   | quantity   | powerExportedL3W           | kW    | F5(3,3)    | 40 4 5 BE LU SE LT CH | power exported, L3
1-0:15.7.0   | gross      |                            | kW    | F5(3,3)    | LT                | power imported and exported together
1-0:16.7.0   | net        |                            | kW    | F5(3,3)    | DE                | power imported minus exported
1-0:3.7.0    | quantity   | reactivePowerImportedVar   | kvar  | F5(3,3)    | LU SE LT AT       | reactive power imported
1-0:4.7.0    | quantity   | reactivePowerExportedVar   | kvar  | F5(3,3)    | LU SE LT AT       | reactive power exported
1-0:5.7.0    | other      |                            | kvar  | F5(3,3)    | HU                | reactive power, quadrant 1
1-0:6.7.0    | other      |                            | kvar  | F5(3,3)    | HU                | reactive power, quadrant 2
1-0:7.7.0    | other      |                            | kvar  | F5(3,3)    | HU                | reactive power, quadrant 3
1-0:8.7.0    | other      |                            | kvar  | F5(3,3)    | HU                | reactive power, quadrant 4
1-0:23.7.0   | other      |                            | kvar  | F5(3,3)    | LU SE LT          | reactive power imported, L1
1-0:43.7.0   | other      |                            | kvar  | F5(3,3)    | LU SE LT          | reactive power imported, L2
1-0:63.7.0   | other      |                            | kvar  | F5(3,3)    | LU SE LT          | reactive power imported, L3
1-0:24.7.0   | other      |                            | kvar  | F5(3,3)    | LU SE LT          | reactive power exported, L1
1-0:44.7.0   | other      |                            | kvar  | F5(3,3)    | LU SE LT          | reactive power exported, L2
1-0:64.7.0   | other      |                            | kvar  | F5(3,3)    | LU SE LT          | reactive power exported, L3
1-0:9.7.0    | quantity   | apparentPowerImportedVa    | kVA   | F5(3,3)    | LU LT             | apparent power imported
1-0:10.7.0   | quantity   | apparentPowerExportedVa    | kVA   | F5(3,3)    | LU LT             | apparent power exported
1-0:29.7.0   | other      |                            | kVA   | F5(3,3)    | LT                | apparent power imported, L1
1-0:49.7.0   | other      |                            | kVA   | F5(3,3)    | LT                | apparent power imported, L2
1-0:69.7.0   | other      |                            | kVA   | F5(3,3)    | LT                | apparent power imported, L3
1-0:30.7.0   | other      |                            | kVA   | F5(3,3)    | LT                | apparent power exported, L1
1-0:50.7.0   | other      |                            | kVA   | F5(3,3)    | LT                | apparent power exported, L2
1-0:70.7.0   | other      |                            | kVA   | F5(3,3)    | LT                | apparent power exported, L3
1-0:13.7.0   | factor     | powerFactor                |       | F4(3,3)    | HU LT             | power factor
1-0:33.7.0   | other      |                            |       | F4(3,3)    | HU LT             | power factor, L1
1-0:53.7.0   | other      |                            |       | F4(3,3)    | HU LT             | power factor, L2
1-0:73.7.0   | other      |                            |       | F4(3,3)    | HU LT             | power factor, L3
1-0:13.3.0   | other      |                            |       | F4(3,3)    | LT                | lowest power factor
1-0:14.7.0   | quantity   | frequencyHz                | Hz    | F4(0,2)    | HU LT             | frequency
1-0:32.7.0   | quantity   | voltageL1V                 | V     | F4(1,1)    | 5 BE LU SE HU LT CH | voltage, L1
1-0:52.7.0   | quantity   | voltageL2V                 | V     | F4(1,1)    | 5 BE LU SE HU LT CH | voltage, L2
1-0:72.7.0   | quantity   | voltageL3V                 | V     | F4(1,1)    | 5 BE LU SE HU LT CH | voltage, L3
1-0:31.7.0   | quantity   | currentL1A                 | A     | F3(0,0)    | 40 4 5 BE LU SE HU LT CH | current, L1
1-0:51.7.0   | quantity   | currentL2A                 | A     | F3(0,0)    | 40 4 5 BE LU SE HU LT CH | current, L2
1-0:71.7.0   | quantity   | currentL3A                 | A     | F3(0,0)    | 40 4 5 BE LU SE HU LT CH | current, L3
1-0:12.7.0   | other      |                            | V     |            | LT                | voltage, any phase
1-0:11.7.0   | other      |                            | A     |            | LT                | current, any phase
1-0:91.7.0   | other      |                            | A     |            | LT                | current, neutral
1-0:90.7.0   | other      |                            | A     |            | LT                | current, all phases together
1-0:32.24.0  | other      |                            | V     |            | LT                | average voltage, L1
1-0:52.24.0  | other      |                            | V     |            | LT                | average voltage, L2
1-0:72.24.0  | other      |                            | V     |            | LT                | average voltage, L3
1-0:1.4.0    | quantity   | demandImportedW            | kW    | F5(3,3)    | BE LT CH          | average demand of the running quarter hour
1-0:2.4.0    | other      |                            | kW    | F5(3,3)    | LT                | running average, exported
1-0:3.4.0    | other      |                            | kvar  | F5(3,3)    | LT                | running average, reactive imported
1-0:4.4.0    | other      |                            | kvar  | F5(3,3)    | LT                | running average, reactive exported
1-0:9.4.0    | other      |                            | kVA   | F5(3,3)    | LT                | running average, apparent imported
1-0:10.4.0   | other      |                            | kVA   | F5(3,3)    | LT                | running average, apparent exported
1-0:1.5.0    | other      |                            | kW    | F5(3,3)    | LT                | last average, imported
1-0:2.5.0    | other      |                            | kW    | F5(3,3)    | LT                | last average, exported
1-0:3.5.0    | other      |                            | kvar  | F5(3,3)    | LT                | last average, reactive imported
1-0:4.5.0    | other      |                            | kvar  | F5(3,3)    | LT                | last average, reactive exported
1-0:9.5.0    | other      |                            | kVA   | F5(3,3)    | LT                | last average, apparent imported
1-0:10.5.0   | other      |                            | kVA   | F5(3,3)    | LT                | last average, apparent exported
1-0:1.6.0    | peak       |                            | kW    | TST F5(3,3) | BE               | highest demand of the month
1-1:1.6.0    | peak       |                            | kW    | TST F5(3,3) | CH               | highest demand of the month
1-0:1.6.3    | other      |                            | kW    | TST F5(3,3) | BE               | highest demand of the month, tariff 3
1-0:1.6.4    | other      |                            | kW    | TST F5(3,3) | BE               | highest demand of the month, tariff 4
1-0:1.6.5    | other      |                            | kW    | TST F5(3,3) | BE               | highest demand of the month, tariff 5
0-0:98.1.0   | peaks      |                            | kW    | list       | BE HU CH          | highest demand of 13 months; in Hungary the closing values of the month
1-0:1.24.0   | other      |                            | kW    |            | LT                | average power imported
1-0:15.24.0  | other      |                            | kW    |            | LT                | average power imported and exported together
1-0:16.24.0  | other      |                            | kW    |            | LT                | average power imported minus exported
1-0:0.8.2    | other      |                            | s     |            | LT                | measurement period 3
0-0:96.7.21  | count      | powerFailures              |       | F5(0,0)    | 40 4 5 LU LT CH   | power failures in any phase
0-0:96.7.9   | count      | longPowerFailures          |       | F5(0,0)    | 40 4 5 CH         | long power failures in any phase
1-0:99.97.0  | failures   |                            | s     | list       | 40 4 5 CH         | log of long power failures
0-0:96.7.19  | other      |                            | s     | F10(0,0)   | 40 4 5 CH         | duration of a long power failure
1-0:32.32.0  | count      | voltageSagsL1              |       | F5(0,0)    | 40 4 5 LU LT CH   | voltage sags, L1
1-0:52.32.0  | count      | voltageSagsL2              |       | F5(0,0)    | 40 4 5 LU LT CH   | voltage sags, L2
1-0:72.32.0  | count      | voltageSagsL3              |       | F5(0,0)    | 40 4 5 LU LT CH   | voltage sags, L3
1-0:32.36.0  | count      | voltageSwellsL1            |       | F5(0,0)    | 40 4 5 LU LT CH   | voltage swells, L1
1-0:52.36.0  | count      | voltageSwellsL2            |       | F5(0,0)    | 40 4 5 LU LT CH   | voltage swells, L2
1-0:72.36.0  | count      | voltageSwellsL3            |       | F5(0,0)    | 40 4 5 LU LT CH   | voltage swells, L3
1-0:32.33.0  | other      |                            | s     |            | LT                | duration of the last sag, L1
1-0:52.33.0  | other      |                            | s     |            | LT                | duration of the last sag, L2
1-0:72.33.0  | other      |                            | s     |            | LT                | duration of the last sag, L3
1-0:32.37.0  | other      |                            | s     |            | LT                | duration of the last swell, L1
1-0:52.37.0  | other      |                            | s     |            | LT                | duration of the last swell, L2
1-0:72.37.0  | other      |                            | s     |            | LT                | duration of the last swell, L3
1-0:32.34.0  | other      |                            | V     |            | LT                | magnitude of the last sag, L1
1-0:52.34.0  | other      |                            | V     |            | LT                | magnitude of the last sag, L2
1-0:72.34.0  | other      |                            | V     |            | LT                | magnitude of the last sag, L3
1-0:32.38.0  | other      |                            | V     |            | LT                | magnitude of the last swell, L1
1-0:52.38.0  | other      |                            | V     |            | LT                | magnitude of the last swell, L2
1-0:72.38.0  | other      |                            | V     |            | LT                | magnitude of the last swell, L3
1-0:99.1.0   | other      |                            | kWh   | list       | IL                | load profile
0-n:24.1.0   | mbus       | type                       |       | F3(0,0)    | 2 3 40 4 5 BE LU  | M-Bus device: type
0-n:96.1.0   | mbus       | identifier                 |       | S0-96      | 2 3 40 4 5 LU     | M-Bus device: equipment identifier
0-n:96.1.1   | mbus       | identifier                 |       | S0-96      | BE                | M-Bus device: equipment identifier
0-n:96.1.2   | mbus       | connection                 |       | S          | BE                | M-Bus device: EAN of the connection
0-n:24.2.1   | mbus       | reading                    | m3    | TST F8(3,3) | 40 4 5 LU BE     | M-Bus device: last reading
0-n:24.2.3   | mbus       | unconverted                | m3    | TST F8(3,3) | BE               | M-Bus device: last reading, not temperature-converted
0-n:24.3.0   | mbus       | profile                    | m3    | list       | 2 3               | M-Bus device: hourly profile
0-n:24.3.1   | mbus       | profile                    | GJ    | list       | 3                 | M-Bus device: hourly profile of cold
0-n:24.4.0   | mbus       | valve                      |       | I1         | 2 3 40 BE LU      | M-Bus device: valve
7-0:0.0.0    | other      |                            |       | S          | 2p                | identifier of the gas meter
5-0:0.0.0    | other      |                            |       | S          | 2p                | identifier of the heat meter
6-0:0.0.0    | other      |                            |       | S          | 2p                | identifier of the cold meter
8-0:0.0.0    | other      |                            |       | S          | 2p                | identifier of the water meter
7-0:23.1.0   | other      |                            | m3    | list       | 2p                | hourly gas readings, uncorrected
7-0:23.2.0   | other      |                            | m3    | list       | 2p                | hourly gas readings, temperature-compensated
7-0:24.4.0   | other      |                            |       | I1         | 2p                | gas valve
5-0:1.0.0    | other      |                            | GJ    |            | 2p                | heat
6-0:1.0.0    | other      |                            | GJ    |            | 2p                | cold
8-0:1.0.0    | other      |                            | m3    |            | 2p                | water
`;
