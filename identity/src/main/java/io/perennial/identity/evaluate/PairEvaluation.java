// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What labelled pairs say of a resolution. */
public final class PairEvaluation {

  private static final Comparator<LabelledPair> BY_PROBABILITY =
      Comparator.comparingDouble(LabelledPair::probability)
          .thenComparingLong(LabelledPair::recordA)
          .thenComparingLong(LabelledPair::recordB);

  private final List<LabelledPair> pairs;

  /** Pairs in any order, each once. */
  public PairEvaluation(List<LabelledPair> pairs) {
    this.pairs = pairs.stream().sorted(BY_PROBABILITY).toList();
  }

  /** How many pairs there are. */
  public int size() {
    return pairs.size();
  }

  /** By what was put into one customer. */
  public Agreement ofCustomers() {
    return agreement(LabelledPair::found);
  }

  /** By the probabilities of pairs alone, before clustering. */
  public Agreement atThreshold(double probability) {
    return agreement(pair -> pair.compared() && pair.probability() >= probability);
  }

  private Agreement agreement(Predicate<LabelledPair> isFound) {
    long both = 0;
    long onlyFound = 0;
    long onlyTrue = 0;
    for (LabelledPair pair : pairs) {
      boolean found = isFound.test(pair);
      both += found && pair.isMatch() ? 1 : 0;
      onlyFound += found && !pair.isMatch() ? 1 : 0;
      onlyTrue += !found && pair.isMatch() ? 1 : 0;
    }
    return new Agreement(both, onlyFound, onlyTrue);
  }

  /** Of the pairs that were compared, in ten bins of the same width. */
  public Calibration calibration() {
    List<LabelledPair> compared = pairs.stream().filter(LabelledPair::compared).toList();
    double[] said = new double[compared.size()];
    boolean[] cameTrue = new boolean[said.length];
    for (int i = 0; i < said.length; i++) {
      said[i] = compared.get(i).probability();
      cameTrue[i] = compared.get(i).isMatch();
    }
    return Calibration.ofWidths(said, cameTrue, 10);
  }

  /** Agreement by threshold; what was never compared is missed at each. */
  public ThresholdCurve curve() {
    List<LabelledPair> compared = pairs.stream().filter(LabelledPair::compared).toList();
    double[] said = new double[compared.size()];
    boolean[] cameTrue = new boolean[said.length];
    for (int i = 0; i < said.length; i++) {
      said[i] = compared.get(i).probability();
      cameTrue[i] = compared.get(i).isMatch();
    }
    long never = pairs.stream().filter(pair -> !pair.compared() && pair.isMatch()).count();
    return ThresholdCurve.of(said, cameTrue, never);
  }

  /** Pairs that were put together and should not, the most probable first. */
  public List<LabelledPair> falsePairs(int most) {
    return pairs.stream()
        .filter(pair -> pair.found() && !pair.isMatch())
        .sorted(
            Comparator.comparingDouble(LabelledPair::probability)
                .reversed()
                .thenComparing(BY_PROBABILITY))
        .limit(most)
        .toList();
  }

  /** Pairs that were compared and not put together, and should be; the least probable first. */
  public List<LabelledPair> missedPairs(int most) {
    return pairs.stream()
        .filter(pair -> !pair.found() && pair.compared() && pair.isMatch())
        .limit(most)
        .toList();
  }

  /** Pairs that should be together and that blocking did not propose, nor others led to. */
  public List<LabelledPair> neverCompared(int most) {
    return pairs.stream()
        .filter(pair -> !pair.found() && !pair.compared() && pair.isMatch())
        .limit(most)
        .toList();
  }
}
