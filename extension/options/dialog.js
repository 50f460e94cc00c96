// SPDX-License-Identifier: Apache-2.0
/** A question before something that cannot be undone. The browser's own dialog keeps the focus, and gives it back. */

import { button, element } from '../shared/dom.js';
import { label } from '../shared/i18n.js';

const YES = 'yes';

/** @param {string} question @param {string} yes what the button says that does it @returns {Promise<boolean>} */
export function confirmed(question, yes) {
  const no = button(label('cancel'), () => dialog.close());
  no.autofocus = true;
  const dialog = /** @type {HTMLDialogElement} */ (element('dialog', { role: 'alertdialog', 'aria-labelledby': 'question' }, [
    element('p', { id: 'question' }, [question]),
    element('div', { class: 'buttons' }, [button(yes, () => dialog.close(YES), 'main'), no]),
  ]));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === YES);
    });
  });
}
