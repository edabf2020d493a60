// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.domain.AsOf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that carry decisions out: of which instant. */
final class DecidedAsOf {

  @Option(
      names = "--as-of",
      paramLabel = "WHEN",
      description = {
        "The decisions of this day or instant, or of the last before it, however long ago (default:",
        "the newest ones)."
      })
  private @Nullable String when;

  boolean isGiven() {
    return when != null;
  }

  /** What it means in a workspace; empty when it was not given. */
  Optional<AsOf> until(OpenWorkspace open) {
    return Optional.ofNullable(when).map(said -> SaidInstant.of("--as-of", said, open));
  }

  /** That decisions are older than the window in which they are to do something. */
  static String overdue(AsOf asOf, int windowDays) {
    return "the newest decisions are as of "
        + asOf
        + ", longer ago than decide.window-days ("
        + windowDays
        + "); perennial run decides anew";
  }
}
