// SPDX-License-Identifier: Apache-2.0
package io.perennial.math.fourier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTransformTest {

  private static final int BATCH = 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 20, 25, 27, 30, 36, 60, 64, 90, 120})
  void agrees_with_the_sum_written_out(int length) {
    Series series = random(length);
    double[] re = series.re().clone();
    double[] im = series.im().clone();

    new FourierTransform(length).forward(series);

    for (int b = 0; b < BATCH; b++) {
      for (int m = 0; m < length; m++) {
        double sumRe = 0;
        double sumIm = 0;
        for (int k = 0; k < length; k++) {
          double angle = -2 * Math.PI * ((long) k * m % length) / length;
          double c = Math.cos(angle);
          double s = Math.sin(angle);
          sumRe += re[k * BATCH + b] * c - im[k * BATCH + b] * s;
          sumIm += re[k * BATCH + b] * s + im[k * BATCH + b] * c;
        }
        assertThat(series.re()[m * BATCH + b]).as("wave %d", m).isCloseTo(sumRe, within(1e-12));
        assertThat(series.im()[m * BATCH + b]).as("wave %d", m).isCloseTo(sumIm, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 45, 128, 500, 972})
  void there_and_back_multiplies_by_the_length(int length) {
    Series series = random(length);
    double[] re = series.re().clone();
    double[] im = series.im().clone();
    FourierTransform transform = new FourierTransform(length);

    transform.forward(series);
    transform.backward(series);

    for (int i = 0; i < re.length; i++) {
      assertThat(series.re()[i] / length).isCloseTo(re[i], within(1e-14 * 10));
      assertThat(series.im()[i] / length).isCloseTo(im[i], within(1e-14 * 10));
    }
  }

  @Test
  void a_length_is_even_and_a_product_of_two_three_and_five() {
    assertThat(FourierTransform.lengthAtLeast(0)).isEqualTo(2);
    assertThat(FourierTransform.lengthAtLeast(7)).isEqualTo(8);
    assertThat(FourierTransform.lengthAtLeast(97)).isEqualTo(100);
    assertThat(FourierTransform.lengthAtLeast(961)).isEqualTo(972);
    assertThatThrownBy(() -> new FourierTransform(14))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid length: 14 (must be a product of 2, 3 and 5)");
    assertThatThrownBy(() -> new FourierTransform(8).forward(new Series(9, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid series: length 9 (must be 8)");
    assertThatThrownBy(() -> new Series(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid series: 1 of length 0 (must be >= 1 of >= 1)");
  }

  private static Series random(int length) {
    Series series = new Series(length, BATCH);
    RandomStream random = RandomSource.seeded(7).stream(length);
    for (int i = 0; i < length * BATCH; i++) {
      series.re()[i] = random.nextDouble() - 0.5;
      series.im()[i] = random.nextDouble() - 0.5;
    }
    return series;
  }
}
