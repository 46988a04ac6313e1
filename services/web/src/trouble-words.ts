import type { Language } from './language.ts';
import type { TroubleKind } from './trouble.ts';

/** A trouble in plain words: what is the matter, and what to do about it. */
export interface TroubleWords {
  readonly title: string;
  readonly advice: string;
}

const english: Record<TroubleKind, TroubleWords> = {
  'server-missing': {
    title: 'SMER cannot be reached',
    advice:
      'Is the computer it runs on switched on, and is this device on the home network? This page goes on by itself.',
  },
  'api-missing': {
    title: 'SMER does not answer',
    advice:
      'The page is there, the api service is not. See whether it runs with “docker compose ps”, and start it with “docker compose up -d api”. This page goes on by itself.',
  },
  'bus-missing': {
    title: 'The services cannot reach each other',
    advice:
      'The nats service is not running. Start it with “docker compose up -d nats”; everything else reconnects by itself and catches up on what it missed.',
  },
  'reader-missing': {
    title: 'The reader service is not running',
    advice:
      'Nothing reads the meter at the moment. Start it with “docker compose up -d reader”; its log tells why it stopped.',
  },
  'history-missing': {
    title: 'The history service is not running',
    advice:
      'Live figures go on; charts and energy wait. Start it with “docker compose up -d history”; it asks the reader for what it missed.',
  },
  'history-catching-up': {
    title: 'The history is catching up',
    advice:
      'It has just started and fetches what it missed. Charts and energy follow by themselves.',
  },
  'no-telegram-yet': {
    title: 'No telegram from the meter yet',
    advice:
      'A meter sends every 1 to 10 seconds. Is the cable in the P1 port, and its other end in the computer?',
  },
  stale: {
    title: 'The meter has fallen silent',
    advice: 'Is the cable in? SMER goes on by itself when telegrams come again.',
  },
  'recording-missing': {
    title: 'The recording cannot be read',
    advice:
      'P1_SOURCE in the file .env names a file that is not there, or not readable by all. Correct it and run “docker compose up -d”.',
  },
  'recording-ended': {
    title: 'The recording has ended',
    advice:
      'It was played to its end, whose figures you see. To read a meter, take P1_SOURCE out of the file .env and run “docker compose up -d”.',
  },
  'link-no-device': {
    title: 'No meter cable found',
    advice:
      'The reader sees no serial device. Put the P1 cable into the meter and a USB port; no restart is needed. Without a meter, “cat simulated.env >> .env” and “docker compose up -d” run a simulated one.',
  },
  'link-several-devices': {
    title: 'Which device is the meter cable?',
    advice:
      'There are several serial devices, and opening the wrong one could disturb it. Put the right line into the file .env and run “docker compose up -d”:',
  },
  'link-no-permission': {
    title: 'The reader may not open the cable',
    advice:
      'The port belongs to another group. Find its number with “ls -ln /dev/ttyUSB0” and put SERIAL_GID=number into the file .env, then run “docker compose up -d”.',
  },
  'link-device-busy': {
    title: 'Another program uses the cable',
    advice: 'Only one program can read the meter. Stop the other one; SMER then takes over.',
  },
  'link-silent': {
    title: 'The cable is in, but the meter is silent',
    advice:
      'Push the plug home at the meter. In Belgium the grid operator opens the port, on request. Some cables need power of their own.',
  },
  'link-peer-unreachable': {
    title: 'The meter’s network address does not answer',
    advice:
      'Is the device on? Does another program have its connection? Many allow one only. SMER keeps trying. If its address has changed, put it into P1_SOURCE in the file .env and run “docker compose up -d”.',
  },
  'link-noise': {
    title: 'The line is disturbed',
    advice:
      'What arrives is damaged, or is no telegram. Try another cable or a shorter one, and keep it away from power lines.',
  },
  'link-no-checksum': {
    title: 'The telegrams come without a checksum',
    advice:
      'What stands between the meter and SMER, a gateway or a converter, takes the checksum off. Let it pass telegrams on unchanged.',
  },
  'link-wrong-speed': {
    title: 'The meter talks at another speed',
    advice:
      'Leave P1_SERIAL out of the file .env so that the settings are found by listening, or set it to what your meter needs: 115200-8N1, or 9600-7E1 for meters before DSMR 4. Then run “docker compose up -d”.',
  },
  'link-inverted-signal': {
    title: 'The signal is upside down',
    advice:
      'The P1 port sends its signal inverted and this cable does not turn it back. Use a cable made for P1, or one with an inverter.',
  },
  'link-encrypted-without-key': {
    title: 'The telegrams are encrypted',
    advice:
      'Ask the grid operator for the key of your meter and put P1_DECRYPTION_KEY=… into the file .env, then run “docker compose up -d”.',
  },
  'link-wrong-key': {
    title: 'The key does not fit this meter',
    advice:
      'Compare P1_DECRYPTION_KEY in the file .env with the letter of your grid operator; P1_AUTHENTICATION_KEY may differ too. Then run “docker compose up -d”.',
  },
  'link-dlms': {
    title: 'The meter speaks DLMS, not P1 text',
    advice:
      'SMER reads text telegrams. Ask the grid operator whether the port can be switched to P1 (DSMR).',
  },
};

