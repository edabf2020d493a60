// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How good and how honest blended forecasts are, and how fast. */
final class LadderBenchmark implements Benchmark {

  private static final int CUSTOMERS = 1_000_000;
  private static final int SPLITS = 15;
  private static final int BASES = 40;
  private static final int HEAP = 4_096;

  /** A protocol: shop, last day known, days ahead, what of, splits of customers, with trees. */
  private record Protocol(
      String name, String shop, int end, int horizon, String target, int splits, boolean boost) {}

  private static final List<Protocol> PROTOCOLS =
      List.of(
          new Protocol("CDNOW, 39 weeks", "cdnow", 272, 273, "PURCHASES", 0, false),
          new Protocol("CDNOW, spend of 39 weeks", "cdnow", 272, 273, "SPEND", 0, false),
          new Protocol("CDNOW, 26 weeks, 15 splits", "cdnow", 272, 182, "PURCHASES", SPLITS, false),
          new Protocol(
              "Online Retail, 26 weeks, 15 splits", "retail", 363, 182, "PURCHASES", SPLITS, true),
          new Protocol(
              "Online Retail, revenue of 90 days, 15 splits",
              "retail",
              648,
              90,
              "SPEND",
              SPLITS,
              true));

  private static final String BLEND = "blend";

  /** Forecasts of revenue side by side: all together, in two stages, in one, and without trees. */
  private static final List<String> ALONE =
      List.of(BLEND, "boosted hurdle", "boosted distribution", "Pareto/NBD");

  @Override
  public String name() {
    return "ladder";
  }

  @Override
  public String question() {
    return "Blended forecasts: 1 M customers with intervals (< 60 s); simulated bases: never 1 % worse"
        + " than the best single model, 90 % intervals within 2 points; CDNOW 39/39 (RMSE <= 1.60,"
        + " |bias| <= 8 %, Gini of spend >= .693) and 39/26 (CRPS <= .373); Online Retail 52/26 (CRPS"
        + " <= .649, PIT-KS <= .04, ECE <= .05) and 90-day revenue (R² >= .58)";
  }

  @Override
  public String run(Session session) {
    long rows = session.options().rows();
    boolean whole = rows >= 10L * CUSTOMERS;
    int customers = whole ? CUSTOMERS : (int) Math.max(200, rows / 50);
    int bases = whole ? BASES : 1;
    Series score =
        session
            .interleave(
                List.of(
                    new Trial(
                            "score",
                            WorkName.LADDER_SCORE,
                            Arguments.none().with("customers", customers))
                        .withHeap(HEAP)))
            .get("score");
    Sample truth =
        session.once(
            new Trial(
                "simulated",
                WorkName.LADDER_TRUTH,
                Arguments.none().with("bases", bases).with("customers", whole ? 2_000 : 400)));
    StringBuilder text = new StringBuilder(speed(score, customers));
    text.append('\n').append(simulated(truth, bases));
    Path data = Path.of(System.getProperty("perennial.root", ".")).resolve("../shared/data");
    if (whole && Files.isDirectory(data)) {
      text.append('\n').append(shops(session, data.toAbsolutePath()));
    }
    return text.toString();
  }

  private static String speed(Series score, int customers) {
    Table table = Table.ofWorks("customers/s", "of 60 s");
    table.firstWork("purchases", score, customers, Table.ratio(score.firstWall() / 60));
    table.work("spend", score, customers, Table.ratio(score.wall() / 60));
    return table
        + "\n200 futures of each: mean, median, interval, P(active), value at risk, ten cohorts;"
        + " calibrated, "
        + score.any().text("models")
        + " of two models with a weight.\n";
  }

  private static String simulated(Sample truth, int bases) {
    Table table =
        new Table("simulated", "CRPS", "best single", "worse %", "customers %", "totals %", "ECE");
    table.row(
        bases + " Pareto/NBD bases",
        number("%.4f", truth.number("crps")),
        number("%.4f", truth.number("best")),
        number("%+.2f", 100 * (truth.number("crps") / truth.number("best") - 1)),
        number("%.1f", 100 * truth.number("covered")),
        number("%.0f", 100 * truth.number("totals")),
        number("%.3f", truth.number("error")));
    return table + "\nPercent of customers and of totals inside 90 % intervals.\n";
  }

  private static String shops(Session session, Path data) {
    Table table =
        new Table(
            "protocol",
            "CRPS",
            "PIT-KS",
            "customers %",
            "totals %",
            "ECE",
            "Brier",
            "MAE",
            "of median",
            "RMSE",
            "bias %",
            "Gini",
            "R²",
            "R² pooled",
            "90 % of R²");
    StringBuilder reasons = new StringBuilder();
    Table alone =
        new Table(
            "forecast of revenue", "R²", "90 % within", "the blend is ahead by", "90 % within");
    boolean compared = false;
    for (Protocol protocol : PROTOCOLS) {
      Path folder = data.resolve(protocol.shop().equals("cdnow") ? "cdnow" : "online_retail");
      if (!Files.isDirectory(folder)) {
        continue;
      }
      Sample sample =
          session.once(
              new Trial(
                  protocol.name(),
                  WorkName.LADDER_SHOP,
                  Arguments.none()
                      .with("folder", folder)
                      .with("shop", protocol.shop())
                      .with("end", protocol.end())
                      .with("horizon", protocol.horizon())
                      .with("target", protocol.target())
                      .with("splits", protocol.splits())
                      .with("boost", protocol.boost())
                      .with("alone", protocol.boost() && protocol.target().equals("SPEND"))));
      if (protocol.boost() && protocol.target().equals("SPEND")) {
        compared = true;
        for (String name : ALONE) {
          alone.row(
              name,
              number("%.3f", sample.number(name + ".explained")),
              within(sample, name),
              name.equals(BLEND) ? "" : number("%+.3f", sample.number(name + ".behind")),
              name.equals(BLEND) ? "" : within(sample, name + ".behind"));
        }
      }
      table.row(
          protocol.name(),
          number("%.4g", sample.number("crps")),
          number("%.3f", sample.number("pit")),
          number("%.1f", 100 * sample.number("covered")),
          number("%.0f", 100 * sample.number("totals")),
          number("%.3f", sample.number("error")),
          number("%.3f", sample.number("brier")),
          number("%.4g", sample.number("mae")),
          number("%.4g", sample.number("median")),
          number("%.4g", sample.number("rmse")),
          number("%+.1f", 100 * sample.number("bias")),
          number("%.3f", sample.number("gini")),
          number("%.3f", sample.number("explained")),
          number("%.3f", sample.number("pooled")),
          number("%.2f", sample.number("explained.low"))
              + " to "
              + number("%.2f", sample.number("explained.high")));
      reasons.append('\n').append(protocol.name()).append(": ").append(sample.text("reason"));
    }
    return table
        + "\nMeans over the splits. MAE is that of the mean; of median, of the forecast that has the"
        + " least. The last split's choice:\n"
        + reasons
        + "\n"
        + (compared
            ? "\n"
                + alone
                + "\nRevenue of 90 days: each customer with the mean of what was forecast in the splits"
                + " that did not learn from him; intervals by drawing customers again.\n"
            : "");
  }

  private static String within(Sample sample, String name) {
    return number("%.2f", sample.number(name + ".low"))
        + " to "
        + number("%.2f", sample.number(name + ".high"));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
