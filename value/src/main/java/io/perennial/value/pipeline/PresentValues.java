// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.math.parallel.Chunks;
import io.perennial.value.Fitted;
import io.perennial.value.GroupedHistories;
import io.perennial.value.answer.Answer;
import io.perennial.value.answer.AnswerConfig;
import io.perennial.value.answer.CohortModel;
import io.perennial.value.answer.CustomerAnswers;
import io.perennial.value.economics.GroupValues;
import io.perennial.value.forecast.Futures;
import io.perennial.value.forecast.SimulationConfig;
import io.perennial.value.forecast.SpendFutures;
import io.perennial.value.gammagamma.GammaGammaModel;
import io.perennial.value.history.Observed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the customers of groups will bring together, in each of some possible futures: those of the
 * answer's models over the forecast's weeks, each stretched to the customer's whole life. Their
 * mean is that of the answer.
 */
final class PresentValues {

  private static final long DRAWS = 20_000_000;
  private static final int MOST_DRAWS = 200;
  private static final int LEAST_DRAWS = 50;
  private static final int PARAMETERS = 20;
  private static final int PIECES = 64;
  private static final int LEAST_PIECE = 256;

  private final Answer answer;
  private final AnswerConfig config;
  private final int draws;

  PresentValues(Answer answer, AnswerConfig config) {
    this.answer = answer;
    this.config = config;
    int n = answer.customers().size();
    draws = (int) Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, DRAWS / Math.max(1, n)));
  }

  /** Futures that are drawn of each. */
  int draws() {
    return draws;
  }

  /** All that a customer will bring, at present value; not a number where that cannot be told. */
  double now(int i) {
    return answer.customers().lifetimeValue(i);
  }

  /** The same at present value as of the first purchase. */
  double atFirst(int i) {
    return now(i) * discount(i);
  }

  private double discount(int i) {
    return Math.exp(-config.weeklyRate() * answer.observed().history(i).ageWeeks());
  }

  /**
   * The groups of a dimension in the futures.
   *
   * @param now at present value as of now
   * @param atFirst as of the first purchases
   */
  record Totals(GroupValues now, GroupValues atFirst) {}

  /** Those of each dimension; each future is drawn once. Spend must have a model. */
  List<Totals> of(List<Dimension> dimensions, Fitted<GammaGammaModel> spend) {
    int[] starts = new int[dimensions.size() + 1];
    for (int k = 0; k < dimensions.size(); k++) {
      starts[k + 1] = starts[k] + dimensions.get(k).groups().size();
    }
    int width = 2 * starts[dimensions.size()] * draws;
    double[] sums = new double[width];
    for (int c = 0; c < answer.cohorts().size(); c++) {
      double[] part = cohort(c, dimensions, starts, spend);
      for (int j = 0; j < width; j++) {
        sums[j] += part[j];
      }
    }
    List<Totals> totals = new ArrayList<>();
    for (int k = 0; k < dimensions.size(); k++) {
      totals.add(totals(dimensions.get(k), starts[k], sums));
    }
    return totals;
  }

  private double[] cohort(
      int c, List<Dimension> dimensions, int[] starts, Fitted<GammaGammaModel> spend) {
    CustomerAnswers answers = answer.customers();
    int[] rows = IntStream.range(0, answers.size()).filter(i -> answers.cohort(i) == c).toArray();
    Observed own = answer.observed().only(rows);
    GroupedHistories histories = own.histories();
    CohortModel model = answer.cohorts().get(c);
    SpendFutures worth =
        SpendFutures.of(
                Futures.of(
                    new Fitted<>(model.fitted(), model.certificate()),
                    histories,
                    new SimulationConfig(
                        config.forecastWeeks(), draws, PARAMETERS, config.seed() + c)),
                spend,
                own.repeats(),
                own.meanSpend())
            .atPresentValue(config.weeklyRate(), config.margin());
    return Chunks.sum(
        rows.length,
        Math.max(LEAST_PIECE, (rows.length - 1) / PIECES + 1),
        2 * starts[dimensions.size()] * draws,
        (sum, from, to) -> {
          for (int r = from; r < to; r++) {
            int i = rows[r];
            double life = answers.value(i) > 0 ? answers.lifetimeValue(i) / answers.value(i) : 0;
            double discount = discount(i);
            double[] drawn = worth.spend(r);
            for (int k = 0; k < dimensions.size(); k++) {
              int at = 2 * (starts[k] + dimensions.get(k).groupOf(i)) * draws;
              for (int d = 0; d < draws; d++) {
                sum[at + d] += life * drawn[d];
                sum[at + draws + d] += life * discount * drawn[d];
              }
            }
          }
        });
  }

  private Totals totals(Dimension dimension, int start, double[] sums) {
    int groups = dimension.groups().size();
    int[] customers = new int[groups];
    double[] meansNow = new double[groups];
    double[] meansAtFirst = new double[groups];
    for (int i = 0; i < answer.customers().size(); i++) {
      int g = dimension.groupOf(i);
      customers[g]++;
      meansNow[g] += now(i);
      meansAtFirst[g] += atFirst(i);
    }
    double[][] now = new double[groups][];
    double[][] atFirst = new double[groups][];
    for (int g = 0; g < groups; g++) {
      int at = 2 * (start + g) * draws;
      now[g] = around(meansNow[g], Arrays.copyOfRange(sums, at, at + draws));
      atFirst[g] = around(meansAtFirst[g], Arrays.copyOfRange(sums, at + draws, at + 2 * draws));
    }
    return new Totals(
        GroupValues.of(dimension.groups(), customers, now),
        GroupValues.of(dimension.groups(), customers, atFirst));
  }

  /** The draws around the mean that is known exactly. */
  private static double[] around(double mean, double[] drawn) {
    double drawnMean = Arrays.stream(drawn).sum() / drawn.length;
    double factor = drawnMean > 0 ? mean / drawnMean : 0;
    return drawnMean > 0
        ? Arrays.stream(drawn).map(total -> factor * total).toArray()
        : Arrays.stream(drawn).map(total -> mean).toArray();
  }
}
