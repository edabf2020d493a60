// SPDX-License-Identifier: Apache-2.0
package io.perennial.text;

/**
 * A language that people write.
 *
 * @param code two letters of ISO 639-1, or {@code und} where it cannot be told
 */
public record Language(String code) {

  /** Not told: too short, numbers only, or a language that is not known here. */
  public static final Language UNKNOWN = new Language("und");

  public static final Language ENGLISH = new Language("en");

  public Language {
    if (!code.matches("[a-z]{2,3}")) {
      throw new IllegalArgumentException(
          "Invalid language: " + code + " (must be two letters of ISO 639-1, or und)");
    }
  }

  @Override
  public String toString() {
    return code;
  }
}
