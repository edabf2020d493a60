// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

/** What an expression stands on when it becomes SQL. */
public interface Columns {

  /** The text of a column; missing where the files lack it. */
  String column(String name);

  /** A value in its place: never pasted. */
  String bound(Object value);

  /** The number that {@code text}, which is SQL, is under the source's decimal mark, or null. */
  String number(String text);

  /** The condition that {@code text}, which is SQL, is what programs write for nothing. */
  String isNothing(String text);
}
