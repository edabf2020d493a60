// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/** Distinct texts by code. */
interface Dictionary {
  int size();

  String text(int code);
}
