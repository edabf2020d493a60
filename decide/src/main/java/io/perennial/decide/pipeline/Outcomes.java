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
import io.perennial.lake.Filter;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import io.perennial.lake.step.StepContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What customers did in the window after each decision, under the customer that each is now. Those
 * whose window was over at an earlier run stay as they are, and so do their files, unless it was
 * decided anew since; the others are followed in one pass over purchases, {@value #AT_ONCE}
 * instants at a time in memory.
 */
final class Outcomes {

  private static final String DECIDED = "decide_decided";
  private static final String BEFORE = "decide_outcomes";
  private static final String NEW = "decide_new_outcomes";
  private static final int AT_ONCE = 8;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

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
  Evidence follow(PurchaseHistories histories) {
    Engine engine = context.engine();
    engine.view(DECIDED, context.lake().table(Tables.DECISIONS).scan());
    engine.view(BEFORE, context.lake().table(Tables.OUTCOMES).scan());
    CurrentCustomers.open(context.lake(), engine);
    try {
      NavigableSet<Long> over =
          instants(
              "SELECT b.as_of FROM "
                  + BEFORE
                  + " b GROUP BY b.as_of HAVING min(b.complete) = 1 OR max(f_micros(b.until)) > "
                  + known.micros());
      over.removeAll(
          instants(
              "SELECT DISTINCT d.as_of FROM "
                  + DECIDED
                  + " d LEFT JOIN "
                  + BEFORE
                  + " b ON b.decision_id = d.decision_id WHERE b.decision_id IS NULL"));
      List<AsOf> open = new ArrayList<>();
      for (long at : instants("SELECT DISTINCT d.as_of FROM " + DECIDED + " d")) {
        if (at < known.micros() && !over.contains(at)) {
          open.add(new AsOf(at));
        }
      }
      List<WrittenFile> files = new ArrayList<>();
      for (int from = 0; from < open.size(); from += AT_ONCE) {
        files.addAll(write(histories, open.subList(from, Math.min(open.size(), from + AT_ONCE))));
      }
      commit(files, open, over);
      engine.view(BEFORE, context.lake().table(Tables.OUTCOMES).scan());
      return evidence();
    } finally {
      CurrentCustomers.close(engine);
      engine.drop(BEFORE);
      engine.drop(DECIDED);
    }
  }

  private NavigableSet<Long> instants(String sql) {
    NavigableSet<Long> instants = new TreeSet<>();
    try (Batches rows = context.engine().query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          instants.add(rows.batch().longs(0)[i]);
        }
      }
    }
    return instants;
  }

  /** Decisions of one instant, by ascending customer as it is now: several may have become one. */
  private static final class Decisions {
    private int size;
    private long[] customers = new long[256];
    private long[] then = new long[256];
    private long[] ids = new long[256];
    private String[] actions = new String[256];
    private String[] kinds = new String[256];
    private long[] purchases = new long[0];
    private double[] spend = new double[0];

    private void add(long customer, long before, long id, String action, String kind) {
      if (size == customers.length) {
        customers = Arrays.copyOf(customers, 2 * size);
        then = Arrays.copyOf(then, 2 * size);
        ids = Arrays.copyOf(ids, 2 * size);
        actions = Arrays.copyOf(actions, 2 * size);
        kinds = Arrays.copyOf(kinds, 2 * size);
      }
      customers[size] = customer;
      then[size] = before;
      ids[size] = id;
      actions[size] = action.intern(); // a few names, each of which is held once
      kinds[size] = kind.intern();
      size++;
    }

    private void start() {
      purchases = new long[size];
      spend = new double[size];
    }

    private void bought(long customer, long count, double money) {
      int i = Arrays.binarySearch(customers, 0, size, customer);
      while (i > 0 && customers[i - 1] == customer) {
        i--;
      }
      for (; i >= 0 && i < size && customers[i] == customer; i++) {
        purchases[i] = count;
        spend[i] = money;
      }
    }
  }

  private Decisions read(AsOf asOf) {
    Decisions all = new Decisions();
    try (Batches rows =
        context
            .engine()
            .query(
                "SELECT "
                    + CurrentCustomers.ID
                    + " AS current_id, d.customer_id, d.decision_id, d.action, d.kind FROM "
                    + DECIDED
                    + " d"
                    + CurrentCustomers.JOINED
                    + " WHERE f_micros(d.as_of) = "
                    + asOf.micros()
                    + " ORDER BY current_id, d.customer_id")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          all.add(
              batch.longs(0)[i],
              batch.longs(1)[i],
              batch.longs(2)[i],
              batch.texts(3)[i],
              batch.texts(4)[i]);
        }
      }
    }
    all.start();
    return all;
  }

  private AsOf end(AsOf asOf) {
    return new AsOf(asOf.micros() + config.windowDays() * MICROS_PER_DAY);
  }

  private AsOf until(AsOf asOf) {
    return end(asOf).compareTo(known) <= 0 ? end(asOf) : known;
  }

  /** Follows some instants, each to the end of its own window, in one pass over purchases. */
  private List<WrittenFile> write(PurchaseHistories histories, List<AsOf> asOfs) {
    Map<AsOf, Decisions> decided = new LinkedHashMap<>();
    asOfs.forEach(asOf -> decided.put(asOf, read(asOf)));
    List<AsOf> untils = asOfs.stream().map(this::until).distinct().sorted().toList();
    try (Batches rows = histories.between(asOfs, untils)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int k = 0; k < asOfs.size(); k++) {
          String place = k == 0 ? "" : "_" + (k + 1);
          int count = batch.index("holdout_purchases" + place);
          int money = batch.index("holdout_spend" + place);
          long until = until(asOfs.get(k)).micros();
          Decisions those = decided.get(asOfs.get(k));
          for (int row = 0; row < batch.rows(); row++) {
            if (batch.longs(1)[row] == until) {
              those.bought(batch.longs(0)[row], batch.longs(count)[row], batch.doubles(money)[row]);
            }
          }
        }
      }
    }
    List<WrittenFile> files = new ArrayList<>();
    decided.forEach((asOf, those) -> files.addAll(files(asOf, those)));
    return files;
  }

  /** Files of one instant alone: what is over is not written again when a later one changes. */
  private List<WrittenFile> files(AsOf asOf, Decisions decisions) {
    List<Field> fields = Tables.OUTCOMES.columns().stream().map(Column::field).toList();
    Batch rows = new Batch(fields, Math.max(1, decisions.size));
    AsOf until = until(asOf);
    for (int i = 0; i < decisions.size; i++) {
      int at = rows.addRow();
      rows.setLong(rows.index("decision_id"), at, decisions.ids[i]);
      rows.setLong(rows.index("customer_id"), at, decisions.then[i]);
      rows.setLong(rows.index("as_of"), at, asOf.micros());
      rows.setText(rows.index("action"), at, decisions.actions[i]);
      rows.setText(rows.index("kind"), at, decisions.kinds[i]);
      rows.setLong(rows.index("until"), at, until.micros());
      rows.setLong(rows.index("complete"), at, until.equals(end(asOf)) ? 1 : 0);
      rows.setLong(rows.index("purchases"), at, decisions.purchases[i]);
      rows.setDouble(rows.index("spend"), at, decisions.spend[i]);
      rows.setText(rows.index("run_id"), at, context.runId());
    }
    context.engine().load(NEW, Batches.of(rows));
    try {
      return context
          .engine()
          .write("SELECT * FROM " + NEW, FileTarget.of(context.lake().table(Tables.OUTCOMES)));
    } finally {
      context.engine().drop(NEW);
    }
  }

  /** What was over stays; files that hold what is open are made anew. */
  private void commit(List<WrittenFile> files, List<AsOf> open, NavigableSet<Long> over) {
    LakeTable table = context.lake().table(Tables.OUTCOMES);
    Optional<Snapshot> base = table.snapshot();
    Map<String, DataFile> touched = new LinkedHashMap<>();
    for (AsOf asOf : open) {
      table
          .scan(new Filter.Range("as_of", asOf.micros(), asOf.micros() + 1))
          .files()
          .forEach(file -> touched.put(file.path(), file));
    }
    List<DataFile> old = List.copyOf(touched.values());
    if (base.isEmpty() || old.isEmpty()) {
      if (base.isEmpty() || !files.isEmpty()) {
        table.append("outcomes-" + context.runId(), files, Map.of());
      }
      return;
    }
    List<WrittenFile> all = new ArrayList<>(files);
    if (!over.isEmpty()) {
      String both = over.stream().map(String::valueOf).collect(Collectors.joining(", "));
      context.engine().view(NEW, new TableScan(table.spec(), base.get().id(), old, List.of()));
      try {
        all.addAll(
            context
                .engine()
                .write(
                    "SELECT n.* FROM " + NEW + " n WHERE f_micros(n.as_of) IN (" + both + ")",
                    FileTarget.of(table)));
      } finally {
        context.engine().drop(NEW);
      }
    }
    table.replace(base.get(), old, all, LakeTable.Reason.REBUILD);
  }

  private Evidence evidence() {
    Evidence evidence = new Evidence(config.actions(), config.covariates());
    String sql =
        "SELECT "
            + CurrentCustomers.ID
            + " AS current_id, d.action, d.kind, d.propensity, d.spend_gain, d.discount,"
            + " d.candidates, d.known, o.spend, d.hold_out, d.belief, count(*) OVER (PARTITION BY d.as_of, "
            + CurrentCustomers.ID
            + ") AS same FROM "
            + BEFORE
            + " o JOIN "
            + DECIDED
            + " d ON d.decision_id = o.decision_id"
            + CurrentCustomers.JOINED
            + " WHERE o.complete = 1"
            + " AND f_micros(o.until) <= "
            + now.micros()
            + " AND f_micros(d.decided_at) < f_micros(d.as_of) + "
            + config.daysInTime() * MICROS_PER_DAY
            + " AND d.kind <> '"
            + Decided.Kind.SUPPRESSED.word()
            + "' ORDER BY d.as_of, current_id, d.customer_id";
    try (Batches rows = context.engine().query(sql)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          if (batch.longs(11)[i] == 1) { // who has become one had both, and says nothing of either
            evidence.add(followed(batch, i));
          }
        }
      }
    }
    return evidence;
  }

  private Followed followed(Batch batch, int i) {
    return new Followed(
        batch.longs(0)[i],
        batch.texts(1)[i],
        batch.texts(2)[i].equals(Decided.Kind.HELD_OUT.word()),
        batch.doubles(3)[i],
        batch.isNull(9, i) ? config.holdOut() : batch.doubles(9)[i],
        Offered.read(batch.isNull(6, i) ? "" : batch.texts(6)[i]),
        batch.isNull(4, i) ? 0 : batch.doubles(4)[i],
        batch.isNull(10, i) ? "" : batch.texts(10)[i],
        batch.isNull(5, i) ? 0 : batch.doubles(5)[i],
        batch.isNull(7, i) ? "" : batch.texts(7)[i],
        batch.doubles(8)[i]);
  }
}
