// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.domain.AsOf;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import io.perennial.lake.FileTarget;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import io.perennial.lake.step.StepContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What customers did in the window after each decision. Those whose window was over at an earlier
 * run stay as they are; an instant at a time is held in memory.
 */
final class Outcomes {

  private static final String DECIDED = "decide_decided";
  private static final String BEFORE = "decide_outcomes";
  private static final String NEW = "decide_new_outcomes";
  private static final Pattern CANDIDATE =
      Pattern.compile("\"action\":\"([a-z0-9-]+)\"[^}]*\"propensity\":([-+.0-9eE]+)");

  /** What was decided later than so many days after its instant was a look back, and not done. */
  static final long IN_TIME_DAYS = 7;

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** The same in microseconds. */
  static final long IN_TIME_MICROS = IN_TIME_DAYS * MICROS_PER_DAY;

  private final StepContext context;
  private final DecideConfig config;
  private final AsOf now;
  private final AsOf known;

  /**
   * @param now the instant that is decided as of: nothing from then on is looked at
   * @param end of what the lake knows: no window is over beyond it
   */
  Outcomes(StepContext context, DecideConfig config, AsOf now, AsOf end) {
    this.context = context;
    this.config = config;
    this.now = now;
    known = end.compareTo(now) < 0 ? end : now;
  }

  /**
   * Brings the table up to date, and tells what the decisions whose window is over say of actions.
   *
   * @param histories what customers bought
   */
  Effects follow(PurchaseHistories histories) {
    Engine engine = context.engine();
    engine.view(DECIDED, context.lake().table(Tables.DECISIONS).scan());
    engine.view(BEFORE, context.lake().table(Tables.OUTCOMES).scan());
    try {
      Set<Long> over =
          instants(
              "SELECT b.as_of FROM "
                  + BEFORE
                  + " b GROUP BY b.as_of HAVING min(b.complete) = 1 OR max(f_micros(b.until)) > "
                  + known.micros());
      List<WrittenFile> files = new ArrayList<>();
      for (long at : instants("SELECT DISTINCT d.as_of FROM " + DECIDED + " d")) {
        AsOf asOf = new AsOf(at);
        if (asOf.compareTo(known) < 0 && !over.contains(at)) {
          files.addAll(write(histories, asOf));
        }
      }
      commit(files, over);
      engine.view(BEFORE, context.lake().table(Tables.OUTCOMES).scan());
      return effects();
    } finally {
      engine.drop(BEFORE);
      engine.drop(DECIDED);
    }
  }

