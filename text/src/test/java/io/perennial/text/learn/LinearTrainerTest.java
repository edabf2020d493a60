// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.text.clean.Tokens;
import io.perennial.text.embed.HashedGrams;
import io.perennial.text.embed.TextVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LinearTrainerTest {

  private static final LinearTrainer TRAINER = new LinearTrainer(LearnConfig.defaults());

  private static List<Example> examples(long seed, int count) {
    return Simulated.examples(new RandomSource(seed).stream(0), count, 0, 2, 0);
  }

  @Nested
  class Learning_from_nothing {

    @Test
    void finds_the_classes() {
      LinearModel model = TRAINER.train(3, examples(1, 200));

      assertThat(Simulated.accuracy(model, examples(2, 300))).isGreaterThan(0.9);
      assertThat(DoubleStream.of(model.probabilities(examples(3, 1).get(0).vector())).sum())
          .isCloseTo(1, within(1e-12));
    }

    @Test
    void gives_the_same_model_for_the_same_examples() {
      byte[] once = ModelBytes.exact(TRAINER.train(3, examples(1, 80)));
      byte[] again = ModelBytes.exact(TRAINER.train(3, examples(1, 80)));

      assertThat(once).isEqualTo(again);
    }

    @Test
    void does_not_depend_on_the_order_of_the_examples() {
      List<Example> turned = new ArrayList<>(examples(1, 200));
      Collections.reverse(turned);
      LinearModel one = TRAINER.update(LinearTrainer.blank(3, 2), examples(1, 200));
      LinearModel other = TRAINER.update(LinearTrainer.blank(3, 2), turned);

      for (Example example : examples(2, 50)) {
        assertThat(other.probabilities(example.vector()))
            .containsExactly(one.probabilities(example.vector()), within(0.01));
      }
    }

    /** Softmax regression of two numbers by ten thousand plain steps downhill. */
    @Test
    void is_where_plain_descent_ends() {
      List<Example> examples = new ArrayList<>();
      RandomStream random = new RandomSource(4).stream(0);
      for (int i = 0; i < 60; i++) {
        float[] dense = {(float) random.nextDouble() * 2 - 1, (float) random.nextDouble() * 2 - 1};
        int label = dense[0] + 0.3 * random.nextDouble() > 0.2 ? 1 : dense[1] > 0 ? 0 : 2;
        examples.add(Example.of(new TextVector(dense, HashedGrams.of(Tokens.of(""))), label));
      }
      double[][] weights = new double[3][3];
      for (int step = 0; step < 10_000; step++) {
        double[][] slope = new double[3][3];
        for (Example example : examples) {
          double[] p = plain(weights, example.vector().dense());
          for (int k = 0; k < 3; k++) {
            double says = p[k] - (k == example.label() ? 1 : 0);
            slope[k][0] += says;
            slope[k][1] += says * example.vector().dense()[0];
            slope[k][2] += says * example.vector().dense()[1];
          }
        }
        for (int k = 0; k < 3; k++) {
          for (int j = 0; j < 3; j++) {
            double pull = j == 0 ? 1e-3 : LearnConfig.defaults().densePull();
            weights[k][j] -= 0.02 * (slope[k][j] + pull * weights[k][j]);
          }
        }
      }

      LinearModel model = TRAINER.update(LinearTrainer.blank(3, 2), examples);

      for (Example example : examples) {
        assertThat(model.probabilities(example.vector()))
            .containsExactly(plain(weights, example.vector().dense()), within(0.005));
      }
    }

    private double[] plain(double[][] weights, float[] dense) {
      double[] p = new double[3];
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        p[k] = Math.exp(weights[k][0] + weights[k][1] * dense[0] + weights[k][2] * dense[1]);
        sum += p[k];
      }
      for (int k = 0; k < 3; k++) {
        p[k] /= sum;
      }
      return p;
    }

    @Test
    void is_as_sure_as_it_is_right_where_a_fifth_of_the_labels_is_wrong() {
      LinearModel model =
          TRAINER.train(3, Simulated.examples(new RandomSource(5).stream(0), 500, 0, 2, 0.3));
      List<Example> held = Simulated.examples(new RandomSource(6).stream(0), 900, 0, 2, 0.3);

      double sure =
          held.stream()
              .mapToDouble(
                  example ->
                      DoubleStream.of(model.probabilities(example.vector())).max().orElseThrow())
              .average()
              .orElseThrow();

      assertThat(sure).isCloseTo(Simulated.accuracy(model, held), within(0.05));
    }

    @Test
    void needs_examples_of_known_classes() {
      assertThatThrownBy(() -> TRAINER.train(2, List.of()))
          .hasMessage("Cannot train a model: there are no examples");
      assertThatThrownBy(() -> TRAINER.train(2, examples(1, 50)))
          .hasMessage("Invalid label: 2 (must be below 2)");
    }
  }

  @Nested
  class Learning_on {

    @Test
    void ten_batches_come_within_a_point_of_learning_all_at_once() {
      List<Example> held = Simulated.examples(new RandomSource(8).stream(0), 2_000, 0, 2, 0.1);
      List<Example> all = Simulated.examples(new RandomSource(7).stream(0), 1_000, 0, 2, 0.1);
      LinearModel model = LinearTrainer.blank(3, 2);
      for (int batch = 0; batch < 10; batch++) {
        model = TRAINER.update(model, all.subList(100 * batch, 100 * batch + 100));
      }

      LinearModel atOnce = TRAINER.update(LinearTrainer.blank(3, 2), all);

      assertThat(Simulated.accuracy(model, held))
          .isGreaterThan(Simulated.accuracy(atOnce, held) - 0.01);
    }

    @Test
    void old_classes_are_not_forgotten_when_only_new_ones_come() {
      RandomStream random = new RandomSource(9).stream(0);
      List<Example> old = Simulated.examples(random, 600, 0, 1, 0);
      List<Example> heldOld = Simulated.examples(random, 600, 0, 1, 0);
      List<Example> heldNew = Simulated.examples(random, 300, 2, 2, 0);
      LinearModel model = TRAINER.update(LinearTrainer.blank(3, 2), old);
      double before = Simulated.accuracy(model, heldOld);

      for (int batch = 0; batch < 10; batch++) {
        model = TRAINER.update(model, Simulated.examples(random, 40, 2, 2, 0), old.subList(0, 40));
      }

      assertThat(Simulated.accuracy(model, heldNew)).isGreaterThan(0.85);
      assertThat(Simulated.accuracy(model, heldOld)).isGreaterThan(before - 0.03);
    }

    @Test
    void a_batch_of_one_class_does_not_tilt_the_model() {
      RandomStream random = new RandomSource(10).stream(0);
      List<Example> held = Simulated.examples(random, 900, 0, 2, 0);
      LinearModel model =
          TRAINER.update(LinearTrainer.blank(3, 2), Simulated.examples(random, 600, 0, 2, 0));
      double before = Simulated.accuracy(model, held);

      for (int batch = 0; batch < 5; batch++) {
        model = TRAINER.update(model, Simulated.examples(random, 60, 0, 0, 0));
      }

      assertThat(Simulated.accuracy(model, held)).isGreaterThan(before - 0.05);
    }

    @Test
    void what_no_example_touches_hardly_moves() {
      LinearModel model = TRAINER.update(LinearTrainer.blank(3, 2), examples(1, 100));
      TextVector other = new TextVector(new float[2], HashedGrams.of(Tokens.of("own0x1 own0x2")));
      TextVector batch = new TextVector(new float[2], HashedGrams.of(Tokens.of("zebra quagga")));

      LinearModel after = TRAINER.update(model, List.of(Example.of(batch, 1)));

      double[] difference = after.scores(other);
      double[] before = model.scores(other);
      double[] biases = after.scores(new TextVector(new float[2], HashedGrams.of(List.of())));
      double[] biasesBefore = model.scores(new TextVector(new float[2], HashedGrams.of(List.of())));
      for (int k = 0; k < 3; k++) {
        assertThat(difference[k] - biases[k]).isCloseTo(before[k] - biasesBefore[k], within(0.1));
      }
    }
  }

  @Nested
  class As_bytes {

    @Test
    void a_model_comes_back_exactly_and_learns_on_the_same() throws IOException {
      LinearModel model = TRAINER.train(3, examples(1, 80));
      LinearModel back = ModelBytes.read(new ByteArrayInputStream(ModelBytes.exact(model)));

      assertThat(ModelBytes.exact(TRAINER.update(back, examples(2, 50))))
          .isEqualTo(ModelBytes.exact(TRAINER.update(model, examples(2, 50))));
    }

    @Test
    void a_small_model_says_nearly_the_same() throws IOException {
      LinearModel model = TRAINER.train(3, examples(1, 150));
      byte[] small = ModelBytes.small(model);
      LinearModel back = ModelBytes.read(new ByteArrayInputStream(small));

      assertThat(small.length).isLessThan(ModelBytes.exact(model).length / 2);
      for (Example example : examples(2, 50)) {
        assertThat(back.probabilities(example.vector()))
            .containsExactly(model.probabilities(example.vector()), within(0.02));
      }
    }

    @Test
    void other_bytes_are_refused() {
      assertThatThrownBy(() -> ModelBytes.read(new ByteArrayInputStream(new byte[] {1, 2, 3})))
          .isInstanceOf(IOException.class);
    }
  }
}
