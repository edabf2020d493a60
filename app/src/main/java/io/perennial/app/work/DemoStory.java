// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.print.TextTable;
import io.perennial.domain.AsOf;
import io.perennial.features.PurchaseRule;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.TableSpec;
import io.perennial.lake.Tables;
import io.perennial.value.Certificate;
import io.perennial.value.bgnbd.BetaGeometricTrainer;
import io.perennial.value.gammagamma.GammaGammaTrainer;
import io.perennial.value.gammagamma.SpendHistories;
import io.perennial.value.history.Observed;
import io.perennial.value.paretonbd.ParetoNbdTrainer;
import io.perennial.value.pipeline.LakeHistories;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the demo tells of its workspace, and what others have published of the same customers. */
public final class DemoStory {

  /** The first 39 weeks: what the published models were fitted to. */
  private static final AsOf CALIBRATED = AsOf.startOf(LocalDate.of(1997, 10, 1), ZoneOffset.UTC);

  private static final int TOP = 10;

  /**
   * A part of the story.
   *
   * @param title of it
   * @param table its numbers
   * @param words what else there is to say
   */
  public record Chapter(String title, Optional<TextTable> table, List<String> words) {

    public Chapter {
      words = List.copyOf(words);
    }
  }

  private final Lake lake;
  private final Engine engine;

  public DemoStory(Lake lake, Engine engine) {
    this.lake = lake;
    this.engine = engine;
    for (TableSpec table :
        List.of(Tables.VALUES, Tables.EVALUATIONS, Tables.MEMBERSHIPS, Tables.FEATURES)) {
      engine.view(table.name(), lake.table(table).scan());
    }
  }

  /** All of it, in order. */
  public List<Chapter> chapters() {
    return List.of(parameters(), holdout(), segments(), best());
  }

  private Chapter parameters() {
    Observed observed;
    try (PurchaseHistories histories =
        PurchaseHistories.open(lake, engine, PurchaseRule.byDay(ZoneOffset.UTC))) {
      observed = LakeHistories.observed(histories, CALIBRATED);
    }
    TextTable table =
        TextTable.of("Model", "Parameter", ">Here", ">Standard error", ">Published", "Source");
    rows(
        table,
        "Pareto/NBD",
        new ParetoNbdTrainer().train(observed.histories()).certificate(),
        List.of("0.553", "10.578", "0.606", "11.669", "-9594.98"),
        "Fader, Hardie and Lee (2005a)");
    rows(
        table,
        "BG/NBD",
        BetaGeometricTrainer.bgNbd().train(observed.histories()).certificate(),
        List.of("0.243", "4.414", "0.793", "2.426", "-9582.4"),
        "Fader, Hardie and Lee (2005b)");
    rows(
        table,
        "Gamma-Gamma",
        new GammaGammaTrainer()
            .train(SpendHistories.of(observed.repeats(), observed.meanSpend()))
            .certificate(),
        List.of("6.25", "3.74", "15.44", "–"),
        "Fader and Hardie (2013)");
    return new Chapter(
        "Fitted to the first 39 weeks, beside what others have published",
        Optional.of(table),
        List.of());
  }

  private static void rows(
      TextTable table, String model, Certificate fit, List<String> published, String source) {
    for (int i = 0; i < fit.names().size(); i++) {
      String name = fit.names().get(i);
      table.row(
          model,
          name,
          String.format(Locale.ROOT, "%.5f", fit.estimates()[i]),
          fit.standardError(name).isPresent()
              ? String.format(Locale.ROOT, "%.3f", fit.standardError(name).getAsDouble())
              : "–",
          published.get(i),
          source);
    }
    table.row(
        model,
        "log-likelihood",
        String.format(Locale.ROOT, "%.3f", fit.logLikelihood()),
        "",
        published.get(fit.names().size()),
        source);
  }

