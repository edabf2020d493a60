// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.Currencies;
import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.Preview;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.Piece;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.LakeException;
import io.perennial.lake.TextFormat;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads sampled rows as a source says, by the very steps that ingest runs, and tells what would
 * come of them. Nothing is committed; a small file with the rows is written and goes again.
 */
public final class SampleTrial {

  private static final int SHOWN = 5;

  /** Money is shown as it is said. */
  private static final String ANY = "EUR";

  private static final String RAW = "connect_rows";
  private static final String LEFT_OUT = "left_out";

  /** What is shown of a row where the source has it, by the column of checked rows. */
  private static final List<String> SHOWABLE =
      List.of("order_id", "product_id", "quantity", "amount", "currency", "channel", "score");

  private final Engine engine;
  private final Path folder;
  private final ZoneId zone;
  private final Instant now;

  /**
   * @param folder where the rows may be written
   * @param zone of times without one
   * @param now after which times are too late to be true
   */
  public SampleTrial(Engine engine, Path folder, ZoneId zone, Instant now) {
    this.engine = engine;
    this.folder = folder;
    this.zone = zone;
    this.now = now;
  }

  /**
   * Reads the rows of {@code shape} under {@code source}.
   *
   * @throws io.perennial.ingest.IngestException when times or numbers could mean two things
   */
  public Preview read(SourceConfig source, FileShape shape) {
    Path file = written(shape);
    try {
      InputFile input =
          new InputFile(
              new Rows(file),
              file,
              asCsv(shape),
              shape.format() instanceof TextFormat.JsonLines,
              false,
              "");
      SourceConfig plain = source.withReading(reading());
      FileGroup group = FileGroup.of(plain, List.of(input), List.of(input));
      Currencies money = Currencies.asSaid(ANY);
      MappedRows mapped =
          MappedRows.of(plain, group, zone, money.base(), new BaseMoney(plain, group, money));
      engine.view(RAW, mapped.scan(true));
      engine.run(mapped.step(RAW), mapped.values());
      engine.run(BatchRows.CHECKED, BatchRows.checks(plain, now));
      Preview told = told(shape.rows().size(), columns(mapped, group, source.mapping()));
      return source.rules().identicalRows() == RowRules.IdenticalRows.KEEP
          ? told.withoutRepeats()
          : told;
    } finally {
      List.of("ingest_checked", "ingest_mapped", RAW).forEach(engine::drop);
      delete(file);
    }
  }

  /** What is shown, each with the SQL that gives it; of rows that make no events what they say. */
  private static Map<String, String> columns(MappedRows mapped, FileGroup group, Mapping mapping) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("customer", "f_mask(c.record_key)");
    if (mapping.type().equals(Mapping.PROFILE) && !group.has(EventField.TYPE)) {
      int nth = 0;
      for (String claim : group.claims().keySet()) {
        columns.putIfAbsent(claim, "f_mask(c.claim_" + ++nth + ")");
      }
      return columns;
    }
    columns.put("time", "CAST(c.occurred_at AS STRING)");
    columns.put("type", "CAST(c.type AS STRING)");
    SHOWABLE.stream()
        .filter(
            column ->
                switch (column) {
                  case "quantity" -> group.has(EventField.QUANTITY);
                  case "amount" -> group.has(EventField.AMOUNT) || group.has(EventField.UNIT_PRICE);
                  default -> mapped.present().contains(column);
                })
        .forEach(column -> columns.put(column, "CAST(c." + column + " AS STRING)"));
    return columns;
  }

  private Preview told(long rows, Map<String, String> columns) {
    Map<String, Long> problems = new LinkedHashMap<>();
    long taken = 0;
    long different = 0;
    try (Batches batches =
        engine.query(
            "SELECT coalesce(problem, '') AS problem, count(*) AS n,"
                + " count(DISTINCT event_id) AS ids FROM ingest_checked GROUP BY 1 ORDER BY 2"
                + " DESC, 1")) {
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          String problem = batch.texts(0)[row];
          if (problem.isEmpty()) {
            taken = batch.longs(1)[row];
            different = batch.longs(2)[row];
          } else {
            problems.put(problem.replace('_', ' '), batch.longs(1)[row]);
          }
        }
      }
    }
    long leftOut = Optional.ofNullable(problems.remove(LEFT_OUT.replace('_', ' '))).orElse(0L);
    return new Preview(
        rows,
        taken,
        taken - different,
        leftOut,
        problems,
        List.copyOf(columns.keySet()),
        shown(columns));
  }

  private List<List<String>> shown(Map<String, String> columns) {
    List<String> names = List.copyOf(columns.keySet());
    List<String> select = new ArrayList<>();
    columns.values().forEach(sql -> select.add(sql + " AS shown_" + select.size()));
    List<List<String>> shown = new ArrayList<>();
    try (Batches batches =
        engine.query(
            "SELECT "
                + String.join(", ", select)
                + " FROM ingest_checked c WHERE c.problem IS NULL ORDER BY c.line LIMIT "
                + SHOWN)) {
      while (batches.next()) {
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          List<String> cells = new ArrayList<>();
          for (int i = 0; i < names.size(); i++) {
            String text = batch.isNull(i, row) ? "" : batch.texts(i)[row];
            boolean masked = select.get(i).startsWith("f_mask");
            cells.add(masked || text.isEmpty() ? text : cell(names.get(i), text));
          }
          shown.add(cells);
        }
      }
    }
    return shown;
  }

  private static String cell(String column, String text) {
    return switch (column) {
      case "quantity", "amount", "score" ->
          new BigDecimal(text).stripTrailingZeros().toPlainString();
      case "time" -> text.replaceFirst("[.]0+$", "") + "Z";
      default -> text;
    };
  }

  private static FileReading reading() {
    return new FileReading(
        FileReading.Format.CSV,
        Optional.of(','),
        Optional.of('"'),
        Optional.of("utf-8"),
        Optional.of(true),
        Optional.of(0));
  }

  private static FileShape asCsv(FileShape shape) {
    return new FileShape(
        new TextFormat.Csv(',', '"', true, "utf-8", 0),
        StandardCharsets.UTF_8,
        false,
        shape.fields(),
        shape.rows(),
        true,
        true);
  }

  private Path written(FileShape shape) {
    StringBuilder text = new StringBuilder();
    line(shape.fields(), text);
    shape.rows().forEach(row -> line(row, text));
    try {
      Files.createDirectories(folder);
      return Files.writeString(Files.createTempFile(folder, "connect", ".csv"), text);
    } catch (IOException e) {
      throw new LakeException("Cannot write in " + folder + ": " + FileTrouble.why(e), e);
    }
  }

  private static void line(List<String> cells, StringBuilder text) {
    for (int i = 0; i < cells.size(); i++) {
      text.append(i == 0 ? "\"" : ",\"").append(cells.get(i).replace("\"", "\"\"")).append('"');
    }
    text.append('\n');
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new LakeException("Cannot delete " + file + ": " + FileTrouble.why(e), e);
    }
  }

  /** The sampled rows as a piece; nobody asks more of it than where it is. */
  private record Rows(Path file) implements Piece {
    @Override
    public String name() {
      return "sample";
    }

    @Override
    public String fingerprint() {
      return "";
    }

    @Override
    public long bytes() {
      return file.toFile().length();
    }

    @Override
    public Landed land(Path copies) {
      return Landed.asIs(file, reading());
    }

    @Override
    public void requireUnchanged() {}
  }
}
