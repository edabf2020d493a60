// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.intent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What someone wants who writes to a company. */
public enum Intent {
  /** Something is wrong, and is to be put right. */
  COMPLAINT,
  /** An order, a contract, an account is to end. */
  CANCEL,
  /** Money is to come back. */
  REFUND,
  /** To know something. */
  QUESTION,
  /** To say that something was good. */
  PRAISE,
  /** None of these. */
  OTHER;

  /** As tables and files say it: complaint. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The intent of that word, in whatever case. */
  public static Optional<Intent> of(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(intent -> intent.word().equals(lower)).findFirst();
  }
}
