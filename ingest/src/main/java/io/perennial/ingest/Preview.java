// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of sampled rows when they were read as a proposal says.
 *
 * @param rows sampled
 * @param kept that would become events
 * @param repeated that say what another row says, and become the same event
 * @param leftOut that the source says are not to be taken
 * @param problems how many rows would go to quarantine, by reason
 * @param columns what is shown of a row
 * @param shown the first rows that can be taken; customers masked, times in UTC, nothing as ""
 */
public record Preview(
    long rows,
    long kept,
    long repeated,
    long leftOut,
    Map<String, Long> problems,
    List<String> columns,
    List<List<String>> shown) {

  public Preview {
    problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
    columns = List.copyOf(columns);
    shown = shown.stream().map(List::copyOf).toList();
  }

  /** The same where rows that repeat others are events of their own. */
  public Preview withoutRepeats() {
    return new Preview(rows, kept, 0, leftOut, problems, columns, shown);
  }

  /** Rows that would go to quarantine. */
  public long quarantined() {
    return problems.values().stream().mapToLong(Long::longValue).sum();
  }
}
