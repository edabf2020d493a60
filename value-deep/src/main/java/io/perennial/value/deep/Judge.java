// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.deep;

import io.perennial.math.parallel.Chunks;
import io.perennial.value.deep.net.Head;
import io.perennial.value.deep.net.Net;
import java.util.List;
import java.util.Locale;

/**
 * How far the networks are to be believed: their corrections are multiplied by the share, of 0,
 * 1/4, 1/2, 3/4 and 1, that the customers held out for stopping like best, and by 0 if that is not
 * better by more than its standard error; then it is told how customers that nothing was learnt
 * from like it.
 *
 * @param share of the corrections that is kept, in [0, 1]
 * @param score mean log score on the judging customers
 * @param anchor that of the anchor alone
 * @param judged how many those are
 */
record Judge(double share, double score, double anchor, int judged) {

  private static final double[] SHARES = {0, 0.25, 0.5, 0.75, 1};

  static Judge of(Lesson lesson, List<Net> nets) {
    int n = lesson.stop.length;
    double[] held = scores(lesson, nets, lesson.stop);
    int best = 0;
    for (int k = 1; k < SHARES.length; k++) {
      best = held[k] > held[best] ? k : best;
    }
    double gain = held[best] - held[0];
    double error =
        Math.sqrt(Math.max(0, held[SHARES.length + best] - gain * gain) / Math.max(1, n));
    if (gain <= error) {
      best = 0; // what is first stays, unless another is better by more than chance
    }
    double[] judged = scores(lesson, nets, lesson.judge);
    return new Judge(SHARES[best], judged[best], judged[0], lesson.judge.length);
  }

  /** Mean score by share, then mean squared difference to that of share 0; double[2 * shares]. */
  private static double[] scores(Lesson lesson, List<Net> nets, int[] rows) {
    double[] sums =
        Chunks.sum(
            rows.length,
            256,
            2 * SHARES.length,
            (s, from, to) -> {
              for (int i = from; i < to; i++) {
                double[] scores = scores(lesson, nets, rows[i]);
                for (int k = 0; k < scores.length; k++) {
                  double difference = scores[k] - scores[0];
                  s[k] += scores[k];
                  s[SHARES.length + k] += difference * difference;
                }
              }
            });
    for (int k = 0; k < sums.length; k++) {
      sums[k] /= Math.max(1, rows.length);
    }
    return sums;
  }

  /** Of one case, by share. */
  private static double[] scores(Lesson lesson, List<Net> nets, int row) {
    double[] byShare = new double[SHARES.length];
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
      byShare[k] = most + Math.log(sum / scores.length);
    }
    return byShare;
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
