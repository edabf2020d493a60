// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.query;

import io.perennial.app.UsageException;
import io.perennial.lake.LakeException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells a query that is wrong from an engine that failed. */
public final class SqlTrouble {

  private static final String ENGINE = "Cannot run a query: ";

  private static final Pattern WRONG =
      Pattern.compile(
          "^(Binder|Parser|Catalog|Syntax|Conversion|Invalid Input|Out of Range) Error|^\\[[A-Z_.]+\\]");

  /** What the engine puts before a query to learn its columns. */
  private static final String ASKED = "LINE 1: DESCRIBE ";

  private SqlTrouble() {}

  /**
   * The error of whoever wrote the query, with the query as it was written; empty if not theirs.
   */
  public static Optional<UsageException> of(LakeException failure) {
    String message = String.valueOf(failure.getMessage());
    if (!message.startsWith(ENGINE)) {
      return Optional.empty();
    }
    String said = message.substring(ENGINE.length());
    return WRONG.matcher(said).find()
        ? Optional.of(new UsageException("Cannot run SQL: " + asTyped(said), failure))
        : Optional.empty();
  }

  private static String asTyped(String said) {
    int line = said.indexOf(ASKED);
    if (line < 0) {
      return said;
    }
    int added = "DESCRIBE ".length();
    int end = said.indexOf('\n', line);
    String typed = said.substring(0, line) + "LINE 1: " + said.substring(line + ASKED.length());
    if (end < 0) {
      return typed;
    }
    // the mark below moves with the text above it
    int marks = end - added + 1;
    return typed.startsWith(" ".repeat(added), marks)
        ? typed.substring(0, marks) + typed.substring(marks + added)
        : typed;
  }
}
