import type { ChatWords } from '../chat-words.ts';

/** Words of the chat, English. */
export const chat: ChatWords = {
  form: {
    title: 'New suggestion',
    lead: 'What could be better, simpler or safer? Write about the work, not about individuals.',
    text: 'Your suggestion',
    placeholder: 'For example: Put up a list by the medicine room, so that we need not search.',
    needed: 'Write the suggestion, 5 to 500 characters.',
    name: 'Your name',
    showName: 'Show my name on the board',
    unit: 'Which unit is it about?',
    unitNeeded: 'Choose a unit.',
    concerns: (unit) => `About: ${unit}`,
    change: 'Change unit',
    send: 'Send',
    sendAnyway: 'Send anyway',
    source: 'The link to the message goes with the suggestion.',
    cut: 'The message was long, so only the beginning is here.',
    numberReason: 'Is it not a national identity number?',
    numberReasonHint:
      'Write the text with the number again above, and what the number is here, such as an order number.',
    deleteMessage: {
      here: 'Please delete your message here in the chat, too.',
      there: 'Please delete your message where you wrote it, too.',
    },
    deviationLink: 'Report a deviation',
    whistleblowingLink: 'About whistleblowing',
    nowYours: 'This form was made for somebody else. Now it is your own: if you send it, the suggestion is yours.',
    handedIn: 'Thank you! The suggestion has gone to the board.',
    handedInNext:
      'The unit looks through new suggestions at the huddle. Whoever suggested it gets an answer in the chat with Tavla within five working days.',
  },
  receipt: {
    title: 'Thank you for the suggestion!',
    next: 'It is on the board now. The unit looks through new suggestions at the huddle, and you get an answer here in the chat within five working days.',
    withName: 'Your name is shown on the board.',
    withoutName: 'Your name is not shown on the board. The leader of the unit and the deputy can see who suggested it.',
    waiting: 'The suggestion is safely received. It will be in the SharePoint list a little later.',
  },
  card: {
    fresh: 'New suggestion',
    from: (name) => `From ${name}`,
    nameless: 'Sent without a name',
    concerns: (unit) => `About ${unit}`,
    owner: (name) => `Owner: ${name}`,
    due: (day) => `Due: ${day}`,
    gone: 'This suggestion has been taken off the board.',
  },
  news: {
    title: (state) => `Your suggestion is now: ${state}`,
    yourSuggestion: 'You suggested',
    words: 'Answer from the unit',
    commented: (who) => `${who} has commented on the suggestion`,
    somebody: 'The proposer',
    about: 'The suggestion',
    overruled: 'A change that you made did not stay',
    overruledMore:
      'Somebody had changed the same field on the board. What you wrote is kept in the history of the suggestion.',
  },
  mine: {
    title: 'Your suggestions',
    none: 'You have not sent a suggestion yet.',
    more: (count) => `… and ${count} more. You see all of them under “My overview”.`,
    waiting: 'waiting for SharePoint',
    refused: 'is not in SharePoint yet',
  },
  board: {
    title: 'The improvement board',
    open: (unit) => `Open the board of ${unit}`,
    lead: 'Here you see what has been suggested, and what becomes of it.',
  },
  help: {
    title: 'What I can help with',
    danger: 'Danger here and now? Call. Do not use the form.',
    lead: 'Write a suggestion to me in your own words, and I make the form for you.',
    words: 'You can also write: suggest, board, my suggestions, help, language nynorsk.',
    suggest: 'New suggestion',
    board: 'Open the board',
    mine: 'My suggestions',
    privacy: 'Privacy',
  },
  privacy: {
    title: 'How Tavla treats what it knows about you',
    lines: [
      'We store the suggestion, when you sent it and who you are, in the municipality’s own SharePoint.',
      'You choose whether your name is shown on the board. The leader of the unit and the deputy can always see who suggested, and so can those who look after the lists in SharePoint.',
      'What you write to me is not stored before you press Send.',
      'Never write about individuals: no names, health or national identity numbers.',
      'The board is not for deviations or whistleblowing. They have channels of their own.',
    ],
  },
  welcome: {
    personal: 'Hello! I am Tavla.',
    lead: 'Do you have an idea for doing something better at work? Write it to me, and it goes on the board.',
    channel: 'Hello! The improvement board is here.',
    channelLead:
      'Mention me with @ and write a suggestion, and I make the form. New suggestions appear in this channel.',
    chatLead: 'Mention me with @ and write a suggestion, and I make the form.',
    apart:
      'Hello! The board is open to everybody in the team, so it cannot be in a private or shared channel: please add it to a standard channel of the team.',
  },
  language: {
    changed: 'I will write English to you.',
    choose: 'Write “language bokmål”, “language nynorsk” or “language english”.',
  },
  openBoard: 'Open on the board',
  privately: 'I have answered you in a private message.',
  unreachable:
    'I would rather answer this in private, but I cannot reach you. Add Tavla under Apps in Teams and write to me there.',
  oldCard: 'This card is too old for its button to work. Write “help” and you get a new one.',
  trouble: (reference) =>
    `Something went wrong on our side. Please try again in a while. If it does not help, ask user support and name ${reference}.`,
  dialog: 'Suggestion for the board',
};
