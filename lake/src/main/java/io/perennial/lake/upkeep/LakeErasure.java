// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.upkeep;

import io.perennial.domain.RecordId;
import io.perennial.governance.Erasable;
import io.perennial.governance.ErasureReceipt;
import io.perennial.governance.Permit;
import io.perennial.lake.Batches;
import io.perennial.lake.Column;
import io.perennial.lake.DataFile;
import io.perennial.lake.Engine;
import io.perennial.lake.FileTarget;
import io.perennial.lake.Filter;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeTable;
import io.perennial.lake.Snapshot;
import io.perennial.lake.TableScan;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.lake.WrittenFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Erases records from every table of the lake that names records or customers: rewrites the files
 * that hold them, drops all older snapshots, and then looks through every file on the disk.
 * Interrupted, it is called again: nothing is half done, since each table changes in one commit.
 *
 * <p>What was made of a record goes with it: rows of a customer who is, or ever was in a readable
 * snapshot, one of the records. The customer's other records are resolved and computed anew by the
 * next run. What was made of all records and says of none whose it is, as a model with hashes of
 * their values, goes whole, to be made anew. What is outside the lake, such as the files that were
 * ingested, is not touched.
 */
public final class LakeErasure implements Erasable {

  private static final String RECORD = "record_id";
  private static final String CUSTOMER = "customer_id";

  /** What columns that name records, or customers, are called. */
  private static final Set<String> RECORDS = Set.of(RECORD, "record_a", "record_b");

  private static final Set<String> CUSTOMERS = Set.of(CUSTOMER, "from_customer", "to_customer");

  /** Tables made of the values of all records: no row is anybody's, any may tell of them. */
  private static final Set<String> OF_ALL =
      Set.of(Tables.IDENTITY_MODELS.name(), Tables.TEXT_MODELS.name(), Tables.THEMES.name());

  private static final String VIEW = "perennial_erasure";

  private final Lake lake;
  private final Engine engine;
  private final Clock clock;
  private final List<TableSpec> tables;

  /**
   * @param tables those to look through; tables without records and customers are passed over
   */
  public LakeErasure(Lake lake, Engine engine, Clock clock, List<TableSpec> tables) {
    this.lake = lake;
    this.engine = engine;
    this.clock = clock;
    // links last: they tell whose customers' rows are to go, also when this was broken off
    this.tables =
        tables.stream()
            .filter(
                spec ->
                    OF_ALL.contains(spec.name())
                        || spec.columns().stream().anyMatch(LakeErasure::isWhose))
            .sorted(Comparator.comparing(spec -> spec.name().equals(Tables.LINKS.name())))
            .toList();
  }

  @Override
  public ErasureReceipt erase(Set<RecordId> records, Permit permit) {
    permit.requireValid(clock.instant());
    Set<Long> ids = records.stream().map(RecordId::value).collect(Collectors.toSet());
    Set<Long> customers = customers(ids);
    Map<String, Long> rows = new TreeMap<>();
    int rewritten = 0;
    int verified = 0;
    for (TableSpec spec : tables) {
      LakeTable table = lake.table(spec);
      List<Filter.In> whose = whose(spec, ids, customers);
      if (table.snapshot().isPresent()) {
        Rewritten done = rewrite(table, whose);
        rows.put(spec.name(), done.rows());
        rewritten += done.files();
      }
      // also where nothing was ever committed: a killed process may have left files
      table.forgetHistory();
      verified += verify(table, whose);
    }
    return new ErasureReceipt(clock.instant(), rows, rewritten, verified);
  }

  /**
   * The customers who the records are or were; a record's own number too, since a customer may
   * carry it.
   */
  private Set<Long> customers(Set<Long> ids) {
    Set<Long> customers = new HashSet<>(ids);
    if (tables.stream().anyMatch(spec -> spec.name().equals(Tables.LINKS.name()))) {
      LakeTable links = lake.table(Tables.LINKS);
      for (Snapshot snapshot : links.history()) {
        engine.view(VIEW, links.scanAt(snapshot.id(), new Filter.In(RECORD, ids)));
        try (Batches rows = engine.query("SELECT DISTINCT " + CUSTOMER + " AS c FROM " + VIEW)) {
          while (rows.next()) {
            for (int i = 0; i < rows.batch().rows(); i++) {
              customers.add(rows.batch().longs(0)[i]);
            }
          }
        } finally {
          engine.drop(VIEW);
        }
      }
    }
    return customers;
  }

  /** What tells the rows that are to go: one condition is enough. None: all are. */
  private static List<Filter.In> whose(TableSpec spec, Set<Long> ids, Set<Long> customers) {
    List<Filter.In> whose = new ArrayList<>();
    for (Column column : spec.columns()) {
      if (RECORDS.contains(column.name())) {
        whose.add(new Filter.In(column.name(), ids));
      } else if (CUSTOMERS.contains(column.name())) {
        whose.add(new Filter.In(column.name(), customers));
      }
    }
    return whose;
  }

