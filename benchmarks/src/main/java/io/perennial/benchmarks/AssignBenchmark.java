// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What it takes to put a customer into a segment, and how far its answers can be trusted. */
final class AssignBenchmark implements Benchmark {

  private static final Map<String, String> QUESTIONS =
      names(
          "memberships", "propensities of a newcomer",
          "typicality", "like anybody at all",
          "follow", "an event that moves centroids",
          "drift", "watched for drift");

  private static final Map<String, String> STAYS =
      names(
          "none", "nothing changes",
          "none, lopsided", "the same, lopsided features",
          "none, again", "the same, each customer 8 times");

  private static final Map<String, String> CHANGES =
      names(
          "mean", "a mean moves by half a spread, segment of 30 %",
          "small mean", "the same, segment of 10 %",
          "share", "a share doubles to 20 %",
          "new 5 %", "a new segment of 5 %",
          "new 1 %", "a new segment of 1 %",
          "wider", "all spread wider by 15 %");

  private static final List<String> APART = List.of("1.5", "2.5", "3.5");

  @Override
  public String name() {
    return "assign";
  }

  @Override
  public String question() {
    return "Customers into segments without a re-fit: 20 segments by 30 features (aim: < 20 µs), are"
        + " propensities right (aim: error <= .02), drift at a stated rate of false alarms";
  }

  @Override
  public String run(Session session) {
    long rows = session.options().rows();
    int customers = (int) Math.min(1_000_000, Math.max(1_000, rows / 10));
    int learned = (int) Math.min(40_000, Math.max(2_000, rows / 100));
    int runs = (int) Math.min(200, Math.max(2, rows / 50_000));
    List<Trial> trials = new ArrayList<>();
    Arguments sizes = Arguments.none().with("customers", customers).with("learned", learned);
    QUESTIONS.forEach(
        (word, name) -> trials.add(new Trial(name, WorkName.ASSIGN, sizes.with("question", word))));
    APART.forEach(
        apart ->
            trials.add(
                new Trial(
                    apart + " spreads apart", WorkName.CALIBRATION, sizes.with("apart", apart))));
    Map<String, Series> series = new LinkedHashMap<>(session.interleave(trials));
    // What chance decides is the same bits each time.
    STAYS.forEach((word, name) -> once(session, series, name, word, runs));
    CHANGES.forEach((word, name) -> once(session, series, name, word, Math.max(2, runs / 5)));
    return speed(series, customers) + "\n" + right(series) + "\n" + drift(series, runs);
  }

  private static void once(
      Session session, Map<String, Series> series, String name, String change, int runs) {
    Series one = new Series();
    one.add(
        session.once(
            new Trial(
                name,
                WorkName.DRIFT,
                Arguments.none()
                    .with("change", change)
                    .with("runs", runs)
                    .with("nominal", "0.2"))));
    series.put(name, one);
  }

  private static String speed(Map<String, Series> series, int customers) {
    Table table = new Table("one customer", "µs, first", "µs, again", "bytes allocated", "peak MB");
    for (String name : QUESTIONS.values()) {
      Series each = series.get(name);
      table.row(
          name,
          number("%.2f", each.firstWall() * 1e6 / customers),
          number("%.2f", each.wall() * 1e6 / customers),
          number("%.1f", each.median(sample -> sample.number("bytes"))),
          Table.count(each.peak()));
    }
    return table + String.format(Locale.ROOT, "%n%,d customers a round, one thread.%n", customers);
  }

  private static String right(Map<String, Series> series) {
    Table table =
        new Table(
            "segments", "calibration error", "log loss", "temperature", "as in the partition");
    for (String apart : APART) {
      String name = apart + " spreads apart";
      Sample each = series.get(name).any();
      table.row(
          name,
          number("%.4f", each.number("error")),
          number("%.4f", each.number("loss")),
          number("%.3f", each.number("temperature")),
          number("%.3f", each.number("agreement")));
    }
    return table
        + "\nFive segments, eight features, newcomers whose segment is known; the error is the mean over"
        + " bins of propensity, those below .05 left out.\n";
  }

  private static String drift(Map<String, Series> series, int runs) {
    Table stays = new Table("drift, nominal .2", "runs", "false alarms", "share");
    for (String name : STAYS.values()) {
      long alarms = series.get(name).any().count("alarms");
      stays.row(
          name,
          Table.count(runs),
          Table.count((double) alarms),
          number("%.3f", alarms / (double) runs));
    }
    Table changes = new Table("drift, nominal .05", "median customers", "90 %", "missed");
    for (String name : CHANGES.values()) {
      Sample each = series.get(name).any();
      changes.row(
          name,
          Table.count(each.number("median")),
          Table.count(each.number("p90")),
          Table.count(each.number("missed")));
    }
    return stays + "\n" + changes + "\nEach run fits a model of its own, on 3,000 customers.\n";
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static Map<String, String> names(String... pairs) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      names.put(pairs[i], pairs[i + 1]);
    }
    return names;
  }
}