  private Set<Long> instants(String sql) {
    Set<Long> instants = new java.util.TreeSet<>();
    try (Batches rows = context.engine().query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          instants.add(rows.batch().longs(0)[i]);
        }
      }
    }
    return instants;
  }

  /** Decisions of one instant, by ascending customer. */
  private static final class Decisions {
    private int size;
    private long[] customers = new long[256];
    private long[] ids = new long[256];
    private String[] actions = new String[256];
    private String[] kinds = new String[256];

    private void add(long customer, long id, String action, String kind) {
      if (size == customers.length) {
        customers = Arrays.copyOf(customers, 2 * size);
        ids = Arrays.copyOf(ids, 2 * size);
        actions = Arrays.copyOf(actions, 2 * size);
        kinds = Arrays.copyOf(kinds, 2 * size);
      }
      customers[size] = customer;
      ids[size] = id;
      actions[size] = action.intern(); // a few names, each of which is held once
      kinds[size] = kind.intern();
      size++;
    }
  }

  private Decisions read(AsOf asOf) {
    Decisions all = new Decisions();
    try (Batches rows =
        context
            .engine()
            .query(
                "SELECT d.customer_id, d.decision_id, d.action, d.kind FROM "
                    + DECIDED
                    + " d WHERE f_micros(d.as_of) = "
                    + asOf.micros()
                    + " ORDER BY d.customer_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          all.add(batch.longs(0)[i], batch.longs(1)[i], batch.texts(2)[i], batch.texts(3)[i]);
        }
      }
    }
    return all;
  }

  private List<WrittenFile> write(PurchaseHistories histories, AsOf asOf) {
    Decisions decisions = read(asOf);
    AsOf end = new AsOf(asOf.micros() + config.windowDays() * MICROS_PER_DAY);
    AsOf until = end.compareTo(known) <= 0 ? end : known;
    long[] purchases = new long[decisions.size];
    double[] spend = new double[decisions.size];
    try (Batches rows = histories.between(asOf, until)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        int key = batch.index("key");
        int count = batch.index("holdout_purchases");
        int money = batch.index("holdout_spend");
        for (int row = 0; row < batch.rows(); row++) {
          int i =
              Arrays.binarySearch(decisions.customers, 0, decisions.size, batch.longs(key)[row]);
          if (i >= 0) {
            purchases[i] = batch.longs(count)[row];
            spend[i] = batch.doubles(money)[row];
          }
        }
      }
    }
    List<Field> fields = Tables.OUTCOMES.columns().stream().map(Column::field).toList();
    Batch rows = new Batch(fields, Math.max(1, decisions.size));
    for (int i = 0; i < decisions.size; i++) {
      int at = rows.addRow();
      rows.setLong(rows.index("decision_id"), at, decisions.ids[i]);
      rows.setLong(rows.index("customer_id"), at, decisions.customers[i]);
      rows.setLong(rows.index("as_of"), at, asOf.micros());
      rows.setText(rows.index("action"), at, decisions.actions[i]);
      rows.setText(rows.index("kind"), at, decisions.kinds[i]);
      rows.setLong(rows.index("until"), at, until.micros());
      rows.setLong(rows.index("complete"), at, until.equals(end) ? 1 : 0);
      rows.setLong(rows.index("purchases"), at, purchases[i]);
      rows.setDouble(rows.index("spend"), at, spend[i]);
      rows.setText(rows.index("run_id"), at, context.runId());
    }
    return files("SELECT * FROM " + NEW, Batches.of(rows));
  }

  private List<WrittenFile> files(String sql, Batches rows) {
    context.engine().load(NEW, rows);
    try {
      return context.engine().write(sql, FileTarget.of(context.lake().table(Tables.OUTCOMES)));
    } finally {
      context.engine().drop(NEW);
    }
  }

  /** What was over stays; all else is what was made now. */
  private void commit(List<WrittenFile> files, Set<Long> over) {
    LakeTable table = context.lake().table(Tables.OUTCOMES);
    Optional<Snapshot> base = table.snapshot();
    List<WrittenFile> all = new ArrayList<>(files);
    List<DataFile> old = base.isEmpty() ? List.of() : table.scan().files();
    if (!over.isEmpty()) {
      String instants =
          over.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining(", "));
      all.addAll(
          context
              .engine()
              .write(
                  "SELECT b.* FROM " + BEFORE + " b WHERE f_micros(b.as_of) IN (" + instants + ")",
                  FileTarget.of(table)));
    }
    if (base.isEmpty() || (old.isEmpty() && !all.isEmpty())) {
      table.append("outcomes-" + context.runId(), all, Map.of());
    } else if (!old.isEmpty()) {
      table.replace(base.get(), old, all, LakeTable.Reason.REBUILD);
    }
  }

  private Effects effects() {
    Effects effects = new Effects(config.margin(), config.holdOut());
    try (Batches rows =
        context
            .engine()
            .query(
                "SELECT d.customer_id, d.action, d.kind, d.propensity, d.spend_gain, d.candidates,"
                    + " o.spend FROM "
                    + BEFORE
                    + " o JOIN "
                    + DECIDED
                    + " d ON d.decision_id = o.decision_id WHERE o.complete = 1"
                    + " AND f_micros(o.until) <= "
                    + now.micros()
                    + " AND f_micros(d.decided_at) < f_micros(d.as_of) + "
                    + IN_TIME_DAYS * MICROS_PER_DAY
                    + " AND d.kind <> '"
                    + Decided.Kind.SUPPRESSED.word()
                    + "' ORDER BY d.as_of, d.customer_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          add(effects, batch, i);
        }
      }
    }
    return effects;
  }

  private static void add(Effects effects, Batch batch, int i) {
    long customer = batch.longs(0)[i];
    String action = batch.texts(1)[i];
    boolean heldOut = batch.texts(2)[i].equals(Decided.Kind.HELD_OUT.word());
    double spend = batch.doubles(6)[i];
    effects.any(customer, heldOut, spend);
    if (heldOut) {
      return; // kept for good, they differ from others as soon as these have had something
    }
    double propensity = batch.doubles(3)[i];
    double expected = batch.isNull(4, i) ? 0 : batch.doubles(4)[i];
    Matcher candidates = CANDIDATE.matcher(batch.isNull(5, i) ? "" : batch.texts(5)[i]);
    while (candidates.find()) {
      String name = candidates.group(1);
      double own = Double.parseDouble(candidates.group(2));
      if (name.equals(action)) {
        effects.addressed(name, customer, propensity, spend, expected);
      } else if (action.equals(io.perennial.decide.action.Action.NOTHING)) {
        effects.compared(name, customer, propensity, own, spend);
      } else {
        effects.other(name, customer);
      }
    }
  }
}
