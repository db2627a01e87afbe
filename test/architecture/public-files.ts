/**
 * The files of each room that other rooms may import: its door, in place of a barrel. Everything else is its own business and may change freely.
 * A room (a folder of `src/`) that is not named has no door. Names without `.ts`.
 */
export const publicFiles: Record<string, string> = {
  announcements:
    'acting after-restore announcement approval conductor factor finding managing newcomers offers openings progress publishing publishing-deps recipients refusal reminding rendering running text-check words words-preview',
  'announcements/consent': 'subscriber-list table-row',
  'announcements/delegating': 'delegating words',
  'announcements/emergency': 'alarm',
  'announcements/images': 'adding checking kept public reading standing words',
  'announcements/templates': 'blank characters platform words words-check',
  'announcements/repeating': 'plan words words-place',
  'announcements/series': 'releasing',
  'announcements/starting-texts': 'keeping',
  'announcements/retention': 'approved-heads archives audit-restarting audit-trimming row-trimming',
  'announcements/people':
    'audit audit-anchor authority break-glass canonical-json changing delegation enrolling given-approval inviting linking log-guard officials same-hands signing-in tickets totp words-delegation words-log words-officials',
  'announcements/sending':
    'audience clock-watch intake lane outbox pace sendables subscribers topic visitors words-failures worker',
  'announcements/translations': 'figures language words',
  answering: 'answering live',
  'answering/claims': 'comparing comparing-numbers comparing-persons comparison condition fact-check',
  'answering/question':
    'abridged announced asked asked-reading clauses courtesy english follow-up gap-questions intent language no-answer-reason offices openings picking question readings rumour-signs slots told wishes',
  'answering/places': 'elsewhere replies stations',
  'answering/reply':
    'body calendar fact-said going-on next offering offers offices passages reply source-line sources topics whole-titles words words-talk words-topics',
  'answering/search': 'building citation decision extraction knowledge-base passage-index sentence',
  'answering/verdict': 'articles candidate contraries explanation question-likeness understanding verdict',
  app: 'app build connections doctor host keeping knowledge schedule start-failure',
  'app/answering': 'kept-answers links serving to-nobody',
  'app/pack': 'standing trial',
  channels:
    'backoff deadline message-digest operator-line request-json secret secret-webhook send-gate shared-uploads typing-indicator words-zalo zalo-text',
  'channels/telegram': 'parts photos telegram words',
  'channels/web': 'chat page-message parts push push-request',
  'channels/zalo-bot': 'parts setup zalo-bot',
  'channels/zalo-oa': 'parts pictures zalo-oa',
  commands:
    'ask asking audit audit-program backup-program channels-program check doctor import-program inbox-program io new-province official-program progress-bar search terminal',
  'commands/delegating': 'delegation-program',
  'commands/help': 'vietnamese',
  'commands/poster': 'qr-program',
  'commands/announce': 'announce content subcommands view',
  'commands/retention': 'archive restart trim-program words-restart',
  'commands/subscribers': 'list-program rows',
  'commands/control': 'attachments client place service',
  console: 'console csv field-time fields kept notes paging route showing table-head',
  'console/announcing': 'composing content-form routes',
  'console/emergency': 'routes',
  'console/overview': 'routes',
  'console/people': 'routes',
  'console/starting-texts': 'routes',
  'console/signing-in':
    'accepting challenges cookies entering marks passkey-entering passkey-routes passkeys passwords routes sessions tries webauthn',
  'console/views':
    'announcing audience-choice channel-face chart composing facts following layout listing phones preview proposals qr signing-in unanswered watching words words-announcing words-composing words-knowing words-listing words-problems words-signing-in words-watching',
  'console/knowing': 'routes',
  conversations:
    'chats commune-names conversation deep-links dialogue genuineness menus milestone-reminders responding rumours slash-commands subscribing thinking words-genuineness words-menu words-subscribing',
  'conversations/counting': 'day-count rating tally',
  'conversations/inbox': 'admission answer-turns flood handling inbox log waiting',
  'conversations/notices': 'likest text-difference',
  'conversations/own-data': 'kept own-data',
  'conversations/office': 'boards desk moment news',
  'conversations/proposals': 'proposal proposing telling untold',
  'conversations/unanswered': 'asking person-mark question-group recording telling',
  elections:
    'calendar calendar-file commune-search electoral-units eligibility fact gazetteer old-places place-meaning place-mention places polling-stations tense',
  'elections/pack':
    'article article-import change document edit known-unknown new-province pack plain-text problem province questions source standing station-import text ways words-province written-fact written-settings yaml-text',
  importing: 'charset importer saved-page whole-file',
  messaging:
    'channel channel-setup channel-status image incoming-text menu message metrics page-chat page-push part-sending parts recent records sent-picture shown-image shown-part splitting template',
  sources:
    'consent-table csv-table known-communes nearest news pack pack-files pack-reader pack-stack pack-watch registry station-table tables yaml-file',
  'sources/stations': 'checking importing table-file',
  'sources/writing': 'commit pack-writer',
  stores:
    'age chat-record count-record delivery-ledger delivery-record document-file files incoming-record office-record owner pace-record revived rotating saved-index seal sealing state store ticket-record tombstones unanswered-record zalo-tokens',
  'stores/embedded': 'backup data-folder inbox-journal restore store upgrade-backup',
  'stores/images': 'on-disk referred',
  'stores/persons': 'kept-in-files',
  'stores/proposals': 'record told',
  'stores/starting-texts': 'record',
  'stores/postgres': 'database import store',
  vietnamese:
    'bare-syllable dates function-words fuzzy-index lexicon marks noun numbers personal reading slips text typing vocabulary word-reading',
  web: 'door metrics server',
  'web/http': 'assets body client-address context picture rate-limit same-origin security-headers',
  'web/page': 'beginning chat images installing limits message page pushing question visitor widget words',
};
