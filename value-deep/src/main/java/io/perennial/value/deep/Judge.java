// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.parallel.Chunks;
import io.perennial.value.deep.net.Head;
import io.perennial.value.deep.net.Net;
import java.util.List;
import java.util.Locale;

/**
 * How far the networks are to be believed: their corrections are multiplied by the share, of 0,
 * 1/4, 1/2, 3/4 and 1, that the customers held out for stopping like best; then it is told how
 * customers that nothing was learnt from like it.
 *
 * @param share of the corrections that is kept, in [0, 1]
 * @param score mean log score on the judging customers
 * @param anchor that of the anchor alone
 * @param judged how many those are
 */
record Judge(double share, double score, double anchor, int judged) {

  private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};

  static Judge of(Lesson lesson, List<Net> nets) {
    double[] held = scores(lesson, nets, lesson.stop);
    int best = 0;
    for (int k = 1; k < SHARES.length; k++) {
      best = held[k] > held[best] ? k : best;
    }
    double[] judged = scores(lesson, nets, lesson.judge);
    return new Judge(SHARES[best], judged[best], judged[0], lesson.judge.length);
  }

  private static double[] scores(Lesson lesson, List<Net> nets, int[] rows) {
    double[] sums =
        Chunks.sum(
            rows.length,
            256,
            SHARES.length,
            (s, from, to) -> {
              for (int k = from; k < to; k++) {
                addScores(s, lesson, nets, rows[k]);
              }
            });
    for (int k = 0; k < sums.length; k++) {
      sums[k] /= Math.max(1, rows.length);
    }
    return sums;
  }

  private static void addScores(double[] sums, Lesson lesson, List<Net> nets, int row) {
    Head head = lesson.head;
    float[] anchor = lesson.examples.anchor(row);
    float[][] outputs =
        nets.stream()
            .map(net -> DeepModel.outputs(net, lesson.examples, row))
            .toArray(float[][]::new);
    for (int k = 0; k < SHARES.length; k++) {
      double[] scores = new double[nets.size()];
      double most = Double.NEGATIVE_INFINITY;
      for (int m = 0; m < scores.length; m++) {
        scores[m] =
            head.logScore(head.at(outputs[m], 0, SHARES[k], anchor, 0), lesson.outcomes[row]);
        most = Math.max(most, scores[m]);
      }
      double sum = 0;
      for (double score : scores) {
        sum += Math.exp(score - most);
      }
      sums[k] += most + Math.log(sum / scores.length);
    }
  }

  String sentence() {
    return String.format(
        Locale.ROOT,
        "Of their corrections of Pareto/NBD %.0f %% are kept; on %,d cases of customers never"
            + " learnt from the log score is %.4f, that of Pareto/NBD on their level %.4f.",
        100 * share,
        judged,
        score,
        anchor);
  }
}
