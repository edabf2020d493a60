// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.perennial.testkit.simulate.CustomerTruth;
import io.perennial.testkit.simulate.Simulation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes the truth about every customer to a CSV file. */
public final class TruthCsv {

  private static final String HEADER =
      "customer_id,buying_rate,leaving_rate,mean_spend,acquired_at,alive_until,alive_at_end,"
          + "repeats,spend,horizon_purchases,horizon_spend\n";

  private TruthCsv() {}

  /**
   * Writes one row a customer to {@code file}, in the order of their numbers; compressed if the
   * name ends in {@code .gz}. Rates are per week, with all digits; instants are ISO 8601, UTC.
   *
   * @param threads how many threads simulate
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Simulation simulation, int threads) throws IOException {
    try (Writer writer =
        new BufferedWriter(
            new OutputStreamWriter(
                file.toString().endsWith(".gz")
                    ? new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)
                    : Files.newOutputStream(file),
                UTF_8),
            1 << 16)) {
      writer.write(HEADER);
      simulation.forEachTruth(threads, truth -> append(truth, writer));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void append(CustomerTruth truth, Writer writer) {
    String row =
        String.join(
            ",",
            truth.customerId(),
            Double.toString(truth.buyingRate()),
            Double.toString(truth.leavingRate()),
            Double.toString(truth.meanSpend()),
            truth.acquiredAt().toString(),
            truth.aliveUntil().toString(),
            Boolean.toString(truth.aliveAtEnd()),
            Integer.toString(truth.repeats()),
            String.format(Locale.ROOT, "%.2f", truth.spend()),
            Integer.toString(truth.horizonPurchases()),
            String.format(Locale.ROOT, "%.2f", truth.horizonSpend()));
    try {
      writer.append(row).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
