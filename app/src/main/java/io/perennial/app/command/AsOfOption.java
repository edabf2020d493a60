// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.query.Moment;
import io.perennial.app.query.TableViews;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that look at the lake: at which moment. */
final class AsOfOption {

  @Option(
      names = "--as-of",
      paramLabel = "WHEN",
      description = "Look at the lake as it was: a day, an instant, or a snapshot id.")
  private @Nullable String when;

  /** What it means in a workspace. */
  Moment moment(OpenWorkspace open) {
    return when == null
        ? Moment.now()
        : Moment.parse(when, open.settings().workspace().zone(), open.lake(), TableViews.TABLES);
  }
}
