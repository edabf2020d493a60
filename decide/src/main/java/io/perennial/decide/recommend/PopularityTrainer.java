// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

/**
 * What most customers buy now, the same for everybody: the baseline, and the answer for those of
 * whom nothing is known. Each customer counts once a day and item, by the age of the purchase. One
 * pass over the rows.
 */
public final class PopularityTrainer implements RecommenderTrainer {

  private final PopularityConfig config;

  public PopularityTrainer(PopularityConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public Recommender train(Interactions log) {
    Decay decay = new Decay(config.halfLifeDays());
    double[] scores = new double[log.items()];
    int[] buyers = new int[log.items()];
    int[] latest = new int[log.items()];
    for (int c = 0; c < log.customers(); c++) {
      for (int row = log.start(c); row < log.start(c + 1); row++) {
        int item = log.item(row);
        long age = log.end() - log.day(row);
        if (age < config.windowDays()) {
          scores[item] += decay.at(age);
          if (latest[item] != c + 1) {
            latest[item] = c + 1;
            buyers[item]++;
          }
        }
      }
    }
    return new Model(scores, buyers, days(log));
  }

  /** The days that the counts are of: the window, or what there is of it. */
  private int days(Interactions log) {
    long first = log.end();
    for (int c = 0; c < log.customers(); c++) {
      if (log.start(c) < log.start(c + 1)) {
        first = Math.min(first, log.day(log.start(c)));
      }
    }
    return (int) Math.min(config.windowDays(), log.end() - first + 1);
  }

  private static final class Model implements Recommender {
    private final double[] scores;
    private final int[] buyers;
    private final int days;

    Model(double[] scores, int[] buyers, int days) {
      this.scores = scores;
      this.buyers = buyers;
      this.days = days;
    }

    @Override
    public int items() {
      return scores.length;
    }

    @Override
    public void score(History history, double[] into) {
      System.arraycopy(scores, 0, into, 0, scores.length);
    }

    @Override
    public boolean isPersonal() {
      return false;
    }

    @Override
    public Reason why(History history, int item) {
      return buyers[item] == 0 ? new Reason.Unknown() : new Reason.Popular(buyers[item], days);
    }
  }
}
