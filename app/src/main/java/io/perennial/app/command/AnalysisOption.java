// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.domain.AsOf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that compute: as of when customers are looked at. */
final class AnalysisOption {

  @Option(
      names = "--as-of",
      paramLabel = "WHEN",
      description = {
        "Look at customers as of a day or an instant: nothing from then on is used (default:",
        "analysis.as-of of the configuration, else the day after the last event)."
      })
  private @Nullable String when;

  /** What it means in a workspace; empty when it was not given. */
  Optional<AsOf> asOf(OpenWorkspace open) {
    return Optional.ofNullable(when).map(said -> SaidInstant.of("--as-of", said, open));
  }
}
