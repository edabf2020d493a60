// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.value.GroupedHistories;
import io.perennial.value.bayes.HierarchicalConfig;
import io.perennial.value.bayes.HierarchicalPosterior;
import io.perennial.value.bayes.HierarchicalTrainer;
import io.perennial.value.history.PurchaseLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * From histories to draws of the posterior of the Pareto/NBD parameters: those of a log of
 * purchases ({@code log}: customer, day, cents) on day 272, or of {@code customers} simulated ones.
 */
final class HierarchicalWork implements Work {

  private static final int ROUNDS = 12;
  private static final long LAST_DAY = 272;

  @Override
  public void run(Arguments arguments, Timing timing) throws Exception {
    GroupedHistories histories =
        arguments.has("log")
            ? ofLog(arguments.path("log"))
            : simulated(arguments.count("customers"));
    HierarchicalPosterior posterior = null;
    for (int round = 0; round < arguments.rounds(ROUNDS); round++) {
      posterior =
          timing.round(
              () -> new HierarchicalTrainer().train(histories, HierarchicalConfig.defaults()));
    }
    timing.fact("groups", histories.size());
    if (posterior != null) {
      double rHat = 0;
      double size = Double.POSITIVE_INFINITY;
      for (String name : posterior.names()) {
        rHat = Math.max(rHat, posterior.rHat(name));
        size = Math.min(size, posterior.effectiveSize(name));
      }
      timing.fact("r-hat", rHat);
      timing.fact("independent", size);
      timing.fact("posterior", posterior);
    }
  }

  private static GroupedHistories simulated(int customers) {
    CustomerBase base = CustomerBase.of(customers);
    return GroupedHistories.of(base.repeats(), base.recencyWeeks(), base.ageWeeks());
  }

  private static GroupedHistories ofLog(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String[]> rows = reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
      int[] customer = rows.stream().mapToInt(row -> Integer.parseInt(row[0])).toArray();
      int customers = 0;
      for (int c : customer) {
        customers = Math.max(customers, c + 1);
      }
      return PurchaseLog.ofDays(
              customers,
              customer,
              rows.stream().mapToLong(row -> Long.parseLong(row[1])).toArray(),
              rows.stream().mapToDouble(row -> Long.parseLong(row[2]) / 100.0).toArray())
          .asOf(LAST_DAY)
          .histories();
    }
  }
}
