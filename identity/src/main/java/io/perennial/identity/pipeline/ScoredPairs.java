// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.cluster.Edges;
import io.perennial.identity.compare.RecordTable;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.ColumnType;
import io.perennial.lake.Engine;
import io.perennial.lake.Field;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Pairs of rows that may be one customer, with their log-odds and levels; ascending when sorted.
 */
final class ScoredPairs {

  private static final List<Field> WRITES =
      List.of(
          new Field("record_a", ColumnType.LONG),
          new Field("record_b", ColumnType.LONG),
          new Field("log_odds", ColumnType.DOUBLE),
          new Field("levels", ColumnType.STRING));
  private static final int BATCH_ROWS = 1 << 14;

  private long[] pairs = new long[1024];
  private double[] logOdds = new double[1024];
  private String[] levels = new String[1024];
  private int size;

  /** Rows that had a pair with a record that is no more. */
  private final BitSet lostPartners = new BitSet();

  /**
   * The pairs of the last run, as rows of a table, sorted; empty where they were scored by another
   * model, or none is known.
   */
  static Optional<ScoredPairs> read(Engine engine, RecordTable table, StoredModel stored) {
    ScoredPairs all = new ScoredPairs();
    try (Batches rows =
        engine.query(
            "SELECT record_a, record_b, log_odds, levels, model_run FROM former_scores"
                + " ORDER BY record_a, record_b")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          if (!stored.runId().equals(batch.texts(4)[i])) {
            return Optional.empty();
          }
          int a = EvidenceResolution.place(table, batch.longs(0)[i]);
          int b = EvidenceResolution.place(table, batch.longs(1)[i]);
          if (a >= 0 && b >= 0) {
            all.add(a, b, batch.doubles(2)[i], batch.texts(3)[i]);
          } else if (a >= 0 || b >= 0) {
            all.lostPartners.set(Math.max(a, b));
          }
        }
      }
    }
    return all.size == 0 ? Optional.empty() : Optional.of(all);
  }

  void add(int a, int b, double odds, String how) {
    if (size == pairs.length) {
      int room = Math.addExact(size, size >> 1);
      pairs = Arrays.copyOf(pairs, room);
      logOdds = Arrays.copyOf(logOdds, room);
      levels = Arrays.copyOf(levels, room);
    }
    pairs[size] = ((long) Math.min(a, b) << 32) | Math.max(a, b);
    logOdds[size] = odds;
    levels[size++] = how;
  }

  int size() {
    return size;
  }

  /** The smaller row of a pair. */
  int a(int pair) {
    return (int) (pairs[pair] >>> 32);
  }

  /** The larger row of a pair. */
  int b(int pair) {
    return (int) pairs[pair];
  }

  double logOdds(int pair) {
    return logOdds[pair];
  }

  String levels(int pair) {
    return levels[pair];
  }

  /** Puts several together in order; no pair may be in two. */
  static ScoredPairs sorted(List<ScoredPairs> parts) {
    ScoredPairs all = new ScoredPairs();
    int size = parts.stream().mapToInt(ScoredPairs::size).reduce(0, Math::addExact);
    all.pairs = new long[size];
    int next = 0;
    for (ScoredPairs part : parts) {
      System.arraycopy(part.pairs, 0, all.pairs, next, part.size);
      next += part.size;
    }
    Arrays.parallelSort(all.pairs);
    all.logOdds = new double[size];
    all.levels = new String[size];
    all.size = size;
    for (ScoredPairs part : parts) {
      for (int i = 0; i < part.size; i++) {
        int place = Arrays.binarySearch(all.pairs, part.pairs[i]);
        all.logOdds[place] = part.logOdds[i];
        all.levels[place] = part.levels[i];
      }
    }
    return all;
  }

  /** The place of a pair among sorted ones, or below 0. */
  int find(int a, int b) {
    return Arrays.binarySearch(pairs, 0, size, ((long) Math.min(a, b) << 32) | Math.max(a, b));
  }

  /** Tells the rows of pairs that are not, or not so, among others that are sorted too. */
  void markWhatDiffers(ScoredPairs others, BitSet rows) {
    for (int i = 0; i < size; i++) {
      int place = Arrays.binarySearch(others.pairs, 0, others.size, pairs[i]);
      if (place < 0 || others.logOdds[place] != logOdds[i]) {
        rows.set(a(i));
        rows.set(b(i));
      }
    }
    rows.or(lostPartners);
  }

  /** The pairs as edges of {@code n} nodes, with log-odds less {@code shift}. */
  Edges edges(int n, double shift) {
    Edges edges = new Edges(n);
    for (int i = 0; i < size; i++) {
      edges.add(a(i), b(i), logOdds[i] - shift);
    }
    return edges;
  }

  /** The pairs by their record ids. */
  Batches rows(RecordTable table) {
    return Batches.of(
        WRITES,
        new Iterator<>() {
          private int at;

          @Override
          public boolean hasNext() {
            return at < size;
          }

          @Override
          public Batch next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            int end = Math.min(size, at + BATCH_ROWS);
            Batch batch = new Batch(WRITES, end - at);
            for (; at < end; at++) {
              int row = batch.addRow();
              batch.setLong(0, row, table.recordId(a(at)));
              batch.setLong(1, row, table.recordId(b(at)));
              batch.setDouble(2, row, logOdds[at]);
              batch.setText(3, row, levels[at]);
            }
            return batch;
          }
        });
  }
}