  private Chapter holdout() {
    Map<String, Map<String, Double>> forecasts = new LinkedHashMap<>();
    each(
        "SELECT series, label, figure FROM evaluations WHERE section = 'holdout' AND figure IS NOT"
            + " NULL ORDER BY position, label",
        (batch, i) ->
            forecasts
                .computeIfAbsent(batch.texts(0)[i], name -> new LinkedHashMap<>())
                .put(batch.texts(1)[i], batch.doubles(2)[i]));
    TextTable table =
        TextTable.of(
            "Forecast", ">MAE", ">RMSE", ">Bias", ">Spearman", ">Gini", ">Best tenth holds");
    forecasts.forEach(
        (name, by) ->
            table.row(
                name,
                number(by, "MAE", "%.4f", 1),
                number(by, "RMSE", "%.3f", 1),
                number(by, "bias", "%+.1f %%", 100),
                number(by, "Spearman", "%.3f", 1),
                number(by, "Gini", "%.3f", 1),
                number(by, "top 10 %", "%.0f %%", 100)));
    List<String> words = new ArrayList<>();
    each(
        "SELECT words FROM evaluations WHERE section = 'choice' ORDER BY cohort",
        (batch, i) -> words.add("Chosen: " + batch.texts(0)[i]));
    words.add(
        "Parameters come from what was before these weeks; which model, from how each did in them.");
    return new Chapter(
        "Purchases of the following 39 weeks, forecast without having seen them",
        Optional.of(table),
        words);
  }

  private static String number(
      Map<String, Double> by, String measure, String format, double factor) {
    Double figure = by.get(measure);
    return figure == null ? "–" : String.format(Locale.ROOT, format, factor * figure);
  }

  private static String number(Batch batch, int column, int row, String format, double factor) {
    return batch.isNull(column, row)
        ? "–"
        : String.format(Locale.ROOT, format, factor * batch.doubles(column)[row]);
  }

  private Chapter segments() {
    TextTable table =
        TextTable.of(
            "Segment", ">Customers", ">Purchases each", ">Spend", ">Still customers", ">Value");
    each(
        "SELECT m.segment, count(*) AS n, sum(f.purchases) / CAST(count(*) AS DOUBLE) AS purchases,"
            + " sum(f.spend_total) AS spend, sum(v.p_alive) / count(*) AS alive, sum(v.value) AS value"
            + " FROM memberships m JOIN features f ON f.customer_id = m.customer_id"
            + " LEFT JOIN customer_values v ON v.customer_id = m.customer_id"
            + " WHERE m.scheme = 'rfm' GROUP BY m.segment ORDER BY value DESC NULLS LAST, m.segment",
        (batch, i) ->
            table.row(
                batch.texts(0)[i],
                String.format(Locale.ROOT, "%,d", batch.longs(1)[i]),
                String.format(Locale.ROOT, "%.1f", batch.doubles(2)[i]),
                String.format(Locale.ROOT, "%,.0f", batch.doubles(3)[i]),
                number(batch, 4, i, "%.0f %%", 100),
                number(batch, 5, i, "%,.0f", 1)));
    return new Chapter(
        "Segments by recency, frequency and monetary value (USD)", Optional.of(table), List.of());
  }

  private Chapter best() {
    double[] level = {0.9};
    each(
        "SELECT figure FROM evaluations WHERE section = 'forecast'"
            + " AND series = 'level of intervals'",
        (batch, i) -> level[0] = batch.doubles(0)[i]);
    TextTable table =
        TextTable.of(
            ">Value, USD",
            String.format(Locale.ROOT, ">%.0f %% between", 100 * level[0]),
            "Tier",
            "Why");
    each(
        "SELECT value, value_lower, value_upper, tier, reason FROM customer_values ORDER BY value"
            + " DESC NULLS LAST, customer_id LIMIT "
            + TOP,
        (batch, i) ->
            table.row(
                number(batch, 0, i, "%,.0f", 1),
                number(batch, 1, i, "%,.0f", 1) + " and " + number(batch, 2, i, "%,.0f", 1),
                batch.texts(3)[i],
                batch.texts(4)[i]));
    return new Chapter(
        "The ten customers who will be worth most in the coming 52 weeks",
        Optional.of(table),
        List.of());
  }

  private interface Row {
    void take(Batch batch, int row);
  }

  private void each(String sql, Row taker) {
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          taker.take(rows.batch(), i);
        }
      }
    }
  }
}
