// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain.card;

import java.util.List;
import java.util.Locale;

/** A model card as Markdown. */
final class CardText {

  private final StringBuilder text = new StringBuilder();

  private CardText() {}

  static String of(ModelCard card) {
    CardText text = new CardText();
    text.paragraph("# " + card.model() + ", forecasting " + target(card));
    text.paragraph(card.summary());
    text.list("Intended use", card.intendedUse());
    text.list("Limits", card.limits());
    text.heading("Data");
    text.paragraph(
        card.data().customers()
            + " customers, as of "
            + String.join(", ", card.data().asOf())
            + ", "
            + number(card.data().horizonWeeks())
            + " weeks ahead.");
    text.features(card.features());
    text.heading("Settings");
    text.paragraph(card.settings() + ", seed " + card.seed());
    text.evidence(card.evidence());
    return text.text.toString();
  }

  private static String target(ModelCard card) {
    return card.target().name().toLowerCase(Locale.ROOT) + " in " + card.unit();
  }

  private void features(List<ModelCard.Feature> features) {
    if (features.isEmpty()) {
      paragraph("It reads the purchase history alone.");
      return;
    }
    table("feature | class | known", "---|---|---:");
    for (ModelCard.Feature feature : features) {
      row(feature.name(), feature.kind(), percent(feature.known()));
    }
    line("");
  }

  private void evidence(Evidence evidence) {
    heading("Scores on " + evidence.customers() + " customers held out");
    table("score | value | 90 % interval | better", "---|---:|---:|---");
    for (Evidence.Score score : evidence.scores()) {
      row(
          score.name(),
          number(score.value()),
          number(score.lower()) + " to " + number(score.upper()),
          score.better());
    }
    line("");
    heading("Calibration");
    table("customers | forecast | actual | standard error", "---:|---:|---:|---:");
    for (Evidence.Bin bin : evidence.calibration()) {
      row(
          Integer.toString(bin.customers()),
          number(bin.forecast()),
          number(bin.actual()),
          number(bin.standardError()));
    }
    line("");
    heading("Cohorts");
    table(
        "cohort | customers | CRPS | forecast | 90 % interval | actual | weakness",
        "---|---:|---:|---:|---:|---:|---");
    for (Evidence.Group group : evidence.cohorts()) {
      row(
          group.name(),
          Integer.toString(group.customers()),
          number(group.score()),
          number(group.forecast()),
          number(group.lower()) + " to " + number(group.upper()),
          number(group.actual()),
          group.finding());
    }
    line("");
    heading("When to look again");
    table("what | limit | why", "---|---:|---");
    for (Evidence.Limit limit : evidence.drift()) {
      row(limit.what(), number(limit.limit()), limit.why());
    }
  }

  private void list(String heading, List<String> items) {
    heading(heading);
    for (String item : items) {
      line("- " + item);
    }
    line("");
  }

  private void heading(String words) {
    line("## " + words);
    line("");
  }

  private void paragraph(String words) {
    line(words);
    line("");
  }

  private void table(String heads, String rule) {
    line("| " + heads + " |");
    line("|" + rule + "|");
  }

  private void row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    line(row.toString());
  }

  private void line(String words) {
    text.append(words).append('\n');
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
