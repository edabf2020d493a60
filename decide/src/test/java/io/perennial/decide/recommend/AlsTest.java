// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class AlsTest extends RecommenderContract {

  private static final double NEVER = Double.POSITIVE_INFINITY;

  @Override
  RecommenderTrainer trainer() {
    return new AlsTrainer(new AlsConfig(8, 5, 1, 10, 60, 1));
  }

  /**
   * AlternatingLeastSquares(4, regularization=1, alpha=10, iterations=50) of implicit 0.7.3, whose
   * alpha is one more than ours, comes to 437.3 to 438.2 from three seeds.
   */
  @Test
  void the_loss_is_that_of_implicit_0_7_3() {
    Interactions log = Logs.small().upTo(69);
    Factors model = (Factors) new AlsTrainer(new AlsConfig(4, 50, 1, 9, NEVER, 1)).train(log);

    double loss = 0;
    for (int item = 0; item < 30; item++) {
      loss += FactorSolver.dot(model.item(item), model.item(item));
    }
    for (int c = 0; c < 40; c++) {
      History history = log.history(c);
      double[] customer = model.customer(history);
      loss += history.size() == 0 ? 0 : FactorSolver.dot(customer, customer);
      for (int item = 0; item < 30; item++) {
        double said = FactorSolver.dot(customer, model.item(item));
        double wanted = history.bought(item) ? 1 : 0;
        loss += (1 + 9 * wanted) * (wanted - said) * (wanted - said);
      }
    }

    assertThat(loss).isBetween(436.5, 440.0);
  }

  @Test
  void conjugate_gradients_end_at_the_solution_of_the_normal_equations() {
    AlsConfig config = new AlsConfig(3, 1, 0.5, 2, NEVER, 1);
    double[][] items = {{1, 0, 2}, {0, 1, 1}, {2, 1, 0}, {1, 1, 1}};
    int[] column = {0, 2};
    float[] weight = {1, 0.5f};
    double[] x = new double[3];

    new FactorSolver(config, items).improve(x, 10, column, weight, 0, 2);

    for (int i = 0; i < 3; i++) {
      double left = 0.5 * x[i];
      double right = 0;
      for (int item = 0; item < 4; item++) {
        double c = item == 0 ? 3 : item == 2 ? 2 : 1;
        left += c * items[item][i] * FactorSolver.dot(items[item], x);
        right += item == 0 || item == 2 ? c * items[item][i] : 0;
      }
      assertThat(left).isEqualTo(right, offset(1e-9));
    }
  }

  @Test
  void it_tells_the_items_of_a_taste_from_others() {
    Interactions log = Logs.tastes(200, 40, 4);
    Recommender model = trainer().train(log);
    History history = History.of(364, new int[] {1, 5, 9}, new long[] {360, 361, 364});

    double[] scores = scores(model, history);

    assertThat(scores[13]).isGreaterThan(Math.max(scores[12], scores[14]));
    assertThat(scores(model, History.none(364))).containsOnly(0);
    assertThat(model.why(history, 13)).isInstanceOf(Reason.FitsWith.class);
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new AlsConfig(0, 1, 1, 1, 1, 1))
        .hasMessage("Invalid factors: 0 (must be within [1, 1000])");
    assertThatThrownBy(() -> new AlsConfig(1, 1, 1, Double.NaN, 1, 1))
        .hasMessage("Invalid confidence: NaN (must be > 0 and at most 1e12)");
  }
}
