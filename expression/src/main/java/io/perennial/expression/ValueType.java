// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

/** What a value is when it is not missing. */
public enum ValueType {
  TEXT("a text"),
  /** A double; on every engine the same to the last bit. */
  NUMBER("a number"),
  TRUTH("true or false");

  private final String words;

  ValueType(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
