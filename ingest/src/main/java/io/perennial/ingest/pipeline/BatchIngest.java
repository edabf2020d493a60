// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.CleanRule;
import io.perennial.ingest.FileOutcome;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.IngestReport;
import io.perennial.lake.BrokenLine;
import java.util.List;
import java.util.Map;

/**
 * Takes one group of files into the lake, as one batch.
 *
 * <p>The files are read once, into a table of typed rows; all that follows works on that table. A
 * second, numbered pass over the files is made only when rows have to be shown by their place.
 * Events, claims, quarantine and the list of files are committed one after the other under one
 * batch id: what a crash leaves undone between two of them is done when the same files are read
 * again. What becomes of a row is then decided anew, since other batches may have come and
 * customers may have been erased; the events that the lake has of this batch stay, those it lacks
 * are added.
 */
final class BatchIngest {

  private final FileBatch batch;
  private final GivenTables given;
  private final BatchRows rows;
  private final RowFates fates;
  private final RejectedRows rejected;
  private final BatchCommit commit;
  private Tally tally = new Tally(0);
  private List<IngestReport.Reason> reasons = List.of();
  private long claims;

  /**
   * @param given the batch; an earlier try to take it may have been cut short
   * @param salt of the list of those who were erased
   */
  BatchIngest(FileBatch given, String salt) {
    this.batch = given.asTriedBefore();
    this.given = new GivenTables(batch.engine(), batch.source().name(), batch.group());
    this.rows = new BatchRows(batch);
    this.fates = new RowFates(batch, rows, salt);
    this.rejected = new RejectedRows(batch, rows, this.given);
    this.commit = new BatchCommit(batch, rows);
  }

  /** Why rows were not taken. */
  List<IngestReport.Reason> reasons() {
    return reasons;
  }

  /** Claims that nobody had made before. */
  long claims() {
    return claims;
  }

  /** How many claims and texts each rule repaired or doubted. */
  Map<CleanRule, Long> cleaned() {
    return commit.cleaned();
  }

  /**
   * Reads, and decides about each row; nothing is committed.
   *
   * @throws IngestException when a file cannot be read, or changed meanwhile
   */
  void prepare() {
    given.loadFiles();
    List<BrokenLine> broken = rows.readTyped();
    fates.decide();
    tally = fates.tally();
    broken.forEach(line -> tally.add(given.fileNo(line.file()), Tally.PROBLEM, 1));
    long shown = tally.bad() == 0 ? 0 : rejected.find(broken);
    batch.group().files().forEach(InputFile::requireUnchanged);
    requireAccount(shown);
  }

  /** Commits what was prepared. */
  List<FileOutcome> commit() {
    commit.events();
    claims = commit.claims();
    if (tally.bad() > 0) {
      commit.quarantine();
      reasons = rejected.reasons();
    }
    List<FileOutcome> outcomes = tally.outcomes(batch.source().name(), batch.group().files());
    commit.files(given, outcomes);
    forget();
    return outcomes;
  }

  private void requireAccount(long shown) {
    if (shown != tally.bad()) {
      throw new IllegalStateException(
          "Cannot account for the rows of source "
              + batch.source().name()
              + ": "
              + tally.bad()
              + " could not be taken, "
              + shown
              + " were found again");
    }
  }

  /** Drops what the engine holds of this batch. */
  void forget() {
    commit.forget();
    rejected.forget();
    fates.forget();
    rows.forget();
    batch.engine().drop("ingest_files");
  }
}
