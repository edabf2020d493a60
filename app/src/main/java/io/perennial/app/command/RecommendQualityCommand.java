// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.command.Listing.Column;
import io.perennial.app.command.Listing.Look;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows how good recommendations were. */
@Command(
    name = "quality",
    header = "How much of what is recommended came true, beside what is popular and what is alike.",
    description = {
      "Models learned from all but the last days, and are judged on these. Recall is the share of what a",
      "customer bought that was among ten; a hit is a customer who bought any of them; nDCG counts early",
      "places more; coverage is the share of products shown to anybody; novelty is in bits: 10 is what",
      "one customer in a thousand has. Intervals are of 95 %; --json has all of them."
    },
    footer = {
      "",
      "Examples",
      "  perennial recommend quality",
      "  perennial recommend quality --json"
    })
final class RecommendQualityCommand implements Callable<Integer> {

  private static final String VIEW = "listed_quality";

  private final Perennial perennial;

  RecommendQualityCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() throws IOException {
    try (OpenWorkspace open = perennial.openForReading()) {
      open.engine().view(VIEW, open.lake().table(Tables.RECOMMENDATION_QUALITY).scan());
      if (perennial.json()) {
        return new Listing(perennial, open.engine())
            .print(
                "SELECT q.as_of, q.model, q.bought, q.shown, q.learned_until, q.judged_until,"
                    + " q.customers, q.measure, q.figure, q.figure_lower, q.figure_upper FROM "
                    + VIEW
                    + " q ORDER BY q.model, q.measure",
                List.of(),
                "");
      }
      int code =
          new Listing(perennial, open.engine())
              .print(
                  "SELECT q.model,"
                      + figure("ndcg", "figure")
                      + figure("ndcg", "figure_lower")
                      + figure("ndcg", "figure_upper")
                      + figure("recall", "figure")
                      + figure("hit_rate", "figure")
                      + figure("coverage", "figure")
                      + figure("novelty", "figure")
                      + " max(q.customers) AS customers FROM "
                      + VIEW
                      + " q GROUP BY q.model ORDER BY ndcg_figure DESC, q.model",
                  List.of(
                      new Column("", Look.TEXT),
                      new Column("nDCG@10", Look.THREE_DIGITS),
                      new Column("from", Look.THREE_DIGITS),
                      new Column("to", Look.THREE_DIGITS),
                      new Column("recall@10", Look.PERCENT),
                      new Column("hits", Look.PERCENT),
                      new Column("coverage", Look.PERCENT),
                      new Column("novelty", Look.ONE_DIGIT),
                      new Column("customers", Look.COUNT)),
                  "Nothing was judged yet: perennial run does, where orders name products.");
      said(open);
      return code;
    }
  }

  private static String figure(String measure, String column) {
    return String.format(
        Locale.ROOT,
        " max(CASE WHEN q.measure = '%s' THEN q.%s END) AS %s_%s,",
        measure,
        column,
        measure,
        column);
  }

  private void said(OpenWorkspace open) {
    try (Batches rows =
        open.engine()
            .query(
                "SELECT q.bought, q.learned_until, q.judged_until, q.figure, q.figure_lower,"
                    + " q.figure_upper FROM "
                    + VIEW
                    + " q WHERE q.measure = 'ndcg_above_popularity'")) {
      if (rows.next()) {
        Batch batch = rows.batch();
        perennial.say(
            String.format(
                Locale.ROOT,
                "%nLearned until %s, judged until %s, of %s; nDCG above popularity: %.3f (%.3f to"
                    + " %.3f).",
                batch.texts(1)[0],
                batch.texts(2)[0],
                batch.texts(0)[0].equals("included")
                    ? "all that was bought"
                    : "what was new to the customer",
                batch.doubles(3)[0],
                batch.doubles(4)[0],
                batch.doubles(5)[0]));
      }
    }
  }
}
