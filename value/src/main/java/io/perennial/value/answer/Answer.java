// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.answer;

import io.perennial.value.Fitted;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.history.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a base of customers: who will come back, what they are worth, and how well that
 * could have been told before.
 *
 * @param observed what the answer rests on; row i of all columns is its row i
 * @param cohorts with their models
 * @param spend the model of spend per purchase; empty where there is too little to fit one
 * @param proof empty where there is no room for a hold-out
 * @param customers the answers, row by row
 * @param notes what people should know, in sentences
 */
public record Answer(
    Observed observed,
    List<CohortModel> cohorts,
    Optional<Fitted<GammaGammaModel>> spend,
    Optional<Proof> proof,
    CustomerAnswers customers,
    List<String> notes) {

  public Answer {
    cohorts = List.copyOf(cohorts);
    notes = List.copyOf(notes);
  }

  /** The same, and one more thing that people should know. */
  public Answer with(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Answer(observed, cohorts, spend, proof, customers, more);
  }
}
