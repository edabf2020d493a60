// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.governance.redact.Redactor;
import io.perennial.lake.Batch;
import io.perennial.text.clean.PlainText;
import io.perennial.text.clean.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text of an event without what its writer could be known by. */
final class SaidText {

  /** The columns with what a writer is called. */
  static final List<String> NAMES = List.of("full_name", "given_name", "family_name");

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\[(?:email|phone|card|iban|name)\\]");

  private SaidText() {}

  /**
   * The plain text of a row without personal data.
   *
   * @param batch with the columns text, full_name, given_name and family_name
   */
  static String of(Batch batch, int row) {
    List<String> names = new ArrayList<>();
    for (String column : NAMES) {
      int at = batch.index(column);
      if (!batch.isNull(at, row)) {
        names.add(batch.texts(at)[row]);
      }
    }
    return Redactor.redact(PlainText.of(batch.texts(batch.index("text"))[row]), names);
  }

  /** The words by which themes are told. */
  static List<String> words(String redacted) {
    return Tokens.words(PLACEHOLDER.matcher(redacted).replaceAll(" "));
  }
}
