// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run of one step, as the runs table keeps it.
 *
 * @param id unique
 * @param step the step's name
 * @param startedAt when it began
 * @param took wall time
 * @param outcome how it ended
 * @param provenance what it was made from
 * @param rowsRead rows in
 * @param rowsWritten rows out
 * @param figures quality figures by name
 * @param message one line for people; empty when there is nothing to say
 */
public record Run(
    String id,
    String step,
    Instant startedAt,
    Duration took,
    Outcome outcome,
    Provenance provenance,
    long rowsRead,
    long rowsWritten,
    Map<String, Double> figures,
    String message) {

  public Run {
    figures = Collections.unmodifiableMap(new TreeMap<>(figures));
  }

  /** How a run ended. */
  public enum Outcome {
    /** It has not: it runs still, or was broken off. */
    STARTED,
    DONE,
    FAILED
  }
}
