// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.perennial.testkit.simulate.EventBlock;
import io.perennial.testkit.simulate.EventSink;
import io.perennial.testkit.simulate.SimulationConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to a CSV file in UTF-8 with a header, compressed if the name ends in {@code .gz}.
 * The columns: order_id, customer_id, occurred_at ({@code yyyy-MM-dd HH:mm:ss}, UTC), type,
 * channel, product_id, category, brand, quantity, amount, discount, currency, country, email; of a
 * page view order_id, quantity, amount, discount and currency are empty. Without dirt no two rows
 * are equal.
 *
 * <p>Close it to end the file: until then the file is not whole.
 */
public final class CsvEventSink implements EventSink<CsvEventSink.Part>, AutoCloseable {

  private final OutputStream out;
  private final @Nullable GzipStream gzip;
  private final CsvRows rows;
  private CsvReport report = CsvReport.EMPTY;

  private CsvEventSink(OutputStream out, @Nullable GzipStream gzip, CsvRows rows) {
    this.out = out;
    this.gzip = gzip;
    this.rows = rows;
  }

  /** A clean file for the events of {@code config}; an old one is overwritten. */
  public static CsvEventSink create(Path file, SimulationConfig config) throws IOException {
    return create(file, config, DirtySpec.none());
  }

  /**
   * A file with dirt in it.
   *
   * @throws IOException if it cannot be created
   */
  public static CsvEventSink create(Path file, SimulationConfig config, DirtySpec dirt)
      throws IOException {
    OutputStream out = Files.newOutputStream(file);
    boolean compressed = file.toString().endsWith(".gz");
    try {
      GzipStream gzip = compressed ? new GzipStream(out) : null;
      CsvRows rows = new CsvRows(dirt, config.assortment().products());
      CsvEventSink sink = new CsvEventSink(out, gzip, rows);
      byte[] header = CsvRows.HEADER.getBytes(UTF_8);
      sink.accept(sink.part(header, header.length, CsvReport.EMPTY));
      return sink;
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  @Override
  public Part prepare(EventBlock block) {
    CsvRows.Written written = rows.write(block);
    return part(written.buffer().bytes(), written.buffer().length(), written.report());
  }

  @Override
  public void accept(Part part) throws IOException {
    if (gzip == null) {
      out.write(part.bytes, 0, part.length);
    } else {
      gzip.write(part.packed, part.bytes, part.length);
    }
    report = report.plus(part.report);
  }

  /** What was written so far. */
  public CsvReport report() {
    return report;
  }

  /** Ends and closes the file. */
  @Override
  public void close() throws IOException {
    try (out) {
      if (gzip != null) {
        gzip.finish();
      }
    }
  }

  private Part part(byte[] bytes, int length, CsvReport counted) {
    byte[] packed = gzip == null ? new byte[0] : GzipStream.compress(bytes, length);
    return new Part(bytes, length, packed, counted);
  }

  /** A piece of the file. */
  public static final class Part {

    private final byte[] bytes;
    private final int length;
    private final byte[] packed;
    private final CsvReport report;

    private Part(byte[] bytes, int length, byte[] packed, CsvReport report) {
      this.bytes = bytes;
      this.length = length;
      this.packed = packed;
      this.report = report;
    }
  }
}
