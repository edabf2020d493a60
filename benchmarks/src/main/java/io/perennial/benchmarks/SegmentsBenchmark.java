// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups that behave alike: how fast they are found, how stable and how useful they are. */
final class SegmentsBenchmark implements Benchmark {

  private static final int CUSTOMERS = 500_000;
  private static final int HEAP = 3_072;

  /** With the heap it is what the step may take in all. */
  private static final int ENGINE = 1_536;

  private static final int STEP_HEAP = 2_048;
  private static final int DRAWS = 3;

  /** The spend of the 90 days from each is known. */
  private static final List<String> DAYS = List.of("2011-03-10", "2011-06-10", "2011-09-10");

  @Override
  public String name() {
    return "segments";
  }

  @Override
  public String question() {
    return "Groups found anew among 500 k customers × 30 features, and the whole step on a lake on disk"
        + " (limit: < 60 s, < 4 GiB); a newcomer placed (< 20 µs); of Online Retail: bootstrap ARI (>= .9), next-period spend told beside"
        + " k-means on log RFM, k with and without whales";
  }

  @Override
  public String run(Session session) {
    long rows = session.options().rows();
    // the search looks at samples: what it costs hardly grows with customers, but has a beginning
    int customers = rows >= 20L * CUSTOMERS ? CUSTOMERS : (int) Math.max(200, rows / 100);
    Trial trial =
        new Trial("stage", WorkName.SEGMENT_STAGE, Arguments.none().with("customers", customers));
    Series stage = session.interleave(List.of(trial.withHeap(HEAP))).get("stage");
    StringBuilder text = new StringBuilder(speed(stage, customers));
    text.append(whole(session, customers));
    Path retail =
        Path.of(System.getProperty("perennial.root", "."))
            .resolve("../shared/data/online_retail")
            .toAbsolutePath();
    if (customers == CUSTOMERS && Files.isDirectory(retail)) {
      List<Trial> days = new ArrayList<>();
      for (String day : DAYS) {
        days.add(
            new Trial(
                day,
                WorkName.SEGMENT_RETAIL,
                session.engine().with("retail", retail).with("day", day).with("draws", DRAWS)));
      }
      text.append(useful(session, days));
    }
    return text.toString();
  }

  private static String speed(Series stage, int customers) {
    Sample any = stage.any();
    Table table = new Table("work", "wall s", "CPU s", "peak MB", "µs a customer");
    table.row(
        "groups found, the choice of k and algorithm included",
        stage.firstWallText(),
        Series.seconds(stage.firstCpu()),
        Table.count(stage.peak()),
        "–");
    table.row(
        "all customers placed, all threads",
        stage.wallText(),
        Series.seconds(stage.cpu()),
        Table.count(stage.peak()),
        number("%.2f", stage.wall() * 1e6 / customers));
    table.row(
        "newcomers, one by one, one thread",
        "–",
        "–",
        Table.count(stage.peak()),
        number("%.2f", any.number("micros")));
    return table
        + String.format(
            Locale.ROOT,
            "%n%,d customers, %d features, three instants of the past; %d segments. Reading, small"
                + " dense groups, the map, profiles and writing are in the next table.%n",
            customers,
            any.count("features"),
            any.count("segments"));
  }

  /** The step as it runs, of features and training sets that are on disk. */
  private static String whole(Session session, int customers) {
    Arguments arguments =
        session
            .engine()
            .with("memory", ENGINE)
            .with("folder", session.scratch("segments").resolve("lake-" + customers))
            .with("customers", customers);
    Map<String, Series> all =
        session.interleave(
            List.of(
                new Trial("lake", WorkName.SEGMENT_LAKE, arguments).withHeap(STEP_HEAP),
                new Trial("step", WorkName.SEGMENT_STEP, arguments).withHeap(STEP_HEAP)));
    Series step = all.get("step");
    Sample any = step.any();
    Table table = new Table("the whole step", "wall s", "CPU s", "peak MB", "memberships");
    table.row(
        "for the first time",
        step.firstWallText(),
        Series.seconds(step.firstCpu()),
        Table.count(step.peak()),
        Table.count(any.number("rows.first")));
    if (any.wall().size() > 1) {
      table.row(
          "once more: " + any.text("message.again").replaceFirst("(?s)^[^;]*; ", ""),
          step.wallText(),
          Series.seconds(step.cpu()),
          Table.count(step.peak()),
          Table.count(any.number("rows.again")));
    }
    return String.format(
        Locale.ROOT,
        "%n%s%nOf features and training sets of three instants on disk; engine memory %,d MiB, heap"
            + " %,d MiB. First time, wall and CPU seconds: %s.%n",
        table,
        ENGINE,
        STEP_HEAP,
        any.text("phases.first"));
  }

  private static String useful(Session session, List<Trial> days) {
    Table told =
        new Table("as of", "customers", "k", "raw", "plain", "log", "plain", "robust", "plain");
    Table stable =
        new Table(
            "as of", "way", "k", "k, whales × 1000", "bootstrap ARI", "ARI, all anew", "k, anew");
    for (Trial trial : days) {
      Map<String, Series> one = session.interleave(List.of(trial));
      Sample day = one.get(trial.name()).any();
      told.row(
          trial.name(),
          Table.count(day.number("customers")),
          day.text("segments"),
          number("%.4f", day.number("ours.raw")),
          number("%.4f", day.number("plain.raw")),
          number("%.4f", day.number("ours.logged")),
          number("%.4f", day.number("plain.logged")),
          number("%.4f", day.number("ours.robust")),
          number("%.4f", day.number("plain.robust")));
      stable.row(
          trial.name(),
          day.text("algorithm"),
          day.text("chosen"),
          day.text("whales"),
          number("%.3f", day.number("stability")),
          number("%.3f", day.number("again")),
          day.text("again.segments"));
    }
    return "\nη² of the spend of the next 90 days, of our segments and of k-means on log RFM (plain) with"
        + " as many clusters:\n\n"
        + told
        + "\n"
        + stable
        + "\nBootstrap ARI is that of the way that was chosen; all anew also chooses again, of other"
        + " customers, and compares where all customers are put.\n";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
