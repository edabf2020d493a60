// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.List;
import java.util.Locale;

/** How long it takes to forget one customer. */
final class ErasureBenchmark implements Benchmark {

  private static final String NAME = "erasure of the customer with most events, verified";

  @Override
  public String name() {
    return "erasure";
  }

  @Override
  public String question() {
    return "Erasure of one customer from the lake, verified in every file on disk (aim: < 10 s)";
  }

  @Override
  public String run(Session session) {
    Arguments arguments =
        session
            .engine()
            .with("lake", session.data().lake(session.options().rows()))
            .with("folder", session.scratch("erasure").resolve("workspace"));
    Series series =
        session.interleave(List.of(new Trial(NAME, WorkName.ERASURE, arguments))).get(NAME);
    Sample any = series.any();
    if (any.count("left") != 0 || any.count("rows") == 0) {
      throw new IllegalStateException(
          "Cannot measure erasure: it removed "
              + any.text("rows")
              + " rows and left "
              + any.text("left"));
    }
    return Table.ofWorks("rows/s looked through", "ratio")
            .work(NAME, series, any.number("events"), "–")
        + String.format(
            Locale.ROOT,
            "%n%,d events; %,d rows of events and claims erased, %,d files rewritten, %,d files"
                + " verified.%n",
            any.count("events"),
            any.count("rows"),
            any.count("rewritten"),
            any.count("verified"));
  }
}
