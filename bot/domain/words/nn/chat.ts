import type { ChatWords } from '../chat-words.ts';

/** Words of the chat, nynorsk. */
export const chat: ChatWords = {
  form: {
    title: 'Nytt forslag',
    lead: 'Kva kan bli betre, enklare eller tryggare? Skriv om arbeidet, ikkje om enkeltpersonar.',
    text: 'Forslaget ditt',
    placeholder: 'Til dømes: Heng opp ei liste ved medisinrommet, så slepp vi å leite.',
    needed: 'Skriv forslaget, 5 til 500 teikn.',
    name: 'Namnet ditt',
    showName: 'Vis namnet mitt på tavla',
    unit: 'Kva eining gjeld det?',
    unitNeeded: 'Vel eining.',
    concerns: (unit) => `Gjeld: ${unit}`,
    change: 'Byt eining',
    send: 'Send inn',
    sendAnyway: 'Send likevel',
    source: 'Lenkja til meldinga følgjer med forslaget.',
    cut: 'Meldinga var lang, så vi har berre teke med byrjinga.',
    numberReason: 'Er det ikkje eit fødselsnummer?',
    numberReasonHint: 'Skriv teksten med talet på nytt over, og kva talet er her, til dømes eit ordrenummer.',
    deleteMessage: {
      here: 'Slett òg meldinga di her i chatten.',
      there: 'Slett òg meldinga di der du skreiv henne.',
    },
    deviationLink: 'Meld avvik',
    whistleblowingLink: 'Om varsling',
    nowYours: 'Dette skjemaet var laga for ein annan. No er det ditt eige: sender du det inn, blir forslaget ditt.',
    handedIn: 'Takk! Forslaget er sendt inn til tavla.',
    handedInNext:
      'Eininga går gjennom nye forslag på tavlemøtet. Den som kom med forslaget, får svar i chatten med Tavla innan fem yrkedagar.',
  },
  receipt: {
    title: 'Takk for forslaget!',
    next: 'Det står på tavla no. Eininga går gjennom nye forslag på tavlemøtet, og du får svar her i chatten innan fem yrkedagar.',
    withName: 'Namnet ditt blir vist på tavla.',
    withoutName:
      'Namnet ditt blir ikkje vist på tavla. Leiaren for eininga og stadfortredaren kan sjå kven som har føreslått.',
    waiting: 'Forslaget er trygt teke imot. Det kjem i SharePoint-lista litt seinare.',
  },
  card: {
    fresh: 'Nytt forslag',
    from: (name) => `Frå ${name}`,
    nameless: 'Sendt inn utan namn',
    concerns: (unit) => `Gjeld ${unit}`,
    owner: (name) => `Ansvarleg: ${name}`,
    due: (day) => `Frist: ${day}`,
    gone: 'Dette forslaget er teke bort frå tavla.',
  },
  news: {
    title: (state) => `Forslaget ditt er no: ${state}`,
    yourSuggestion: 'Du føreslo',
    words: 'Svar frå eininga',
    commented: (who) => `${who} har kommentert forslaget`,
    somebody: 'Forslagsstillaren',
    about: 'Forslaget',
    overruled: 'Ei endring du gjorde, vart ikkje ståande',
    overruledMore:
      'Nokon hadde endra det same feltet på tavla. Det du skreiv, er teke vare på i historikken til forslaget.',
  },
  mine: {
    title: 'Forslaga dine',
    none: 'Du har ikkje sendt inn noko forslag enno.',
    more: (count) => `… og ${count} til. Du ser alle under «Mi oversikt».`,
    waiting: 'ventar på SharePoint',
    refused: 'er ikkje kome inn i SharePoint enno',
  },
  board: {
    title: 'Forbetringstavla',
    open: (unit) => `Opne tavla for ${unit}`,
    lead: 'Her ser du kva som er føreslått, og kva som skjer med det.',
  },
  help: {
    title: 'Dette kan eg hjelpe med',
    danger: 'Er det fare her og no? Ring. Ikkje bruk skjemaet.',
    lead: 'Skriv eit forslag rett til meg med eigne ord, så lagar eg skjemaet for deg.',
    words: 'Du kan òg skrive: forslag, tavla, mine forslag, hjelp, språk bokmål.',
    suggest: 'Nytt forslag',
    board: 'Opne tavla',
    mine: 'Mine forslag',
    privacy: 'Personvern',
  },
  privacy: {
    title: 'Slik handsamar Tavla opplysningane dine',
    lines: [
      'Vi lagrar forslaget, når du sende det, og kven du er, i SharePoint hos kommunen sjølv.',
      'Du vel sjølv om namnet ditt blir vist på tavla. Leiaren for eininga og stadfortredaren kan alltid sjå kven som har føreslått, og det kan dei som forvaltar listene i SharePoint.',
      'Det du skriv til meg, blir ikkje lagra før du trykkjer Send inn.',
      'Skriv aldri om enkeltpersonar: ikkje namn, helse eller fødselsnummer.',
      'Tavla er ikkje for avvik eller varsling. Dei har eigne kanalar.',
    ],
  },
  welcome: {
    personal: 'Hei! Eg er Tavla.',
    lead: 'Har du ein idé til korleis de kan gjere noko betre på jobb? Skriv han til meg, så kjem han på tavla.',
    channel: 'Hei! Forbetringstavla er her.',
    channelLead: 'Nemn meg med @ og skriv eit forslag, så lagar eg skjemaet. Nye forslag kjem her i kanalen.',
    chatLead: 'Nemn meg med @ og skriv eit forslag, så lagar eg skjemaet.',
    apart:
      'Hei! Tavla er open for alle i teamet, så ho kan ikkje stå i ein privat eller delt kanal: legg henne i ein vanleg kanal i teamet.',
  },
  language: {
    changed: 'Då skriv eg nynorsk til deg.',
    choose: 'Skriv «språk bokmål», «språk nynorsk» eller «språk engelsk».',
  },
  openBoard: 'Opne på tavla',
  privately: 'Eg har svart deg i ei privat melding.',
  unreachable:
    'Dette svarar eg helst på privat, men eg når deg ikkje. Legg til Tavla under Appar i Teams og skriv til meg der.',
  oldCard: 'Dette kortet er for gammalt til at knappen verkar. Skriv «hjelp», så får du eit nytt.',
  trouble: (reference) =>
    `Noko gjekk gale hos oss. Prøv igjen om litt. Hjelper det ikkje, så spør brukarstøtta og oppgi ${reference}.`,
  dialog: 'Forslag til tavla',
};
