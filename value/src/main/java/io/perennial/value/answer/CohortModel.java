// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.answer;

import io.perennial.value.Certificate;
import io.perennial.value.PurchaseModel;
import io.perennial.value.choose.Candidate;
import io.perennial.value.forecast.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The customers who came in one period, and the model that is trusted for them.
 *
 * @param name of the cohort
 * @param customers how many
 * @param model what it is called
 * @param reason why this one, in sentences
 * @param candidates how each did at the origins
 * @param fitted to all that is known now
 * @param certificate of the fit
 * @param purchases of all together in the forecast's weeks, expected
 * @param purchasesInterval of all together
 * @param value of all together, expected, currency units; empty where spend could not be fitted
 * @param valueInterval of all together; empty as above
 */
public record CohortModel(
    String name,
    int customers,
    String model,
    String reason,
    List<Candidate> candidates,
    PurchaseModel fitted,
    Certificate certificate,
    double purchases,
    Interval purchasesInterval,
    OptionalDouble value,
    Optional<Interval> valueInterval) {

  public CohortModel {
    candidates = List.copyOf(candidates);
  }
}
