// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.List;
import java.util.Locale;

/** How long one customer's whole history takes. */
final class CustomerBenchmark implements Benchmark {

  private static final String NAME = "one customer's whole history";

  @Override
  public String name() {
    return "customer";
  }

  @Override
  public String question() {
    return "One customer's whole history out of the lake, planning included (aim: < 50 ms)";
  }

  @Override
  public String run(Session session) {
    long rows = session.options().rows();
    Arguments arguments = session.engine().with("lake", session.data().lake(rows));
    Series series =
        session.interleave(List.of(new Trial(NAME, WorkName.CUSTOMER, arguments))).get(NAME);
    Table table =
        new Table("work", "median ms", "p95 ms", "p99 ms", "peak MB")
            .row(
                NAME,
                millis(series, "median"),
                millis(series, "p95"),
                millis(series, "p99"),
                Table.count(series.peak()));
    Sample any = series.any();
    return table
        + String.format(
            Locale.ROOT,
            "%n%,d events; %,d customers drawn at random with %,d events between them; the first is"
                + " counted too.%n",
            any.count("events"),
            any.count("customers"),
            any.count("rows"));
  }

  private static String millis(Series series, String fact) {
    return String.format(Locale.ROOT, "%.1f", series.median(sample -> sample.number(fact)));
  }
}
