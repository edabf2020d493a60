// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain.card;

import java.util.List;
import java.util.Locale;

/** A model card as Markdown. */
final class CardText {

  private CardText() {}

  static String of(ModelCard card) {
    CardPage page = new CardPage(card.model() + ", forecasting " + target(card));
    page.paragraph(card.summary());
    page.heading("Intended use");
    page.list(card.intendedUse());
    page.heading("Limits");
    page.list(card.limits());
    page.heading("Data");
    page.paragraph(
        card.data().customers()
            + " customers, as of "
            + String.join(", ", card.data().asOf())
            + ", "
            + number(card.data().horizonWeeks())
            + " weeks ahead.");
    features(page, card.features());
    page.heading("Settings");
    page.paragraph(card.settings() + ", seed " + card.seed());
    evidence(page, card.evidence());
    return page.toString();
  }

  private static String target(ModelCard card) {
    String target = card.target().name().toLowerCase(Locale.ROOT);
    return target.equals(card.unit()) ? target : target + " in " + card.unit();
  }

  private static void features(CardPage page, List<ModelCard.Feature> features) {
    if (features.isEmpty()) {
      page.paragraph("It reads the purchase history alone.");
      return;
    }
    page.table("feature | class | known", "---|---|---:");
    for (ModelCard.Feature feature : features) {
      page.row(feature.name(), feature.kind(), percent(feature.known()));
    }
    page.end();
  }

  private static void evidence(CardPage page, Evidence evidence) {
    page.heading("Scores on " + evidence.customers() + " customers held out");
    page.table("score | value | 90 % interval | better", "---|---:|---:|---");
    for (Evidence.Score score : evidence.scores()) {
      page.row(
          score.name(),
          number(score.value()),
          number(score.lower()) + " to " + number(score.upper()),
          score.better());
    }
    page.end();
    page.heading("Calibration");
    page.table("customers | forecast | actual | standard error", "---:|---:|---:|---:");
    for (Evidence.Bin bin : evidence.calibration()) {
      page.row(
          Integer.toString(bin.customers()),
          number(bin.forecast()),
          number(bin.actual()),
          number(bin.standardError()));
    }
    page.end();
    page.heading("Cohorts");
    page.table(
        "cohort | customers | CRPS | forecast | 90 % interval | actual | weakness",
        "---|---:|---:|---:|---:|---:|---");
    for (Evidence.Group group : evidence.cohorts()) {
      page.row(
          group.name(),
          Integer.toString(group.customers()),
          number(group.score()),
          number(group.forecast()),
          number(group.lower()) + " to " + number(group.upper()),
          number(group.actual()),
          group.finding());
    }
    page.end();
    page.heading("When to look again");
    page.table("what | limit | why", "---|---:|---");
    for (Evidence.Limit limit : evidence.drift()) {
      page.row(limit.what(), number(limit.limit()), limit.why());
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Four digits; whole numbers as they are. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
