// SPDX-License-Identifier: Apache-2.0
package io.perennial.expression;

/** What is wrong at a place of an expression. */
final class Misfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int at;

  /**
   * @param at the first character of what is wrong, counting from 1
   */
  Misfit(String why, int at) {
    super(why);
    this.at = at;
  }

  int at() {
    return at;
  }
}
