// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.clean;

import java.util.Locale;

/**
 * A piece of a plain text.
 *
 * @param text as it stands there
 * @param kind what it is
 */
public record Token(String text, Kind kind) {

  /** What a token is. */
  public enum Kind {
    /** Letters, digits, and apostrophes between them. */
    WORD,
    /** A picture with all that changes it, or a smile of signs such as {@code :-)}. */
    EMOJI,
    /** Any other signs of one kind in a row: {@code !!}. */
    SIGN
  }

  /** In lower case, with straight apostrophes. */
  public String lower() {
    return text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
  }

  public boolean isWord() {
    return kind == Kind.WORD;
  }
}