  private static boolean isWhose(Column column) {
    return RECORDS.contains(column.name()) || CUSTOMERS.contains(column.name());
  }

  private record Rewritten(int files, long rows) {}

  private Rewritten rewrite(LakeTable table, List<Filter.In> whose) {
    Snapshot base = table.snapshot().orElseThrow();
    List<DataFile> removed = new ArrayList<>();
    List<WrittenFile> added = new ArrayList<>();
    long erased = 0;
    for (DataFile file : candidates(table, base, whose)) {
      engine.view(VIEW, new TableScan(table.spec(), base.id(), List.of(file), List.of()));
      try {
        long hits = count(whose);
        if (hits > 0) {
          FileTarget target =
              new FileTarget(
                      table.spec(),
                      table.dataFolder(),
                      file.month().isPresent()
                          ? Optional.of(file.month().getAsInt())
                          : Optional.empty())
                  .inOrder();
          added.addAll(engine.write("SELECT * FROM " + VIEW + " WHERE " + others(whose), target));
          removed.add(file);
          erased += hits;
        }
      } finally {
        engine.drop(VIEW);
      }
    }
    if (!removed.isEmpty()) {
      table.replace(base, removed, added, LakeTable.Reason.ERASURE);
    }
    return new Rewritten(removed.size(), erased);
  }

  /**
   * The files that may hold such rows, by what their metadata say; where there are months, those of
   * the months in which there are any, found by one query over all.
   */
  private Set<DataFile> candidates(LakeTable table, Snapshot base, List<Filter.In> whose) {
    Set<DataFile> files = new LinkedHashSet<>();
    if (whose.isEmpty()) {
      files.addAll(table.scan().files());
    }
    whose.forEach(filter -> files.addAll(table.scan(filter).files()));
    if (files.size() < 2 || table.spec().monthOf().isEmpty()) {
      return files;
    }
    Set<Long> months = new HashSet<>();
    engine.view(VIEW, new TableScan(table.spec(), base.id(), List.copyOf(files), List.of()));
    try (Batches found =
        engine.query(
            "SELECT DISTINCT CAST(f_month_no("
                + table.spec().monthOf().get()
                + ") AS BIGINT) AS month FROM "
                + VIEW
                + " WHERE "
                + theirs(whose))) {
      while (found.next()) {
        for (int row = 0; row < found.batch().rows(); row++) {
          months.add(found.batch().longs(0)[row]);
        }
      }
    } finally {
      engine.drop(VIEW);
    }
    files.removeIf(
        file -> file.month().isPresent() && !months.contains((long) file.month().getAsInt()));
    return files;
  }

  private static String theirs(List<Filter.In> whose) {
    return whose.isEmpty() ? "1 = 1" : anyOf(whose);
  }

  private static String anyOf(List<Filter.In> whose) {
    return whose.stream()
        .map(in -> in.column() + " IN (" + list(in.values()) + ")")
        .collect(Collectors.joining(" OR "));
  }

  private long count(List<Filter.In> whose) {
    try (Batches result =
        engine.query("SELECT count(*) AS n FROM " + VIEW + " WHERE " + theirs(whose))) {
      result.next();
      return result.batch().longs(0)[0];
    }
  }

  private static String others(List<Filter.In> whose) {
    return whose.isEmpty() ? "1 = 0" : noneOf(whose);
  }

  private static String noneOf(List<Filter.In> whose) {
    return whose.stream()
        .map(
            in ->
                "("
                    + in.column()
                    + " IS NULL OR "
                    + in.column()
                    + " NOT IN ("
                    + list(in.values())
                    + "))")
        .collect(Collectors.joining(" AND "));
  }

  private static String list(Set<Long> ids) {
    return ids.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** Looks through everything on the disk, committed or not; answers how many files that were. */
  private int verify(LakeTable table, List<Filter.In> whose) {
    List<DataFile> onDisk = table.filesOnDisk();
    if (!onDisk.isEmpty()) {
      engine.view(VIEW, new TableScan(table.spec(), 0, onDisk, List.of()));
      try {
        if (count(whose) > 0) {
          throw new ErasureFailed(
              "Cannot verify the erasure from "
                  + table.spec().name()
                  + ": rows are still in files on the disk; run it again, and if this stays, look"
                  + " for another process that writes to the lake");
        }
      } finally {
        engine.drop(VIEW);
      }
    }
    for (Filter.In in : whose) {
      List<Path> traces = table.metadataTraces(in.column(), in.values());
      if (!traces.isEmpty()) {
        throw new ErasureFailed(
            "Cannot verify the erasure from "
                + table.spec().name()
                + ": "
                + traces.size()
                + " metadata files still name a record: "
                + traces.get(0).getFileName());
      }
    }
    return onDisk.size();
  }
}
