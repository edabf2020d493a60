// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.choose;

import io.perennial.value.PurchaseModel;
import io.perennial.value.PurchaseTrainer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The model that is trusted, and why.
 *
 * @param trainer fits it
 * @param reason in one or two sentences
 * @param candidates how each did, models first, then baselines
 */
public record Choice(
    PurchaseTrainer<? extends PurchaseModel> trainer, String reason, List<Candidate> candidates) {

  public Choice {
    candidates = List.copyOf(candidates);
  }

  /** A table in Markdown, a row a candidate; «–» where there is no score. */
  public String table() {
    StringBuilder text =
        new StringBuilder(
            "| candidate | CRPS | RMSE | bias % | note |\n|---|---:|---:|---:|---|\n");
    for (Candidate each : candidates) {
      text.append("| ").append(each.name()).append(" | ");
      text.append(number(each.crps(), 1, 4)).append(" | ");
      text.append(number(each.rmse(), 1, 3)).append(" | ");
      text.append(number(each.bias(), 100, 1)).append(" | ");
      text.append(each.note()).append(" |\n");
    }
    return text.toString();
  }

  private static String number(OptionalDouble value, double unit, int digits) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%." + digits + "f", unit * value.getAsDouble())
        : "–";
  }
}
