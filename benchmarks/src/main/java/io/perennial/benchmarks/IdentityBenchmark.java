// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who is who among simulated persons: how fast, in how much memory, how right, beside Splink. */
final class IdentityBenchmark implements Benchmark {

  /** As {@code benchmarks/peers/splink_link.py} blocks. */
  private static final String RULES =
      "email,phone,device,given_name+family_name,family_name+postcode,given_name+postcode,"
          + "given_name+birth_date";

  private static final int HEAP = 8_192;

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public String question() {
    return "records of persons to customers, blocked as Splink blocks and as suggested (aim: not"
        + " slower than Splink on DuckDB, at least its F1)";
  }

  @Override
  public String run(Session session) {
    List<Long> sizes = new ArrayList<>();
    for (long size : List.of(session.options().rows() / 100, session.options().rows() / 10)) {
      sizes.add(Math.max(1_000, size));
    }
    if (session.options().large() > 0) {
      sizes.add(session.options().large() / 10);
    }
    StringBuilder text = new StringBuilder();
    for (long persons : sizes) {
      text.append(run(session, persons, persons == session.options().large() / 10)).append('\n');
    }
    return text.toString();
  }

  private static String run(Session session, long persons, boolean alone) {
    Path folder = session.scratch("identity").resolve("persons-" + persons);
    Arguments arguments =
        session.engine().with("folder", folder).with("persons", persons).with("rules", "");
    Arguments same = arguments.with("folder", folder + "-same").with("rules", RULES);
    for (Arguments each : alone ? List.of(arguments) : List.of(arguments, same)) {
      session.once(new Trial("persons of " + persons, WorkName.PERSONS, each).withHeap(HEAP));
    }
    String ours = "blocked as Splink";
    String suggested = "blocked as suggested";
    String splink = "Splink 5, DuckDB";
    List<Trial> trials = new ArrayList<>();
    if (!alone) {
      trials.add(new Trial(ours, WorkName.IDENTITY, arguments.with("rules", RULES)).withHeap(HEAP));
    }
    trials.add(new Trial(suggested, WorkName.IDENTITY, arguments).withHeap(HEAP));
    if (!alone) {
      peer(splink, folder).ifPresent(trials::add);
    }
    Map<String, Series> series = session.interleave(trials);
    double records = series.get(suggested).any().number("records");
    Table table =
        new Table(
            "work",
            "wall s",
            "CPU s",
            "peak MB",
            "records/s",
            "× Splink",
            "pairs",
            "precision",
            "recall",
            "F1");
    double peer = series.containsKey(splink) ? series.get(splink).wall() : Double.NaN;
    series.forEach((name, one) -> row(table, name, one, records, peer));
    return String.format(Locale.ROOT, "%,d persons, %,.0f records:%n%n", persons, records)
        + table
        + stages(series.get(suggested));
  }

  private static void row(Table table, String name, Series series, double records, double peer) {
    Sample any = series.any();
    table.row(
        name,
        series.wallText(),
        Series.seconds(series.cpu()),
        Table.count(any.facts().containsKey("peak.mib") ? any.number("peak.mib") : series.peak()),
        Table.count(records / series.wall()),
        Double.isFinite(peer) ? Table.ratio(peer / series.wall()) : "–",
        any.facts().containsKey("pairs_compared") ? Table.count(any.number("pairs_compared")) : "–",
        String.format(Locale.ROOT, "%.4f", any.number("clusters.precision")),
        String.format(Locale.ROOT, "%.4f", any.number("clusters.recall")),
        String.format(Locale.ROOT, "%.4f", any.number("clusters.f1")));
  }

  private static String stages(Series series) {
    StringBuilder text = new StringBuilder("\nBlocked as suggested, seconds by stage:");
    new TreeMap<>(series.any().facts())
        .forEach(
            (name, value) -> {
              if (name.startsWith("seconds_")) {
                text.append(' ')
                    .append(name.substring("seconds_".length()).replace('_', ' '))
                    .append(' ')
                    .append(Series.seconds(Double.parseDouble(value)))
                    .append(',');
              }
            });
    text.setCharAt(text.length() - 1, '.');
    return text.append('\n').toString();
  }

  private static Optional<Trial> peer(String name, Path folder) {
    Path root = Path.of(System.getProperty("perennial.root", "."));
    Path python = root.resolve("benchmarks/target/peers-identity/bin/python").toAbsolutePath();
    if (!Files.isExecutable(python)) {
      return Optional.empty();
    }
    return Optional.of(
        new Trial(
                name,
                WorkName.PEER,
                Arguments.none()
                    .with("python", python)
                    .with(
                        "script", root.resolve("benchmarks/peers/splink_link.py").toAbsolutePath())
                    .with("csv", folder.resolve("persons.csv"))
                    .with("model", "simulated"))
            .mayFail());
  }
}
