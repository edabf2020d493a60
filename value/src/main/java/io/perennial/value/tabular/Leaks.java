// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.math.random.RandomSource;
import io.perennial.value.evaluate.Ranking;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds columns that tell the label itself, as a «churn reason» that is only there for who has
 * left: by what a column alone foretells of rows that it was not counted on.
 */
final class Leaks {

  private static final int FOLDS = 5;
  private static final int PIECES = 32;
  private static final int FEWEST = 20;

  /** What a column that is known beforehand seldom reaches. */
  private static final double SUSPICIOUS = 0.9;

  /** With a word of the label in its own name, less is enough. */
  private static final double TELLING_IF_NAMED_ALIKE = 0.85;

  private final String labelName;
  private final double[] label;
  private final EncodingConfig config;
  private final double left;
  private final Folds folds;

  Leaks(String labelName, double[] label, EncodingConfig config) {
    this.labelName = labelName;
    this.label = label;
    this.config = config;
    this.left = Arrays.stream(label).sum();
    boolean enough = Math.min(left, label.length - left) >= FEWEST;
    this.folds =
        Folds.stratified(
            enough ? label : new double[] {0, 0, 1, 1},
            Folds.singly(enough ? label.length : 4),
            enough ? FOLDS : 2,
            RandomSource.seeded(1).derive("leaks").stream(0));
  }

  /** The report itself, or that the column tells the label. */
  ColumnReport look(ColumnReport report, ColumnLook look, double[][] values) {
    if (Math.min(left, label.length - left) < FEWEST) {
      return report;
    }
    double auc = auc(values);
    boolean alike = HeaderWords.share(labelName, report.name());
    if (auc >= config.tellingAuc() || (alike && auc >= TELLING_IF_NAMED_ALIKE)) {
      return new ColumnReport(
          report.name(),
          ColumnRole.TELLS_LABEL,
          String.format(
              Locale.ROOT,
              "alone it foretells %s with AUC %.3f%s: it is known only after the fact, or made from"
                  + " it",
              labelName,
              auc,
              alike ? " and is named like it" : ""));
    }
    return auc < SUSPICIOUS
        ? report
        : new ColumnReport(
            report.name(),
            report.role(),
            String.format(
                Locale.ROOT,
                "%s; alone it foretells %s with AUC %.3f, " + ColumnReport.DOUBT,
                report.reason(),
                labelName,
                auc));
  }

  private double auc(double[][] values) {
    int n = label.length;
    int[] code = new int[n];
    int codes = 1;
    for (double[] column : values) {
      double[] cuts = cuts(column);
      int width = cuts.length + 2;
      if ((long) codes * width > 4096) {
        break;
      }
      for (int i = 0; i < n; i++) {
        int place = 0;
        if (!Double.isNaN(column[i])) {
          int at = Arrays.binarySearch(cuts, column[i]);
          place = 1 + (at >= 0 ? at + 1 : -at - 1);
        }
        code[i] = code[i] * width + place;
      }
      codes *= width;
      codes = compact(code);
    }
    double[] yes = new double[codes * FOLDS];
    double[] all = new double[codes * FOLDS];
    for (int i = 0; i < n; i++) {
      int at = code[i] * FOLDS + folds.of(i);
      yes[at] += label[i];
      all[at]++;
    }
    double rate = left / n;
    double[] forecast = new double[n];
    for (int i = 0; i < n; i++) {
      double y = rate;
      double a = 1;
      for (int f = 0; f < FOLDS; f++) {
        boolean other = f != folds.of(i);
        y += other ? yes[code[i] * FOLDS + f] : 0;
        a += other ? all[code[i] * FOLDS + f] : 0;
      }
      forecast[i] = y / a;
    }
    return Ranking.aucActive(forecast, label).orElse(0.5);
  }

  /** Renumbers what occurs from 0 on; how many there are. */
  private static int compact(int[] code) {
    int[] occurring = Arrays.stream(code).sorted().distinct().toArray();
    for (int i = 0; i < code.length; i++) {
      code[i] = Arrays.binarySearch(occurring, code[i]);
    }
    return occurring.length;
  }

  private static double[] cuts(double[] column) {
    double[] sorted = Arrays.stream(column).filter(v -> !Double.isNaN(v)).sorted().toArray();
    double[] different = Arrays.stream(sorted).distinct().toArray();
    if (different.length <= PIECES) {
      return different;
    }
    double[] cuts = new double[PIECES - 1];
    for (int c = 0; c < cuts.length; c++) {
      cuts[c] = sorted[(int) ((c + 1L) * sorted.length / PIECES)];
    }
    return Arrays.stream(cuts).distinct().toArray();
  }
}
