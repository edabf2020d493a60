// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.action.Prior;
import io.perennial.domain.FeatureMatrix;
import java.util.List;
import java.util.Optional;

/**
 * What actions are expected to bring and to cost: a customer's own effect where there is one, else
 * what an experiment told, moved by what was measured, else the prior by the scale of that; 4 bytes
 * a customer and action that has effects of their own.
 */
final class Expected {

  private static final int ROWS = 65_536;

  private final List<Action> actions;
  private final double[] scales;
  private final double[] tried;
  private final float[][] own;
  private final double margin;

  /**
   * @param margin of a unit of spend
   */
  Expected(List<Action> actions, Effects effects, Known known, double margin) {
    this.actions = actions;
    this.margin = margin;
    scales = actions.stream().mapToDouble(action -> effects.scale(action.name())).toArray();
    tried =
        actions.stream()
            .mapToDouble(action -> effects.tried(action.name()).orElse(Double.NaN))
            .toArray();
    own = new float[actions.size()][0];
    for (int k = 0; k < own.length; k++) {
      Optional<PersonalEffects> learned = effects.personal(actions.get(k).name());
      if (learned.isPresent()) {
        own[k] = of(learned.get(), known);
      }
    }
  }

  private static float[] of(PersonalEffects learned, Known known) {
    float[] all = new float[known.size()];
    for (int from = 0; from < all.length; from += ROWS) {
      int to = Math.min(all.length, from + ROWS);
      FeatureMatrix some = known.covariates().rows(from, to);
      double[] effects = learned.of(some);
      for (int i = from; i < to; i++) {
        all[i] = (float) effects[i - from];
      }
    }
    return all;
  }

  /** Margin of the window. */
  private double window(int k, int i, Prior.Worth worth) {
    if (own[k].length > 0) {
      return own[k][i];
    }
    return Double.isNaN(tried[k])
        ? scales[k] * margin * actions.get(k).prior().spend(worth)
        : tried[k];
  }

  /** Margin before cost of action {@code k} for the customer of row {@code i}. */
  double gain(int k, int i, Prior.Worth worth) {
    return window(k, i, worth) + scales[k] * actions.get(k).prior().later(worth, margin);
  }

  double cost(int k, int i, Prior.Worth worth) {
    return actions.get(k).expectedCost(worth, window(k, i, worth) / margin);
  }
}
