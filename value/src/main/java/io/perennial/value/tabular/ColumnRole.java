// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

/** What a column of a table is taken for. */
public enum ColumnRole {
  /** What is to be foretold. */
  LABEL,
  /** A quantity. */
  NUMBER,
  /** One of two words or digits. */
  YES_NO,
  /** One of some words. */
  CATEGORY,
  /** A day; known as days before the latest day of the column. */
  DATE,
  /** Left out: names a row. */
  ID,
  /** Left out: words of people, or more different values than can be learned from. */
  FREE_TEXT,
  /** Left out: always the same. */
  CONSTANT,
  /** Left out: tells the label itself, and so will not be known when it is needed. */
  TELLS_LABEL,
  /** Left out because the caller said so. */
  IGNORED;

  /** Whether models see it. */
  public boolean isUsed() {
    return this == NUMBER || this == YES_NO || this == CATEGORY || this == DATE;
  }
}
