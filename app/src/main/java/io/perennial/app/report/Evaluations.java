// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.report;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The table of evaluations in memory, as charts want it. It has some hundred rows. */
final class Evaluations {

  /** One row; {@code figure} is NaN where there is none. */
  record Figure(
      String cohort,
      String section,
      String series,
      long position,
      String label,
      double figure,
      String words) {}

  private final List<Figure> figures;

  private Evaluations(List<Figure> figures) {
    this.figures = figures;
  }

  /** Those of the view {@code evaluations}. */
  static Evaluations read(Engine engine) {
    List<Figure> figures = new ArrayList<>();
    try (Batches rows =
        engine.query(
            "SELECT cohort, section, series, position, label, figure, words FROM evaluations"
                + " ORDER BY section, cohort, position, series, label")) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int i = 0; i < batch.rows(); i++) {
          figures.add(
              new Figure(
                  batch.texts(0)[i],
                  batch.texts(1)[i],
                  batch.texts(2)[i],
                  batch.longs(3)[i],
                  batch.texts(4)[i],
                  batch.isNull(5, i) ? Double.NaN : batch.doubles(5)[i],
                  batch.isNull(6, i) ? "" : batch.texts(6)[i]));
        }
      }
    }
    return new Evaluations(figures);
  }

  /** The level of all intervals, within (0, 1). */
  double level() {
    return series("forecast", "level of intervals").stream()
        .findFirst()
        .map(Figure::figure)
        .orElse(0.9);
  }

  /** The rows of a section, by cohort and position. */
  List<Figure> section(String name) {
    return where(each -> each.section().equals(name));
  }

  /** The rows of a series of a section, by position. */
  List<Figure> series(String section, String series) {
    return where(each -> each.section().equals(section) && each.series().equals(series));
  }

  /** The rows of a section by series, in the order of their positions. */
  Map<String, List<Figure>> bySeries(String section) {
    Map<String, List<Figure>> by = new LinkedHashMap<>();
    section(section)
        .forEach(each -> by.computeIfAbsent(each.series(), s -> new ArrayList<>()).add(each));
    return by;
  }

  private List<Figure> where(Predicate<Figure> which) {
    return figures.stream().filter(which).toList();
  }
}
