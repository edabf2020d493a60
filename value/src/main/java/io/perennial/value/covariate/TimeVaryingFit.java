// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.value.Certificate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A fitted model with covariates that change in time.
 *
 * @param model of the likeliest parameters, on the first path
 * @param certificate of the penalised likelihood, whose parameters are r, alpha, s and beta at
 *     covariates 0, then for each effect the factor exp(effect)
 * @param effects in the order of the certificate
 * @param gain in log-likelihood over the model without covariates, plain, not penalised
 */
public record TimeVaryingFit(
    TimeVaryingModel model, Certificate certificate, List<Effect> effects, double gain) {

  public TimeVaryingFit {
    effects = List.copyOf(effects);
  }

  /** In a sentence: parameters, gain, effects with their errors, warnings. */
  public String summary() {
    return certificate
        + String.format(Locale.ROOT, "; %.1f more log-likelihood than without", gain)
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
