// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.identity.IdentityConfig;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.compare.RecordTableBuilder;
import io.perennial.identity.evaluate.Calibration;
import io.perennial.identity.model.MatchModel;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.step.Progress;
import io.perennial.testkit.persons.PersonRecord;
import io.perennial.testkit.persons.PersonRecords;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probabilities are what they say, also where people share names, addresses and telephones. */
class CalibrationOfPersonsTest {

  @TempDir Path folder;

  private final List<PersonRecord> records = new ArrayList<>();

  /** Pairs of records that have the same of something. */
  private double pairs(Function<PersonRecord, Long> same) {
    Map<Long, Long> counts = new HashMap<>();
    records.forEach(record -> counts.merge(same.apply(record), 1L, Long::sum));
    return counts.values().stream().mapToDouble(n -> n * (n - 1) / 2.0).sum();
  }

  @Test
  void what_is_said_comes_true_and_households_are_as_many_as_there_are() {
    new PersonRecords(6_000, 2).each(records::add);
    RecordTableBuilder builder = new RecordTableBuilder();
    for (int i = 0; i < records.size(); i++) {
      PersonRecord record = records.get(i);
      int id = i;
      builder.add(id, record.source());
      record.values().forEach((name, value) -> builder.add(id, record.source(), name, value));
    }
    RecordTable table = builder.build();
    PairFinding.Found found;
    try (Engine engine =
        EngineProvider.named("duckdb").open(new EngineSettings(1L << 29, 2, folder, Map.of()))) {
      Stages stages = new Stages(Clock.systemUTC());
      found =
          new PairFinding(engine, table, IdentityConfig.defaults(), 1, Progress.silent(), stages)
              .fit(new PairLabels());
    }

    ScoredPairs scores = found.scores();
    double[] said = new double[scores.size()];
    boolean[] cameTrue = new boolean[said.length];
    for (int i = 0; i < said.length; i++) {
      said[i] = MatchModel.probability(scores.logOdds(i));
      long one = records.get((int) table.recordId(scores.a(i))).person();
      cameTrue[i] = one == records.get((int) table.recordId(scores.b(i))).person();
    }
    assertThat(Calibration.ofWidths(said, cameTrue, 10).expectedError()).isLessThan(0.02);
    MatchModel model = found.model();
    double matches = pairs(PersonRecord::person);
    double strangers = pairs(record -> 0L);
    assertThat(model.expectedMatches() / matches).isCloseTo(1, within(0.1));
    assertThat(model.householdShare() * strangers / (pairs(PersonRecord::household) - matches))
        .isCloseTo(1, within(0.2));
  }
}
