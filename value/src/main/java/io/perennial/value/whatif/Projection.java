// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.whatif;

import java.util.List;
import java.util.Locale;

/**
 * What becomes of purchases and value in a scenario, and what that rests on.
 *
 * @param scenario that was projected
 * @param settings how, in one line
 * @param grounds one a change, in their order
 * @param rows all customers first, then cohorts, groups, and customers to come, each where there is
 *     more than one; or one customer alone
 */
public record Projection(Scenario scenario, String settings, List<Ground> grounds, List<Row> rows) {

  /**
   * Some customers together.
   *
   * @param name of the cohort or group
   * @param customers how many are known
   * @param purchases in the horizon
   * @param value of these purchases at present, after margin and cost, in currency
   */
  public record Row(String name, int customers, Measure purchases, Measure value) {}

  public Projection {
    grounds = List.copyOf(grounds);
    rows = List.copyOf(rows);
  }

  /** The weakest label of all grounds; without a change, predictive. */
  public Label label() {
    return grounds.stream().map(Ground::label).reduce(Label::and).orElse(Label.PREDICTIVE);
  }

  /** All customers, or the one. */
  public Row total() {
    return rows.get(0);
  }

  /** The row of a name. */
  public Row row(String name) {
    return rows.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown row: "
                        + name
                        + " (there are "
                        + rows.stream().map(Row::name).toList()
                        + ")"));
  }

  /** Value by row, and what each change rests on, as Markdown. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(scenario.name()).append(" (").append(label()).append("), ").append(settings);
    text.append("\n\n| | customers | purchases | change | value | change | from | to |\n");
    text.append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Row row : rows) {
      Measure value = row.value();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.2f | %+.2f | %.2f | %+.2f | %+.2f | %+.2f |\n",
              row.name().replace("|", "\\|"),
              row.customers(),
              row.purchases().before(),
              row.purchases().difference() + 0.0,
              value.before(),
              value.difference() + 0.0,
              value.differenceInterval().lower() + 0.0,
              value.differenceInterval().upper() + 0.0));
    }
    for (Ground ground : grounds) {
      text.append("\n- ")
          .append(ground.change())
          .append(": ")
          .append(ground.label())
          .append(", ")
          .append(ground.why());
    }
    return text.append(grounds.isEmpty() ? "" : "\n").toString();
  }

  /** Scenarios beside each other, one a line, as Markdown: their totals. */
  public static String table(List<Projection> projections) {
    StringBuilder text = new StringBuilder();
    text.append("| scenario | value before | after | change | from | to | label |\n");
    text.append("|---|---:|---:|---:|---:|---:|---|\n");
    for (Projection projection : projections) {
      Measure value = projection.total().value();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %+.2f | %+.2f | %+.2f | %s |\n",
              projection.scenario().name().replace("|", "\\|"),
              value.before(),
              value.after(),
              value.difference() + 0.0,
              value.differenceInterval().lower() + 0.0,
              value.differenceInterval().upper() + 0.0,
              projection.label()));
    }
    return text.toString();
  }
}
