// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EaseTest extends RecommenderContract {

  private static final double NEVER = Double.POSITIVE_INFINITY;

  @Override
  RecommenderTrainer trainer() {
    return new EaseTrainer(EaseConfig.defaults());
  }

  /** X B with P = inverse(X'X + 5), B = -P / diag(P): numpy 2.4 in double precision. */
  @Test
  void scores_are_those_of_the_closed_form_in_numpy() {
    Interactions log = Logs.small().upTo(69);
    Recommender model = new EaseTrainer(new EaseConfig(5, 30, NEVER, NEVER, 1_000)).train(log);

    double[] first = scores(model, log.history(0));
    double[] eighth = scores(model, log.history(7));

    double[] expectedFirst = {
      0.24652767251632696, 0.1888404386287666, 0.2641851736534341, 0.3019626491428582
    };
    double[] expectedEighth = {
      0.5692888317360234, 0.05238176584698379, 0.12023451140855923, 0.21932320235914887
    };
    for (int k = 0; k < 4; k++) {
      assertThat(first[k]).isEqualTo(expectedFirst[k], offset(2e-6));
      assertThat(eighth[20 + k]).isEqualTo(expectedEighth[k], offset(2e-6));
    }
  }

  @Test
  void items_beyond_the_most_bought_are_never_recommended() {
    Interactions log = Logs.small();
    Recommender model = new EaseTrainer(new EaseConfig(5, 8, NEVER, NEVER, 1_000)).train(log);

    double[] scores = scores(model, log.history(0));

    assertThat(Arrays.stream(scores).filter(score -> score != 0).count()).isLessThanOrEqualTo(8);
  }

  @Test
  void it_tells_the_items_of_a_taste_from_others() {
    Interactions log = Logs.tastes(300, 40, 4);
    Recommender model = new EaseTrainer(EaseConfig.defaults()).train(log);
    History history = History.of(364, new int[] {1, 5, 9}, new long[] {360, 361, 364});

    double[] scores = scores(model, history);

    assertThat(scores[13]).isGreaterThan(Math.max(scores[12], scores[14]));
    assertThat(model.why(history, 13)).isInstanceOf(Reason.FitsWith.class);
    assertThat(model.why(history, 13).words(i -> "mug " + i))
        .matches("goes with mug [159], bought before");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 200})
  void an_inverse_times_its_matrix_is_one(int n) {
    RandomStream random = RandomSource.seeded(3).stream(n);
    float[][] a = new float[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        a[i][j] = (float) random.nextDouble();
        a[j][i] = a[i][j];
      }
      a[i][i] = n;
    }
    float[][] inverse = new float[n][];
    for (int i = 0; i < n; i++) {
      inverse[i] = a[i].clone();
    }

    SymmetricInverse.invert(inverse);

    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += (double) a[i][k] * inverse[k][j];
        }
        assertThat(sum).isEqualTo(i == j ? 1 : 0, offset(1e-5));
      }
    }
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new EaseConfig(0, 10, 1, 1, 1))
        .hasMessage("Invalid regularisation: 0.0 (must be > 0 and at most 1e12)");
    assertThatThrownBy(() -> new EaseConfig(1, 30_000, 1, 1, 1))
        .hasMessage("Invalid most items: 30000 (must be within [1, 20000])");
  }
}
