// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.engineer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static final int CUSTOMERS = 2_000;
  private static final int NOISE = 100;

  /** Noise; then a signal, the same squared, one that moves with time, one that fades. */
  private static List<Sample> samples(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sample> samples = new ArrayList<>();
    for (int instant = 0; instant < 3; instant++) {
      double[][] values = new double[NOISE + 4][CUSTOMERS];
      boolean[] target = new boolean[CUSTOMERS];
      for (int i = 0; i < CUSTOMERS; i++) {
        double signal = random.nextDouble();
        target[i] = random.nextDouble() < 0.2 + 0.5 * signal;
        for (int f = 0; f < NOISE; f++) {
          values[f][i] = f % 3 == 0 ? random.nextInt(4) : random.nextDouble();
        }
        values[NOISE][i] = signal;
        values[NOISE + 1][i] = -signal * signal;
        values[NOISE + 2][i] = signal + instant;
        values[NOISE + 3][i] = instant == 0 ? signal : random.nextDouble();
      }
      samples.add(new Sample(Arrays.asList(values), target));
    }
    return samples;
  }

  @Test
  void a_signal_among_noise_is_found_once_and_no_noise_is() {
    for (long seed = 1; seed <= 5; seed++) {
      List<Selection.Chosen> chosen = Selection.usual(20, seed).of(samples(seed), 0);

      assertThat(chosen).as("seed %s", seed).hasSize(1);
      assertThat(chosen.get(0).feature()).isBetween(NOISE, NOISE + 1);
      assertThat(chosen.get(0).least()).isGreaterThan(0.2);
    }
  }

  @Test
  void what_is_there_already_is_not_suggested_again() {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : samples(3)) {
      // the signal once more, as a feature that is known
      List<double[]> values = new ArrayList<>(sample.values());
      values.add(sample.values().get(NOISE));
      samples.add(new Sample(values, sample.target()));
    }

    assertThat(Selection.usual(20, 3).of(samples, 1)).isEmpty();
  }

  @Test
  void the_same_seed_gives_the_same_and_a_target_without_meaning_nothing() {
    List<Sample> samples = samples(7);
    assertThat(Selection.usual(5, 9).of(samples, 0))
        .usingRecursiveComparison()
        .isEqualTo(Selection.usual(5, 9).of(samples, 0));

    List<Sample> meaningless = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(11);
    for (Sample sample : samples) {
      boolean[] target = new boolean[CUSTOMERS];
      for (int i = 0; i < CUSTOMERS; i++) {
        target[i] = random.nextBoolean();
      }
      meaningless.add(new Sample(sample.values(), target));
    }
    assertThat(Selection.usual(5, 9).of(meaningless, 0)).isEmpty();
  }
}
