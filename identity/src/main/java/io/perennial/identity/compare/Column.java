// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

/** One attribute of all rows. */
interface Column {
  ComparedAttribute attribute();

  int values(int row);

  int value(int row, int nth);

  Dictionary dictionary();

  long hash(int code);

  int count(int code);
}
