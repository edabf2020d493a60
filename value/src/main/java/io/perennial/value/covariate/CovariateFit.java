// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.value.Certificate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A fitted model with covariates.
 *
 * @param model of the likeliest parameters
 * @param certificate of the penalised likelihood; its parameters are the four shared ones, then for
 *     each effect the factor by which a rate moves with a standard deviation of the column
 * @param effects in the order of the certificate
 * @param gain in log-likelihood over the same family without covariates, plain, not penalised
 */
public record CovariateFit(
    CovariateModel model, Certificate certificate, List<Effect> effects, double gain) {

  public CovariateFit {
    effects = List.copyOf(effects);
  }

  /**
   * The effect of a column on a rate.
   *
   * @throws IllegalArgumentException if it has none there
   */
  public Effect effect(String column, Effect.Rate rate) {
    return effects.stream()
        .filter(effect -> effect.column().equals(column) && effect.rate() == rate)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown effect: " + column + " on " + rate + " (there are " + effects + ")"));
  }

  /** In a sentence: parameters, gain, effects with their errors, warnings. */
  public String summary() {
    return certificate
        + String.format(Locale.ROOT, "; %.1f more log-likelihood than without covariates", gain)
        + effects.stream()
            .map(
                effect ->
                    String.format(
                        Locale.ROOT,
                        "; %s %s %+.3g ± %.2g",
                        effect.rate().name().toLowerCase(Locale.ROOT),
                        effect.column(),
                        effect.perUnit(),
                        effect.standardError()))
            .collect(Collectors.joining());
  }
}
