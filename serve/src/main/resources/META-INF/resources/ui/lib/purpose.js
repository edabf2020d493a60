// SPDX-License-Identifier: Apache-2.0
// What for somebody may read personal data, or look for customers by it. The server decides; this is what it offers.
const MAY = {
  marketer: ['service', 'marketing', 'personalisation'],
  privacy_officer: ['service', 'data-subject-request'],
  administrator: ['service', 'data-subject-request'],
};

export const purposes = me => [...new Set((me?.roles ?? []).flatMap(role => MAY[role] ?? []))];

/** Whether a text may be the id of a customer or a record, which takes no purpose. */
export const isId = text => /^\d{1,19}$/.test(text);
