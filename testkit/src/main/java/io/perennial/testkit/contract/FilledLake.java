// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.contract;

import io.perennial.domain.AsOf;
import io.perennial.domain.RecordId;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Progress;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A lake whose events and claims a test writes down, and whose tables it reads as text: for tests
 * of steps. Rows wait until the next step runs or {@link #rows} is asked. The clock stands still.
 */
public final class FilledLake {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Lake lake;
  private final Engine engine;
  private Batch events = empty(Tables.EVENTS);
  private Batch claims = empty(Tables.CLAIMS);
  private long made;
  private int commits;
  private int runs;
  private Instant now = NOW;

  public FilledLake(Lake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
  }

  public Lake lake() {
    return lake;
  }

  public Engine engine() {
    return engine;
  }

  /** The record that the shop calls {@code key}. */
  public static RecordId record(String key) {
    return RecordId.of("shop", key);
  }

  /** An order of somebody; {@code at} is an instant, or a day, which means its noon UTC. */
  public FilledLake order(String key, String at, double amount) {
    return event(key, "order", at, "", amount);
  }

  /**
   * Anything that somebody did.
   *
   * @param order its order; empty for none
   * @param amount money; not a number for none
   */
  public FilledLake event(String key, String type, String at, String order, double amount) {
    int row = events.addRow();
    events.setLong(events.index("event_id"), row, ++made);
    events.setText(events.index("source"), row, "shop");
    events.setLong(events.index("record_id"), row, record(key).value());
    events.setText(events.index("type"), row, type);
    events.setLong(events.index("occurred_at"), row, AsOf.of(instant(at)).micros());
    if (!order.isEmpty()) {
      events.setText(events.index("order_id"), row, order);
    }
    events.setDouble(events.index("amount"), row, amount);
    return this;
  }

  /**
   * The last event that was written down reached us at an instant or a day; else it is not known.
   */
  public FilledLake received(String at) {
    events.setLong(events.index("received_at"), events.rows() - 1, AsOf.of(instant(at)).micros());
    return this;
  }

  /** What the last event that was written down is about. */
  public FilledLake category(String category) {
    events.setText(events.index("category"), events.rows() - 1, category);
    return this;
  }

  /** Where the last event that was written down happened. */
  public FilledLake channel(String channel) {
    events.setText(events.index("channel"), events.rows() - 1, channel);
    return this;
  }

  /** The campaign that the last event that was written down belongs to, and what it cost us. */
  public FilledLake campaign(String campaign, double cost) {
    events.setText(events.index("campaign_id"), events.rows() - 1, campaign);
    events.setDouble(events.index("cost"), events.rows() - 1, cost);
    return this;
  }

  /**
   * Something that somebody wrote.
   *
   * @param brand of what it is about; empty for none
   * @param properties a JSON object; empty for none
   */
  public FilledLake text(
      String key, String type, String at, String text, String brand, String properties) {
    event(key, type, at, "", Double.NaN);
    int row = events.rows() - 1;
    events.setText(events.index("text"), row, text);
    if (!brand.isEmpty()) {
      events.setText(events.index("brand"), row, brand);
    }
    if (!properties.isEmpty()) {
      events.setText(events.index("properties"), row, properties);
    }
    return this;
  }

  /** A page that somebody saw in a visit. */
  public FilledLake visit(String key, String session, String at) {
    event(key, "page_view", at, "", Double.NaN);
    events.setText(events.index("session_id"), events.rows() - 1, session);
    return this;
  }

  /** An order of a product. */
  public FilledLake bought(String key, String product, String at) {
    event(key, "order", at, "", 1);
    events.setText(events.index("product_id"), events.rows() - 1, product);
    return this;
  }

  /** What the shop says about somebody. */
  public FilledLake claim(String key, String attribute, String value) {
    return claim(key, attribute, value, NOW);
  }

  /** The same, said first at an instant or a day. */
  public FilledLake claimAt(String key, String attribute, String value, String at) {
    return claim(key, attribute, value, instant(at));
  }

  private FilledLake claim(String key, String attribute, String value, Instant at) {
    int row = claims.addRow();
    claims.setLong(claims.index("record_id"), row, record(key).value());
    claims.setText(claims.index("source"), row, "shop");
    claims.setText(claims.index("attribute"), row, attribute);
    claims.setText(claims.index("value"), row, value);
    claims.setLong(claims.index("seen_at"), row, AsOf.of(at).micros());
    return this;
  }

  /** The clock stands still at another instant from now on; a day means its noon UTC. */
  public FilledLake at(String instant) {
    now = instant(instant);
    return this;
  }

  /** Runs a step, and answers what it reports. */
  public StepReport run(Step step) {
    return step.run(context());
  }

  /** What a step works with; each has another run id. */
  public StepContext context() {
    commit();
    return new StepContext(
        lake, engine, Clock.fixed(now, ZoneOffset.UTC), 1, "run-" + ++runs, Progress.silent());
  }

  /** The rows of a query over {@code table}, under its own name; cells joined by {@code |}. */
  public List<String> rows(TableSpec table, String sql) {
    commit();
    engine.view(table.name(), lake.table(table).scan());
    List<String> rows = new ArrayList<>();
    try (Batches batches = engine.query(sql)) {
      while (batches.next()) {
        for (int row = 0; row < batches.batch().rows(); row++) {
          rows.add(row(batches.batch(), row));
        }
      }
    } finally {
      engine.drop(table.name());
    }
    return rows;
  }

  private void commit() {
    append(Tables.EVENTS, events);
    append(Tables.CLAIMS, claims);
    events = empty(Tables.EVENTS);
    claims = empty(Tables.CLAIMS);
  }

  private void append(TableSpec spec, Batch rows) {
    if (rows.rows() > 0) {
      engine.load("filled_lake", Batches.of(rows));
      LakeTable table = lake.table(spec);
      table.append(
          "filled-" + ++commits,
          engine.write("SELECT * FROM filled_lake", FileTarget.of(table)),
          Map.of());
      engine.drop("filled_lake");
    }
  }

  private static Batch empty(TableSpec spec) {
    return new Batch(spec.columns().stream().map(Column::field).toList(), 16);
  }

  private static Instant instant(String at) {
    return Instant.parse(at.length() == 10 ? at + "T12:00:00Z" : at);
  }

  private static String row(Batch batch, int row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < batch.fields().size(); i++) {
      cells.add(batch.isNull(i, row) ? "-" : cell(batch, i, row));
    }
    return String.join("|", cells);
  }

  private static String cell(Batch batch, int column, int row) {
    return switch (batch.fields().get(column).type()) {
      case STRING -> batch.texts(column)[row];
      case DOUBLE, DECIMAL -> String.format(Locale.ROOT, "%s", batch.doubles(column)[row]);
      case LONG, BOOLEAN -> Long.toString(batch.longs(column)[row]);
      case TIMESTAMP -> Instant.EPOCH.plus(batch.longs(column)[row], ChronoUnit.MICROS).toString();
    };
  }
}
