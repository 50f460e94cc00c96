// SPDX-License-Identifier: Apache-2.0
/** Elements from plain values. Text becomes text nodes, so nothing that was read can become markup. */

/**
 * @param {string} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} [children]
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, children = []) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** @param {string} text @param {() => void} press @param {string} [look] */
export function button(text, press, look = 'quiet') {
  const made = element('button', { type: 'button', class: look }, [text]);
  made.addEventListener('click', event => { if (event.isTrusted) press(); });
  return made;
}
