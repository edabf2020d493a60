// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.lake.BrokenLine;
import io.perennial.lake.Engine;
import io.perennial.lake.LakeException;
import io.perennial.lake.SqlStep;
import io.perennial.lake.workspace.FileTrouble;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The rows of a batch's files as an engine reads them: once, into the table {@code ingest_typed};
 * and by their place, in numbered passes, where rows have to be shown.
 */
final class BatchRows {

  /** Makes {@code ingest_checked} of {@code ingest_mapped}; what it binds is in {@link #checks}. */
  static final SqlStep CHECKED = SqlStep.of(BatchRows.class, "checked_rows");

  /** What says who a customer is, and not when, was said when it reached us. */
  private static final String TIMELESS =
      "CASE WHEN c.problem IS NULL THEN coalesce(c.occurred_at, :now) ELSE c.occurred_at END"
          + " AS occurred_at";

  /** What a pass over the files is for; each has a raw view of its own. */
  enum Pass {
    TYPED(""),
    FIRST("_first"),
    REJECTED("_numbered");

    private final String suffix;

    Pass(String suffix) {
      this.suffix = suffix;
    }
  }

  private final FileBatch batch;
  private final Engine engine;
  private final MappedRows mapped;
  private final BaseMoney money;

  BatchRows(FileBatch batch) {
    this.batch = batch;
    this.engine = batch.engine();
    this.money = new BaseMoney(batch.source(), batch.group(), batch.currencies());
    this.mapped =
        MappedRows.of(
            batch.source(), batch.group(), batch.zone(), batch.currencies().base(), money);
  }

  /**
   * Makes {@code ingest_typed}.
   *
   * @return the lines that could not be cut into fields
   * @throws IngestException when a file cannot be read
   */
  List<BrokenLine> readTyped() {
    boolean timeless = batch.source().mapping().saysProfiles();
    return reading(
        () -> {
          String view = view(Pass.TYPED);
          open(view, false);
          SqlStep typed =
              SqlStep.ofText(
                  "typed_rows",
                  "-- typed_rows: the columns of a batch that something depends on\n"
                      + "-- writes  ingest_typed\n"
                      + "SELECT c.file_no, c.record_key, c.record_id, c.event_id, c.content_id,"
                      + " c.type, "
                      + (timeless ? TIMELESS : "c.occurred_at")
                      + ", c.quantity, c.amount, c.problem"
                      + columns("c")
                      + (money.isNeeded() ? ", c.rate" : "")
                      + claimColumns()
                      + "\nFROM ingest_checked c");
          Map<String, ?> values = timeless ? Map.of("now", batch.now()) : Map.of();
          engine.run(typed, values);
          if (engine.mend(view)) {
            engine.run(typed, values);
          }
          return engine.brokenLines(view);
        });
  }

  /**
   * Runs a step over {@code ingest_checked} with the number of each row, which is a pass over the
   * files.
   *
   * @return the rows that the step made
   * @throws IngestException when a file cannot be read
   */
  long readNumbered(Pass pass, SqlStep step, Map<String, ?> values) {
    String view = view(pass);
    long rows =
        reading(
            () -> {
              open(view, true);
              return engine.run(step, values);
            });
    engine.drop(view);
    return rows;
  }

  /** The columns of an event that the batch has beside those that all have, each after a comma. */
  String columns(String table) {
    StringBuilder columns = new StringBuilder();
    mapped.present().forEach(name -> columns.append(", ").append(table).append('.').append(name));
    return columns.toString();
  }

  /** The same but texts, as events have them: money is in the base currency. */
  String eventColumnsWithoutTexts(String table) {
    StringBuilder columns = new StringBuilder();
    for (String name : mapped.present()) {
      if (!name.equals("text") && !name.equals("properties")) {
        boolean other = name.equals("discount") || name.equals("cost");
        columns
            .append(", ")
            .append(other ? money.inBase(table, name) : table + "." + name)
            .append(" AS ")
            .append(name);
      }
    }
    return columns.toString();
  }

  /** The amount of an event in the base currency, and where it came with one as it was said. */
  String amountColumns(String table) {
    String said = table + ".amount";
    return money.inBase(table, "amount")
        + " AS amount"
        + (mapped.present().contains("currency") ? ", " + said + " AS original_amount" : "");
  }

  /** Whether the batch has a column of an event. */
  boolean has(String column) {
    return mapped.present().contains(column);
  }

  /** Drops what the engine holds of the files. */
  void forget() {
    for (Pass pass : Pass.values()) {
      engine.drop(view(pass));
    }
    List.of("ingest_checked", "ingest_mapped", "ingest_typed").forEach(engine::drop);
  }

  /** Does what reads the files: what an engine cannot read is trouble with the files. */
  private static <T> T reading(Supplier<T> work) {
    try {
      return work.get();
    } catch (LakeException e) {
      if (FileTrouble.within(e).isPresent()) {
        throw e;
      }
      throw new IngestException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The view of a pass; they stay to the end: an engine then keeps what it knows of the files. */
  private String view(Pass pass) {
    return "ingest_raw_" + batch.id() + pass.suffix;
  }

  private void open(String view, boolean numbered) {
    engine.view(view, mapped.scan(numbered));
    engine.run(mapped.step(view), mapped.values());
    engine.run(CHECKED, checks(batch.source(), batch.now()));
  }

  /** The values that {@link #CHECKED} binds. */
  static Map<String, Object> checks(SourceConfig source, Instant now) {
    RowRules rules = source.rules();
    return Map.of(
        "system",
        source.system(),
        "earliest",
        rules.earliest(),
        "latest",
        rules.latest().orElse(now.plus(1, ChronoUnit.DAYS)),
        "return_prefix",
        source.mapping().returnPrefix().orElse(""),
        "longest",
        RowProblem.LONGEST,
        "nothing",
        RowSql.NOTHING);
  }

  private String claimColumns() {
    StringBuilder columns = new StringBuilder();
    for (int i = 1; i <= batch.group().claims().size(); i++) {
      columns.append(", c.claim_").append(i);
    }
    return columns.toString();
  }
}
