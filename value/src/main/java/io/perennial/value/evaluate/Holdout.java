// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.evaluate;

import io.perennial.value.baseline.Baselines;
import io.perennial.value.history.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Forecasts of the purchases in a hold-out, each beside the baselines: zero, mean, same rate, last
 * period.
 *
 * @param customers how many
 * @param horizonWeeks length of the hold-out
 * @param forecasts the models' in the order given, then the baselines'
 */
public record Holdout(int customers, double horizonWeeks, List<Forecast> forecasts) {

  public Holdout {
    forecasts = List.copyOf(forecasts);
  }

  /**
   * Measures forecasts of purchases and the baselines.
   *
   * @param predicted what made each forecast, and the purchases it expects, double[n]
   */
  public static Holdout of(Split split, Map<String, double[]> predicted) {
    double[] actual = split.purchases();
    int[] repeats = split.observed().repeats();
    List<Forecast> forecasts = new ArrayList<>();
    predicted.forEach((name, values) -> forecasts.add(Forecast.of(name, values, actual, repeats)));
    Baselines.all(split)
        .forEach((name, values) -> forecasts.add(Forecast.of(name, values, actual, repeats)));
    return new Holdout(split.customers(), split.horizonWeeks(), forecasts);
  }

  /**
   * The forecast of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Forecast forecast(String name) {
    return forecasts.stream()
        .filter(forecast -> forecast.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown forecast: "
                        + name
                        + " (there are "
                        + forecasts.stream().map(Forecast::name).toList()
                        + ")"));
  }

  /** A table in Markdown, a row a forecast; «–» where a measure is not defined. */
  public String table() {
    StringBuilder text =
        new StringBuilder(
            "| forecast | bias % | MAE | RMSE | MSLE | Spearman | Gini | top 10 % | AUC | decile"
                + " error |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Forecast each : forecasts) {
      OptionalDouble bias = each.accuracy().bias();
      text.append("| ").append(each.name()).append(" | ");
      text.append(bias.isPresent() ? number(100 * bias.getAsDouble(), 1) : "–").append(" | ");
      text.append(number(each.accuracy().mae(), 4)).append(" | ");
      text.append(number(each.accuracy().rmse(), 3)).append(" | ");
      text.append(number(each.accuracy().msle(), 4)).append(" | ");
      text.append(number(each.spearman())).append(" | ");
      text.append(number(each.normalisedGini())).append(" | ");
      text.append(number(each.topDecileCapture())).append(" | ");
      text.append(number(each.aucActive())).append(" | ");
      text.append(number(each.deciles().meanAbsoluteShare())).append(" |\n");
    }
    return text.toString();
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble(), 3) : "–";
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
