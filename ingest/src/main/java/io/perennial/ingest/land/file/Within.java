// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path among the files of a source, which may lead into an archive or a workbook: {@code
 * a.zip!orders-*.csv}, {@code book.xlsx!Orders}.
 *
 * @param file the path or glob of the file itself
 * @param entry what its entry or sheet is to be called; empty for all
 */
record Within(String file, Optional<Pattern> entry) {

  private static final Pattern FORM =
      Pattern.compile(
          "(.*?[.](?:zip|xlsx|xlsm)(?:[.](?:gz|zst|zstd))?)!(.+)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  static Within of(String path) {
    Matcher form = FORM.matcher(path);
    if (!form.matches()) {
      return new Within(path, Optional.empty());
    }
    String glob = Pattern.quote(form.group(2)).replace("*", "\\E.*\\Q");
    return new Within(form.group(1), Optional.of(Pattern.compile(glob, Pattern.CASE_INSENSITIVE)));
  }

  /** Whether an entry or sheet is meant. */
  boolean means(String name) {
    return entry.isEmpty() || entry.get().matcher(name).matches();
  }
}
