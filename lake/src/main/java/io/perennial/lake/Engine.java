// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.util.List;
import java.util.Map;

/**
 * What runs SQL, Java functions and folds over tables. Views and tables live as long as the engine
 * and are seen by all its threads; a name may be defined again.
 *
 * <p>SQL is what both engines have in common plus the functions named {@code f_…}, which each
 * engine defines in its {@code functions.sql}. A stage writes SQL in files, as {@link SqlStep}s.
 */
public interface Engine extends AutoCloseable {

  /** duckdb or spark. */
  String name();

  /** Makes {@code name} the rows of a table at a snapshot. */
  void view(String name, TableScan scan);

  /**
   * Makes {@code name} the rows of files.
   *
   * @throws LakeException when a file is missing, cannot be decoded, or lacks a named field
   */
  void view(String name, RawScan scan);

  /**
   * To be called when a view of files was read whole: true when its rows are others now, so that
   * what was made of them is to be made again. An engine whose own reader is fast and does not know
   * which rows it lost to a broken line has by then had those files cut by {@link
   * io.perennial.lake.raw.SeparatedRows}. False for a second call.
   */
  boolean mend(String view);

  /**
   * The lines of the files behind {@code view} that could not be split into fields and are
   * therefore not among its rows, in no order; reads the view when nobody has, and mends it. The
   * same on every engine: those that {@link io.perennial.lake.raw.SeparatedRows} tells.
   */
  List<BrokenLine> brokenLines(String view);

  /**
   * Runs a step: its result becomes the table or view {@link SqlStep#writes}.
   *
   * @param values one for each {@code :name} in the text: String, Long, Integer, Double, Boolean,
   *     Instant, BigDecimal, or a List of those
   * @return rows written; -1 for a view
   */
  long run(SqlStep step, Map<String, ?> values);

  /** Streams the result of a query, in its order where it has one. */
  Batches query(String sql);

  /**
   * Streams what a step would write, with its values bound as {@link #run} binds them; defines
   * nothing, so that many threads can ask the same step with other values at once.
   */
  Batches query(SqlStep step, Map<String, ?> values);

  /** Makes {@code name} a table of the rows of {@code rows}, and closes them. */
  void load(String name, Batches rows);

  /**
   * Streams what {@code function} makes of the result of a query, in parallel, in the query's
   * order.
   */
  Batches map(String sql, BatchFunction function);

  /**
   * Streams what a fold makes of each key's events: columns {@code key} (LONG), {@code as_of}
   * (TIMESTAMP), then the fold's; in order of key, then as-of. Memory is bounded whatever the
   * number of rows; the bits do not depend on the number of threads or on the engine.
   */
  <S> Batches fold(Folding<S> folding);

  /** Writes the rows of a query as files of a table; they are in no table until appended. */
  List<WrittenFile> write(String sql, FileTarget target);

  /** Forgets a view or table. */
  void drop(String name);

  @Override
  void close();
}
