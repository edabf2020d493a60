// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows what was tried, and why the segments in force were chosen. */
@Command(
    name = "quality",
    header = "Which ways of clustering were tried, how good each is, and which was chosen.",
    description = {
      "Separation is the share of the variance of what customers spent afterwards that the clusters",
      "tell, out of time, with whales held back; stability the mean adjusted Rand index when other",
      "customers are drawn, and of the least stable cluster the mean Jaccard similarity. Among the",
      "stable the most useful was chosen; reason says why a candidate was not."
    },
    footer = {"", "Example", "  perennial segment quality"})
final class SegmentQualityCommand implements Callable<Integer> {

  private static final String VIEW = "listed_candidates";

  private final Perennial perennial;

  SegmentQualityCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.SEGMENT_CANDIDATES).scan());
      return new Listing(perennial, open.engine())
          .print(
              "SELECT CASE WHEN chosen = 1 THEN '*' ELSE '' END AS chosen, algorithm, clusters, separation,"
                  + " stability, least_stability, silhouette, davies_bouldin, balance, smallest_share, reason"
                  + " FROM "
                  + VIEW
                  + " ORDER BY algorithm, clusters",
              List.of(
                  new Column("", Look.TEXT),
                  new Column("algorithm", Look.TEXT),
                  new Column("clusters", Look.COUNT),
                  new Column("separation", Look.THREE_DIGITS),
                  new Column("stability", Look.TWO_DIGITS),
                  new Column("least", Look.TWO_DIGITS),
                  new Column("silhouette", Look.TWO_DIGITS),
                  new Column("Davies-Bouldin", Look.TWO_DIGITS),
                  new Column("balance", Look.TWO_DIGITS),
                  new Column("smallest", Look.PERCENT),
                  new Column("reason", Look.TEXT)),
              "No candidates yet: perennial run tries them where enough customers bought.");
    }
  }
}
