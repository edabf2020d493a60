// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.Locale;

/** Customers over HTTP: how late answers are at 200 requests a second. */
final class ServeBenchmark implements Benchmark {

  private static final int SECONDS_PER_MINUTE = 60;

  @Override
  public String name() {
    return "serve";
  }

  @Override
  public String question() {
    return "Views of customers over HTTP at 200 requests a second, from another process on the same"
        + " machine (aim: p99 < 20 ms)";
  }

  @Override
  public String run(Session session) {
    long rows = session.options().rows();
    int minutes = session.options().minutes();
    Arguments arguments =
        session
            .engine()
            .with("folder", session.scratch("served"))
            .with("events", rows)
            .with("seconds", minutes * SECONDS_PER_MINUTE);
    Sample sample = session.once(new Trial("customer views", WorkName.SERVE, arguments));
    Table table =
        new Table(
                "events",
                "minutes",
                "requests",
                "failed",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms")
            .row(
                Table.count((double) rows),
                Integer.toString(minutes),
                Table.count((double) sample.count("requests")),
                Table.count((double) sample.count("failed")),
                number(sample, "p50"),
                number(sample, "p90"),
                number(sample, "p99"),
                number(sample, "p999"),
                number(sample, "max"));
    return table
        + String.format(
            Locale.ROOT,
            "%nLate answers count from when the request was due. Server: starts in %s s, its index of"
                + " customers is there after %s s and has %,d MB; %.0f µs of processor a request;"
                + " resident %,d MB before, %,d MB after.%n",
            number(sample, "start"),
            number(sample, "index"),
            sample.count("index-mb"),
            1e3 * sample.number("server-cpu-ms") / sample.count("requests"),
            sample.count("rss-before"),
            sample.count("rss-after"));
  }

  private static String number(Sample sample, String fact) {
    return String.format(Locale.ROOT, "%.1f", sample.number(fact));
  }
}
