// SPDX-License-Identifier: Apache-2.0
/** The extension's half of docs/protocol.md: what may be said to the host and what its answers must look like. */

export const HOST_NAME = 'watchword.host';
export const UPDATER_NAME = 'watchword.updater';
export const PROTOCOL = Object.freeze({ min: 1, max: 1 });
export const LIMITS = Object.freeze({ requestBytes: 1_048_576, messages: 500, others: 4 });
export const LEVELS = Object.freeze(['none', 'notice', 'caution', 'danger']);
export const SENDERS = Object.freeze(['them', 'me', 'unknown']);

/** Codes are append-only, as in the table of docs/protocol.md. */
export const ERRORS = Object.freeze({
  not_json: 101,
  not_an_object: 102,
  bad_member: 103,
  unknown_kind: 104,
  too_deep: 105,
  too_large: 106,
  unsupported_protocol: 107,
  no_pack: 201,
  image_missing: 202,
  compile_failed: 203,
  update_failed: 204,
  no_repository: 205,
  internal: 301,
});

/**
 * @typedef {{id: number, kind: string, [member: string]: unknown}} Frame
 * @typedef {{name: string, list: string, title: string, source: string, since: string}} Listed which list has a name, since when
 * @typedef {{kind: string, id: string}} Contact an account on a messenger, or a wallet
 * @typedef {{brand: string, name: string, how: string, official: string}} LookAlike whose name an address looks like
 * @typedef {{rule: string, stage: string, reason?: string, message: number | null, start: number, end: number, address?: true,
 *   listed?: Listed, contact?: Contact}} Evidence the span is of the address where it says so
 * @typedef {{language: string, title: string, step: string, reasons: {text: string, evidence: number}[],
 *   next: string[], advice: string[], test: string, fine_if: string}} Explanation
 * @typedef {{id: number, kind: 'verdict', level: 'none' | 'notice' | 'caution' | 'danger', probability: number,
 *   scheme: string | null, stage: string | null, stages: string[], evidence: Evidence[], first_warning: number | null,
 *   explanation: Explanation | null, look_alike?: LookAlike, memory?: object, host_us?: number}} Verdict
 * @typedef {{id: number | null, kind: 'error', code: number, message: string, protocol?: {min: number, max: number}}} Failure
 */

/** @param {string} version of the extension */
export const hello = version => ({
  kind: 'hello',
  protocol: PROTOCOL,
  client: { name: 'watchword-extension', version },
});

export const status = () => ({ kind: 'status' });

/** Names that the browser itself should stop, from the `from`th on. @param {number} from */
export const blockNames = from => ({ kind: 'block_names', from });

/** Who helps people of a region with what a scheme does to them. @param {{scheme: string, region?: string | undefined}} wanted */
export const help = ({ scheme, region }) => ({ kind: 'help', scheme, ...(region && { region }) });

/** To the host: judge with what was installed now. */
export const reload = () => ({ kind: 'reload' });

/** To the updater, which is asked one thing and is gone. */
export const image = () => ({ id: 1, kind: 'image' });
/** @param {boolean} now whether it is due or not: a person asks */
export const update = now => ({ id: 1, kind: 'update', ...(now && { now }) });
export const updateStatus = () => ({ id: 1, kind: 'update_status' });
export const rollback = () => ({ id: 1, kind: 'rollback' });

/** @param {{text: string, url?: string | undefined, languages?: string[] | undefined}} page */
export const page = ({ text, url, languages }) => ({
  kind: 'page',
  ...(url && { url }),
  text: text.toWellFormed(),
  ...(languages && { languages }),
});

/** @param {{url: string, languages?: string[] | undefined}} address */
export const url = ({ url: address, languages }) => ({ kind: 'url', url: address, ...(languages && { languages }) });

/**
 * @param {{messages: {from: string, text: string}[], url?: string | undefined, memory?: object | undefined,
 *   others?: object[] | undefined, today?: number | undefined, languages?: string[] | undefined}} conversation
 */
export const conversation = ({ messages, url: address, memory, others, today, languages }) => ({
  kind: 'conversation',
  ...(address && { url: address }),
  messages: messages.map(({ from, text }) => ({ from, text: text.toWellFormed() })),
  ...(memory && { memory }),
  ...(others && others.length > 0 && { others }),
  ...(today !== undefined && { today }),
  ...(languages && { languages }),
});

/** Days since 1970-01-01, the unit of `today`. */
export const daysSinceEpoch = (now = Date.now()) => Math.floor(now / 86_400_000);

/** What the host would refuse about these messages, or null. Content scripts are believed no further than this. */
export function messagesProblem(/** @type {unknown} */ messages) {
  if (!Array.isArray(messages)) return 'messages: expected an array';
  if (messages.length > LIMITS.messages) return `messages: more than ${LIMITS.messages}`;
  const bad = messages.findIndex(message => !SENDERS.includes(message?.from) || typeof message?.text !== 'string');
  return bad < 0 ? null : `messages/${bad}: expected from and text`;
}

/** @param {object} request */
export const fitsInAFrame = request => new TextEncoder().encode(JSON.stringify(request)).length <= LIMITS.requestBytes;

