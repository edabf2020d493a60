// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.query.SaidValues;
import io.perennial.domain.RecordId;
import io.perennial.governance.Permit;
import io.perennial.identity.model.Waterfall;
import io.perennial.identity.pipeline.PairJudge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How pairs of records agree, in words; with what they say only for those who may see it. */
final class PairTexts {

  private final Optional<PairJudge> judge;
  private final Optional<SaidValues> values;

  private PairTexts(Optional<PairJudge> judge, Optional<SaidValues> values) {
    this.judge = judge;
    this.values = values;
  }

  /** Texts of pairs of these records; what is shown under a permit is in the audit trail. */
  static PairTexts of(
      Collection<RecordId> records,
      PermitOption permission,
      Perennial perennial,
      OpenWorkspace open) {
    Optional<Permit> permit = permission.permit(perennial.surroundings());
    permit.ifPresent(
        p ->
            PermitOption.audit(
                open.workspace(),
                p,
                perennial.surroundings().clock().instant(),
                "read",
                Amounts.count(records.size(), "record")));
    return new PairTexts(
        records.isEmpty()
            ? Optional.empty()
            : PairJudge.of(records, open.lake(), open.engine(), open.identity()),
        permit.map(p -> SaidValues.of(records, open.lake(), open.engine(), p)));
  }

  /** The weights of a pair; empty where no model was fitted. */
  Optional<Waterfall> waterfall(RecordId a, RecordId b) {
    return judge.map(of -> of.explain(a, b));
  }

  /** What both say, by attribute; empty without a permit. */
  Map<String, List<String>> values(RecordId a, RecordId b) {
    return values.map(said -> said.ofBoth(a, b)).orElse(Map.of());
  }

  /** {@code birth date equal +6.1, last name different -3.2}: what weighs most comes first. */
  String words(RecordId a, RecordId b) {
    return waterfall(a, b).map(PairTexts::words).orElse("");
  }

  private static String words(Waterfall waterfall) {
    List<Waterfall.Evidence> evidence = new ArrayList<>(waterfall.evidence());
    evidence.removeIf(one -> one.bits() == 0);
    evidence.sort(
        Comparator.comparingDouble((Waterfall.Evidence one) -> -Math.abs(one.bits()))
            .thenComparing(Waterfall.Evidence::attribute));
    return evidence.stream()
        .map(
            one ->
                "%s %s %+.1f".formatted(one.attribute().replace('_', ' '), one.level(), one.bits()))
        .collect(Collectors.joining(", "));
  }
}
