import type { ChatWords } from '../chat-words.ts';

/** Words of the chat, bokmål. */
export const chat: ChatWords = {
  form: {
    title: 'Nytt forslag',
    lead: 'Hva kan bli bedre, enklere eller tryggere? Skriv om arbeidet, ikke om enkeltpersoner.',
    text: 'Forslaget ditt',
    placeholder: 'For eksempel: Heng opp en liste ved medisinrommet, så slipper vi å lete.',
    needed: 'Skriv forslaget, 5 til 500 tegn.',
    name: 'Navnet ditt',
    showName: 'Vis navnet mitt på tavla',
    unit: 'Hvilken enhet gjelder det?',
    unitNeeded: 'Velg enhet.',
    concerns: (unit) => `Gjelder: ${unit}`,
    change: 'Bytt enhet',
    send: 'Send inn',
    sendAnyway: 'Send likevel',
    source: 'Lenken til meldingen følger med forslaget.',
    cut: 'Meldingen var lang, så vi har bare tatt med begynnelsen.',
    numberReason: 'Er det ikke et fødselsnummer?',
    numberReasonHint: 'Skriv teksten med tallet på nytt over, og hva tallet er her, for eksempel et ordrenummer.',
    deleteMessage: {
      here: 'Slett også meldingen din her i chatten.',
      there: 'Slett også meldingen din der du skrev den.',
    },
    deviationLink: 'Meld avvik',
    whistleblowingLink: 'Om varsling',
    nowYours: 'Dette skjemaet var laget for en annen. Nå er det ditt eget: sender du det inn, blir forslaget ditt.',
    handedIn: 'Takk! Forslaget er sendt inn til tavla.',
    handedInNext:
      'Enheten går gjennom nye forslag på tavlemøtet. Den som foreslo, får svar i chatten med Tavla innen fem virkedager.',
  },
  receipt: {
    title: 'Takk for forslaget!',
    next: 'Det står på tavla nå. Enheten går gjennom nye forslag på tavlemøtet, og du får svar her i chatten innen fem virkedager.',
    withName: 'Navnet ditt vises på tavla.',
    withoutName:
      'Navnet ditt vises ikke på tavla. Lederen for enheten og stedfortrederen kan se hvem som har foreslått.',
    waiting: 'Forslaget er trygt tatt imot. Det kommer i SharePoint-lista litt senere.',
  },
  card: {
    fresh: 'Nytt forslag',
    from: (name) => `Fra ${name}`,
    nameless: 'Sendt inn uten navn',
    concerns: (unit) => `Gjelder ${unit}`,
    owner: (name) => `Ansvarlig: ${name}`,
    due: (day) => `Frist: ${day}`,
    gone: 'Dette forslaget er tatt bort fra tavla.',
  },
  news: {
    title: (state) => `Forslaget ditt er nå: ${state}`,
    yourSuggestion: 'Du foreslo',
    words: 'Svar fra enheten',
    commented: (who) => `${who} har kommentert forslaget`,
    somebody: 'Forslagsstilleren',
    about: 'Forslaget',
    overruled: 'En endring du gjorde, ble ikke stående',
    overruledMore:
      'Noen hadde endret det samme feltet på tavla. Det du skrev, er tatt vare på i historikken til forslaget.',
  },
  mine: {
    title: 'Forslagene dine',
    none: 'Du har ikke sendt inn noe forslag ennå.',
    more: (count) => `… og ${count} til. Du ser alle under «Min oversikt».`,
    waiting: 'venter på SharePoint',
    refused: 'er ikke kommet inn i SharePoint ennå',
  },
  board: {
    title: 'Forbedringstavla',
    open: (unit) => `Åpne tavla for ${unit}`,
    lead: 'Her ser du hva som er foreslått, og hva som skjer med det.',
  },
  help: {
    title: 'Dette kan jeg hjelpe med',
    danger: 'Er det fare her og nå? Ring. Ikke bruk skjemaet.',
    lead: 'Skriv et forslag rett til meg med egne ord, så lager jeg skjemaet for deg.',
    words: 'Du kan også skrive: forslag, tavla, mine forslag, hjelp, språk nynorsk.',
    suggest: 'Nytt forslag',
    board: 'Åpne tavla',
    mine: 'Mine forslag',
    privacy: 'Personvern',
  },
  privacy: {
    title: 'Slik behandler Tavla opplysningene dine',
    lines: [
      'Vi lagrer forslaget, når du sendte det, og hvem du er, i kommunens egen SharePoint.',
      'Du velger selv om navnet ditt vises på tavla. Lederen for enheten og stedfortrederen kan alltid se hvem som har foreslått, og det kan de som forvalter listene i SharePoint.',
      'Det du skriver til meg, lagres ikke før du trykker Send inn.',
      'Skriv aldri om enkeltpersoner: ikke navn, helse eller fødselsnummer.',
      'Tavla er ikke for avvik eller varsling. De har egne kanaler.',
    ],
  },
  welcome: {
    personal: 'Hei! Jeg er Tavla.',
    lead: 'Har du en idé til hvordan dere kan gjøre noe bedre på jobb? Skriv den til meg, så kommer den på tavla.',
    channel: 'Hei! Forbedringstavla er her.',
    channelLead: 'Nevn meg med @ og skriv et forslag, så lager jeg skjemaet. Nye forslag kommer her i kanalen.',
    chatLead: 'Nevn meg med @ og skriv et forslag, så lager jeg skjemaet.',
    apart:
      'Hei! Tavla er åpen for alle i teamet, så den kan ikke stå i en privat eller delt kanal: legg den i en vanlig kanal i teamet.',
  },
  language: {
    changed: 'Da skriver jeg bokmål til deg.',
    choose: 'Skriv «språk bokmål», «språk nynorsk» eller «språk engelsk».',
  },
  openBoard: 'Åpne på tavla',
  privately: 'Jeg har svart deg i en privat melding.',
  unreachable:
    'Dette svarer jeg helst på privat, men jeg når deg ikke. Legg til Tavla under Apper i Teams og skriv til meg der.',
  oldCard: 'Dette kortet er for gammelt til at knappen virker. Skriv «hjelp», så får du et nytt.',
  trouble: (reference) =>
    `Noe gikk galt hos oss. Prøv igjen om litt. Hjelper det ikke, så spør brukerstøtten og oppgi ${reference}.`,
  dialog: 'Forslag til tavla',
};