const dutch: Record<TroubleKind, TroubleWords> = {
  'server-missing': {
    title: 'SMER is niet bereikbaar',
    advice:
      'Staat de computer waarop het draait aan, en zit dit apparaat op het thuisnetwerk? Deze pagina gaat daarna vanzelf verder.',
  },
  'api-missing': {
    title: 'SMER antwoordt niet',
    advice:
      'De pagina is er, de dienst api niet. Kijk met “docker compose ps” of die draait, en start hem met “docker compose up -d api”. Deze pagina gaat daarna vanzelf verder.',
  },
  'bus-missing': {
    title: 'De diensten kunnen elkaar niet bereiken',
    advice:
      'De dienst nats is weg. Start hem met “docker compose up -d nats”; al het andere verbindt vanzelf en vult aan wat gemist is.',
  },
  'reader-missing': {
    title: 'De dienst reader draait niet',
    advice:
      'Niets leest nu de meter. Start de reader met “docker compose up -d reader”; zijn log zegt waarom hij stopte.',
  },
  'history-missing': {
    title: 'De dienst history draait niet',
    advice:
      'De cijfers van nu gaan door; grafieken en energie wachten. Start hem met “docker compose up -d history”; hij vraagt de reader wat hij gemist heeft.',
  },
  'history-catching-up': {
    title: 'De dienst history haalt zijn achterstand in',
    advice:
      'Hij is net gestart en haalt op wat hij gemist heeft. Grafieken en energie volgen vanzelf.',
  },
  'no-telegram-yet': {
    title: 'Nog geen telegram van de meter',
    advice:
      'Een meter stuurt elke 1 tot 10 seconden. Zit de kabel in de P1-poort, en het andere eind in de computer?',
  },
  stale: {
    title: 'De meter stuurt niets meer',
    advice: 'Zit de kabel erin? SMER gaat vanzelf verder als er weer telegrammen komen.',
  },
  'recording-missing': {
    title: 'De opname kan niet gelezen worden',
    advice:
      'P1_SOURCE in het bestand .env noemt een bestand dat er niet is, of dat niet iedereen mag lezen. Verbeter dat en voer “docker compose up -d” uit.',
  },
  'recording-ended': {
    title: 'De opname is afgelopen',
    advice:
      'De opname is tot het einde afgespeeld; u ziet de laatste cijfers ervan. Haal P1_SOURCE uit het bestand .env om een meter te lezen, en voer “docker compose up -d” uit.',
  },
  'link-no-device': {
    title: 'Geen meterkabel gevonden',
    advice:
      'De reader ziet geen serieel apparaat. Steek de P1-kabel in de meter en in een USB-poort; herstarten is niet nodig. Zonder meter starten “cat simulated.env >> .env” en “docker compose up -d” een nagebootste.',
  },
  'link-several-devices': {
    title: 'Welk apparaat is de meterkabel?',
    advice:
      'Er zijn meerdere seriële apparaten, en het verkeerde openen kan dat verstoren. Zet de juiste regel in het bestand .env en voer “docker compose up -d” uit:',
  },
  'link-no-permission': {
    title: 'De reader mag de kabel niet openen',
    advice:
      'De poort hoort bij een andere groep. Zoek het nummer met “ls -ln /dev/ttyUSB0” en zet SERIAL_GID=nummer in het bestand .env; voer dan “docker compose up -d” uit.',
  },
  'link-device-busy': {
    title: 'Een ander programma gebruikt de kabel',
    advice: 'Eén programma tegelijk kan de meter lezen. Stop het andere; SMER neemt het dan over.',
  },
  'link-silent': {
    title: 'De kabel zit erin, maar de meter zwijgt',
    advice:
      'Druk de stekker bij de meter goed aan. In België opent de netbeheerder de poort op verzoek. Sommige kabels hebben eigen voeding nodig.',
  },
  'link-peer-unreachable': {
    title: 'Het netwerkadres van de meter antwoordt niet',
    advice:
      'Staat het apparaat aan? Heeft een ander programma de verbinding? Vaak kan er maar één zijn. SMER blijft het proberen. Heeft het een ander adres, zet dat dan bij P1_SOURCE in het bestand .env en voer “docker compose up -d” uit.',
  },
  'link-noise': {
    title: 'De lijn is verstoord',
    advice:
      'Wat binnenkomt is beschadigd, of is geen telegram. Probeer een andere of kortere kabel, en houd hem uit de buurt van stroomkabels.',
  },
  'link-no-checksum': {
    title: 'De telegrammen komen zonder controlesom',
    advice:
      'Wat tussen de meter en SMER zit, een gateway of een omzetter, haalt de controlesom eraf. Laat het telegrammen ongewijzigd doorgeven.',
  },
  'link-wrong-speed': {
    title: 'De meter praat met een andere snelheid',
    advice:
      'Laat P1_SERIAL weg uit het bestand .env, dan vindt SMER de instellingen door te luisteren, of vul in wat uw meter nodig heeft: 115200-8N1, of 9600-7E1 voor meters van vóór DSMR 4. Voer dan “docker compose up -d” uit.',
  },
  'link-inverted-signal': {
    title: 'Het signaal staat op zijn kop',
    advice:
      'De P1-poort stuurt zijn signaal omgekeerd en deze kabel draait het niet terug. Gebruik een kabel voor P1, of een met een inverter.',
  },
  'link-encrypted-without-key': {
    title: 'De telegrammen zijn versleuteld',
    advice:
      'Vraag de netbeheerder om de sleutel van uw meter en zet P1_DECRYPTION_KEY=… in het bestand .env; voer dan “docker compose up -d” uit.',
  },
  'link-wrong-key': {
    title: 'De sleutel past niet op deze meter',
    advice:
      'Vergelijk P1_DECRYPTION_KEY in het bestand .env met de brief van uw netbeheerder; ook P1_AUTHENTICATION_KEY kan anders zijn. Voer dan “docker compose up -d” uit.',
  },
  'link-dlms': {
    title: 'De meter spreekt DLMS, geen P1-tekst',
    advice:
      'SMER leest teksttelegrammen. Vraag de netbeheerder of de poort op P1 (DSMR) gezet kan worden.',
  },
};

const tables: Record<Language, Record<TroubleKind, TroubleWords>> = { nl: dutch, en: english };

/** The words for a trouble. */
export const troubleWords = (language: Language, kind: TroubleKind): TroubleWords =>
  tables[language][kind];

/** A page that was open while SMER was replaced may be told of what it has no words for. */
export const isTroubleKind = (code: string): code is TroubleKind => Object.hasOwn(english, code);