const isObject = (/** @type {unknown} */ value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isIndex = (/** @type {unknown} */ value) => Number.isSafeInteger(value) && Number(value) >= 0;
const areStrings = (/** @type {unknown} */ value) => Array.isArray(value) && value.every(each => typeof each === 'string');

/** @param {any} listed */
const isListed = listed =>
  listed === undefined || (isObject(listed) && areStrings([listed.name, listed.list, listed.title, listed.source, listed.since]));

/** @param {any} contact */
const isContact = contact => contact === undefined || (isObject(contact) && areStrings([contact.kind, contact.id]));

/** @param {any} found */
const isLookAlike = found => found === undefined || (isObject(found) && areStrings([found.brand, found.name, found.how, found.official]));

/** @param {any} item */
const isEvidence = item =>
  isListed(item?.listed) && isContact(item?.contact) && (item.address === undefined || item.address === true) &&
  isObject(item) && typeof item.rule === 'string' && typeof item.stage === 'string' &&
  (item.message === null || isIndex(item.message)) && isIndex(item.start) && isIndex(item.end) && item.start <= item.end;

/** @param {any} told @param {number} evidenceCount */
const isExplanation = (told, evidenceCount) =>
  isObject(told) && areStrings([told.language, told.title, told.step, told.test, told.fine_if]) &&
  areStrings(told.next) && areStrings(told.advice) && Array.isArray(told.reasons) && told.reasons.length <= 3 &&
  told.reasons.every((/** @type {any} */ reason) =>
    typeof reason?.text === 'string' && isIndex(reason.evidence) && reason.evidence < evidenceCount);

const isProbability = (/** @type {unknown} */ value) => typeof value === 'number' && value >= 0 && value <= 1;

/** @param {any} reply */
function isVerdict(reply) {
  if (!LEVELS.includes(reply.level) || !areStrings(reply.stages) || !isProbability(reply.probability)) return false;
  if (!Array.isArray(reply.evidence) || !reply.evidence.every(isEvidence)) return false;
  if (!(reply.first_warning === null || isIndex(reply.first_warning))) return false;
  if (reply.memory !== undefined && !isObject(reply.memory)) return false;
  if (!isLookAlike(reply.look_alike)) return false;
  if (reply.level === 'none') return reply.scheme === null && reply.stage === null && reply.explanation === null;
  return areStrings([reply.scheme, reply.stage]) && isExplanation(reply.explanation, reply.evidence.length);
}

/** @param {any} pack */
const isPack = pack => pack === null || (isObject(pack) && typeof pack.id === 'string' && isIndex(pack.version));

/** @param {any} reply */
const saysOfImage = reply => reply.image_missing === undefined || typeof reply.image_missing === 'boolean';

/** @param {any} reply */
const isHello = reply =>
  isIndex(reply.protocol) && isObject(reply.host) && typeof reply.host.version === 'string' && isPack(reply.pack) && saysOfImage(reply);

/** @param {any} reply */
const isStatus = reply => isObject(reply.host) && isPack(reply.pack) && isObject(reply.protection) && saysOfImage(reply);

/** @param {any} reply */
const isImage = reply => reply.state === 'built' || reply.state === 'present';

/** @param {any} reply */
const isReload = reply => isPack(reply.pack) && typeof reply.changed === 'boolean';

/** @param {any} reply */
const isUpdate = reply => typeof reply.state === 'string' && isIndex(reply.version);

/** @param {any} reply */
const isRollback = reply => isIndex(reply.version);

const isOptionalText = (/** @type {unknown} */ value) => value === undefined || typeof value === 'string';

/** @param {any} reply */
const isUpdateStatus = reply => ['version', 'generation', 'installed', 'last_check', 'last_success', 'next_check', 'failures'].every(name => isIndex(reply[name])) &&
  isOptionalText(reply.why_older) && isOptionalText(reply.why_never);

/** @param {any} reply */
const isFailure = reply => isIndex(reply.code) && typeof reply.message === 'string';

/** @param {any} reply */
const isBlockNames = reply =>
  typeof reply.digest === 'string' && isIndex(reply.total) && areStrings(reply.names) && (reply.next === null || isIndex(reply.next));

const CONTACT_MEMBERS = Object.freeze(['phone', 'text', 'url', 'hours']);

/** @param {any} contact */
const isHelpContact = contact =>
  isObject(contact) && areStrings([contact.name, contact.checked]) && CONTACT_MEMBERS.every(name => contact[name] === undefined || typeof contact[name] === 'string') &&
  (contact.url === undefined || contact.url.startsWith('https://'));

/** @param {any} reply */
const isHelp = reply => areStrings(reply.regions) && Array.isArray(reply.contacts) && reply.contacts.every(isHelpContact);

/** @type {Record<string, (reply: any) => boolean>} */
const REPLY_CHECKS = {
  hello: isHello, verdict: isVerdict, status: isStatus, image: isImage, block_names: isBlockNames, help: isHelp,
  reload: isReload, update: isUpdate, update_status: isUpdateStatus, rollback: isRollback, error: isFailure,
};
/** @type {Record<string, string>} */
const REPLY_TO = {
  hello: 'hello', page: 'verdict', conversation: 'verdict', url: 'verdict', status: 'status', image: 'image', block_names: 'block_names', help: 'help',
  reload: 'reload', update: 'update', update_status: 'update_status', rollback: 'rollback',
};

/** Whether `reply` may be believed as the answer to a request of this kind. @param {string} kind @param {any} reply */
export function answers(kind, reply) {
  if (!isObject(reply) || !(reply.kind === 'error' || reply.kind === REPLY_TO[kind])) return false;
  return REPLY_CHECKS[reply.kind]?.(reply) ?? false;
}
