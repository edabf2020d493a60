// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.quality;

import java.util.List;
import java.util.Optional;

/**
 * All candidates, by algorithm and number of clusters, one of them chosen; none where no candidate
 * has two clusters: then all customers are one segment.
 */
public record Choice(List<QualityRow> rows) {

  public Choice {
    rows = List.copyOf(rows);
  }

  /** The candidate to take. */
  public Optional<QualityRow> chosen() {
    return rows.stream().filter(QualityRow::chosen).findFirst();
  }
}
