// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rows are taken, and whether with what personal data their texts hold.
 *
 * @param identicalRows what rows of the same content in one file are
 * @param emptyCustomer what becomes of rows without a customer
 * @param allowQuarantined share of rows in quarantine, in [0, 1], above which a run says so
 * @param earliest first plausible instant
 * @param latest last plausible instant; empty for a day after the run
 * @param redact whether personal data are taken out of texts before they are kept
 */
public record RowRules(
    IdenticalRows identicalRows,
    EmptyCustomer emptyCustomer,
    double allowQuarantined,
    Instant earliest,
    Optional<Instant> latest,
    boolean redact) {

  /** The first day after the epoch: what an empty date often becomes lies before it. */
  public static final Instant DEFAULT_EARLIEST = Instant.parse("1970-01-02T00:00:00Z");

  /** What rows with the same content are. */
  public enum IdenticalRows {
    /** The same event, told again. */
    DROP,
    /** Events of their own, as often as the file has them. */
    KEEP
  }

  /** What becomes of a row without a customer. */
  public enum EmptyCustomer {
    QUARANTINE,
    /** Each order is a customer of its own. */
    GUEST
  }

  public RowRules {
    if (!(allowQuarantined >= 0 && allowQuarantined <= 1)) {
      throw new IllegalArgumentException(
          "Invalid allow-quarantined: " + allowQuarantined + " (must be from 0 to 1)");
    }
  }

  public static RowRules defaults() {
    return new RowRules(
        IdenticalRows.DROP,
        EmptyCustomer.QUARANTINE,
        0.05,
        DEFAULT_EARLIEST,
        Optional.empty(),
        true);
  }

  public RowRules withIdenticalRows(IdenticalRows rows) {
    return new RowRules(rows, emptyCustomer, allowQuarantined, earliest, latest, redact);
  }

  public RowRules withEmptyCustomer(EmptyCustomer customer) {
    return new RowRules(identicalRows, customer, allowQuarantined, earliest, latest, redact);
  }

  public RowRules withAllowQuarantined(double share) {
    return new RowRules(identicalRows, emptyCustomer, share, earliest, latest, redact);
  }

  public RowRules withRedact(boolean whether) {
    return new RowRules(identicalRows, emptyCustomer, allowQuarantined, earliest, latest, whether);
  }

  /** Readings are compared by it: what is said nowhere but where it is off changes none of them. */
  @Override
  public String toString() {
    return "RowRules[identicalRows="
        + identicalRows
        + ", emptyCustomer="
        + emptyCustomer
        + ", allowQuarantined="
        + allowQuarantined
        + ", earliest="
        + earliest
        + ", latest="
        + latest
        + (redact ? "]" : ", redact=false]");
  }
}
