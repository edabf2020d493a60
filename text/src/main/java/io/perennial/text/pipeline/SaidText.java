// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.pipeline;

import io.perennial.domain.StableHash;
import io.perennial.governance.redact.Redactor;
import io.perennial.lake.Batch;
import io.perennial.text.clean.PlainText;
import io.perennial.text.clean.Tokens;
import java.util.List;
import java.util.regex.Pattern;

/** A text of an event without what its writer could be known by. */
final class SaidText {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\[(?:email|phone|card|iban|name)\\]");

  private SaidText() {}

  /**
   * The plain text of a row without personal data.
   *
   * @param batch with the columns text, and names of who wrote, with line ends between
   */
  static String of(Batch batch, int row) {
    String names = names(batch, row);
    return Redactor.redact(
        PlainText.of(batch.texts(batch.index("text"))[row]),
        names.isEmpty() ? List.of() : List.of(names.split("\n", -1)));
  }

  /** Of the text and of the names that are taken out of it: with other names it is another. */
  static long hash(Batch batch, int row) {
    return StableHash.of(batch.texts(batch.index("text"))[row] + '\0' + names(batch, row));
  }

  /**
   * Whether what is stored of a row was made of the text and names that it has now.
   *
   * @param batch with the columns text, names and text_hash
   */
  static boolean isAsStored(Batch batch, int row) {
    int hash = batch.index("text_hash");
    return !batch.isNull(hash, row) && batch.longs(hash)[row] == hash(batch, row);
  }

  private static String names(Batch batch, int row) {
    int names = batch.index("names");
    return batch.isNull(names, row) ? "" : batch.texts(names)[row];
  }

  /** The words by which themes are told. */
  static List<String> words(String redacted) {
    return Tokens.words(PLACEHOLDER.matcher(redacted).replaceAll(" "));
  }
}
