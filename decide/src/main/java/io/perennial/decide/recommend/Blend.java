// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Arrays;
import java.util.List;

/** Models weighted by what they were worth on days that they had not seen. Immutable. */
public final class Blend implements Recommender {

  private final List<Recommender> parts;
  private final double[] scale;
  private final double[] weight;
  private final double[] usual;
  private final double[] common;

  /**
   * @param scale the typical score of each part
   * @param weight of each part, at least 0
   * @param usual what each part says of a candidate on average, before its weight
   */
  Blend(List<Recommender> parts, double[] scale, double[] weight, double[] usual) {
    this.parts = List.copyOf(parts);
    this.scale = scale.clone();
    this.weight = weight.clone();
    this.usual = usual.clone();
    common = new double[items()];
    double[] said = new double[items()];
    for (int m = 0; m < this.parts.size(); m++) {
      if (!this.parts.get(m).isPersonal()) {
        add(m, History.none(0), said, common);
      }
    }
  }

  /** Adds what part {@code m} says, by its weight. */
  private void add(int m, History history, double[] said, double[] into) {
    parts.get(m).score(history, said);
    for (int item = 0; item < said.length; item++) {
      into[item] += weight[m] * feature(said[item], scale[m]);
    }
  }

  /** What a part's score counts before its weight: 0 for nothing, and by its logarithm beyond. */
  static double feature(double score, double scale) {
    return score <= 0 ? 0 : Math.log(1 + Math.min(score / scale, 1e12));
  }

  @Override
  public int items() {
    return parts.get(0).items();
  }

  /** How many models it has. */
  public int parts() {
    return parts.size();
  }

  /** What model {@code part} is worth, at least 0. */
  public double weight(int part) {
    return weight[part];
  }

  @Override
  public void score(History history, double[] into) {
    System.arraycopy(common, 0, into, 0, common.length);
    double[] said = new double[items()];
    for (int m = 0; m < parts.size(); m++) {
      if (weight[m] > 0 && parts.get(m).isPersonal()) {
        add(m, history, said, into);
      }
    }
  }

  /** Model {@code part} itself. */
  public Recommender part(int part) {
    return parts.get(part);
  }

  /** That of the part which says most for the item beyond what it says for any. */
  @Override
  public Reason why(History history, int item) {
    return reasons(history, item).get(0);
  }

  @Override
  public List<Reason> reasons(History history, int... items) {
    Reason[] reasons = new Reason[items.length];
    double[] largest = new double[items.length];
    Arrays.fill(reasons, new Reason.Unknown());
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    double[] said = new double[items()];
    for (int m = 0; m < parts.size(); m++) {
      if (weight[m] > 0) {
        parts.get(m).score(history, said);
        for (int k = 0; k < items.length; k++) {
          double above = weight[m] * (feature(said[items[k]], scale[m]) - usual[m]);
          if (said[items[k]] > 0 && above > largest[k]) {
            Reason given = parts.get(m).why(history, items[k]);
            if (!(given instanceof Reason.Unknown)) {
              largest[k] = above;
              reasons[k] = given;
            }
          }
        }
      }
    }
    return List.of(reasons);
  }
}
