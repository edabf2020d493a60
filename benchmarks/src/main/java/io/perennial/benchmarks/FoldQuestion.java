// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.domain.AsOf;
import io.perennial.lake.Folding;
import io.perennial.lake.SqlStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ten fields at some instants: as a fold, and as a query. */
final class FoldQuestion {

  private static final LocalDate LAST = LocalDate.of(2025, 1, 1);

  private final List<AsOf> asOfs = new ArrayList<>();

  /**
   * @param instants how many first days of months, up to the end of the simulated data
   */
  FoldQuestion(int instants) {
    for (int i = instants - 1; i >= 0; i--) {
      asOfs.add(AsOf.startOf(LAST.minusMonths(i)));
    }
  }

  Folding<TenFields.State> folding() {
    return Folding.ofEvents(new TenFields(), "events", asOfs);
  }

  SqlStep step() {
    return SqlStep.of(FoldQuestion.class, one() ? "ten_fields_one" : "ten_fields_many");
  }

  Map<String, Object> values() {
    List<Instant> instants = asOfs.stream().map(AsOf::instant).toList();
    Instant last = instants.get(instants.size() - 1);
    return one() ? Map.of("as_of", last) : Map.of("as_ofs", instants, "last", last);
  }

  private boolean one() {
    return asOfs.size() == 1;
  }
}
